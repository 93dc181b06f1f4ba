"""The fields of somebody who is invited, at the door of the agency as of a municipality: a name and a mail address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fsm3.journeys.letting_in import LONGEST_NAME


class NameField(forms.CharField):
    """Reads the name of a person, or of a firm where the label says so; `missing` asks for it."""

    def __init__(self, *, missing: Promise, **kwargs: Any) -> None:
        """Let the browser propose nobody else's name."""
        given = {
            "label": _("Name"),
            "max_length": LONGEST_NAME,
            "error_messages": {"required": missing},
            "widget": forms.TextInput({"autocomplete": "off"}),
        }
        super().__init__(**{**given, **kwargs})


class MailField(forms.EmailField):
    """Reads a mail address at work; `told` says what it is used for."""

    def __init__(self, *, told: Promise, **kwargs: Any) -> None:
        """Let the browser propose nobody else's address."""
        wrong = _("Write a mail address, such as anna@kommune.dk.")
        given = {
            "label": _("Mail address at work"),
            "help_text": told,
            "error_messages": dict.fromkeys(("required", "invalid"), wrong),
            "widget": forms.EmailInput({"autocomplete": "off"}),
        }
        super().__init__(**{**given, **kwargs})
