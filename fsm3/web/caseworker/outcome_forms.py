"""The forms of outcomes: a file with what is confirmed about it, months to lock, months to unlock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fsm3.dkfds.helper import Button, Helper
from payouts.selectors.outcome_pages import MonthLine


class UploadForm(forms.Form):
    """An outcome file, and the absences that are right."""

    file = forms.FileField(
        label=_("Outcome file"),
        help_text=_("CSV in UTF-8, with a row for each citizen and month."),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        allow_empty_file=True,
    )
    confirmed = forms.CharField(
        label=_("Municipalities that rightly have no row"),
        required=False,
        max_length=4000,
        help_text=_("One on each line, as 2022-03:0101: the month, a colon, the code of the municipality."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self, data: QueryDict | None, files: MultiValueDict[str, UploadedFile[Any]] | None, *, back_to: str
    ) -> None:
        """Take what was sent, and the page to go back to."""
        super().__init__(data, files)
        self.helper = Helper(buttons=(Button(_("Upload")), Button(_("Back"), "secondary", url=back_to)))

    @property
    def confirmations(self) -> tuple[str, ...]:
        """The lines that were written."""
        lines = str(self.cleaned_data["confirmed"]).splitlines()
        return tuple(line.strip() for line in lines if line.strip())


class LockForm(forms.Form):
    """The months that are proposed to be locked: those whose shares are counted."""

    def __init__(self, data: QueryDict | None, *, months: Sequence[MonthLine], back_to: str) -> None:
        """Offer the months that can be locked."""
        super().__init__(data)
        open_ = [(each.month, _named(each)) for each in months if each.counted and not each.locked]
        self.fields["months"] = _choice(_("Months to lock"), open_)
        self.helper = Helper(
            buttons=(Button(_("Propose to lock")), Button(_("Back"), "secondary", url=back_to))
        )


class UnlockForm(forms.Form):
    """The locked months that are proposed to be unlocked, and why."""

    field_order = ("months", "reason")

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: QueryDict | None, *, months: Sequence[MonthLine], back_to: str) -> None:
        """Offer the months that are locked."""
        super().__init__(data)
        locked = [(each.month, each.text) for each in months if each.locked]
        self.fields["months"] = _choice(_("Months to unlock"), locked)
        self.order_fields(self.field_order)
        self.helper = Helper(
            buttons=(Button(_("Propose to unlock")), Button(_("Back"), "secondary", url=back_to))
        )


def _choice(label: object, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    hint = "" if choices else _("There are none now.")
    return forms.MultipleChoiceField(
        label=str(label), choices=choices, widget=forms.CheckboxSelectMultiple, help_text=str(hint)
    )


def _named(month: MonthLine) -> str:
    """The month, and how many municipalities stand out in it."""
    count = len(month.flags)
    said = ngettext("%(count)s stands out", "%(count)s stand out", count) % {"count": count}
    return f"{month.text} ({said})" if count else month.text
