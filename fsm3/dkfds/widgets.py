"""Inputs that the design system has and Django has not: with a unit beside it, and a day in three parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise

Text = str | Promise


class AffixedInput(forms.TextInput):
    """A text input with something fixed before or after it, such as a unit."""

    def __init__(
        self, attrs: Mapping[str, Any] | None = None, *, prefix: Text = "", suffix: Text = ""
    ) -> None:
        """Keep the texts that stand beside the input."""
        super().__init__(dict(attrs or {}))
        self.prefix, self.suffix = prefix, suffix


class DayMonthYear(forms.MultiWidget):
    """A day in three short inputs, as the design system asks for dates that people know by heart."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        """Make the three inputs; a telephone's number keys are enough for them."""
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
            for part in ("day", "month", "year")
        }
        super().__init__(parts, dict(attrs or {}))

    def decompress(self, value: date | None) -> list[str]:
        """The parts of a day."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class FilesInput(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True
