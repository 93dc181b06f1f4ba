"""Fields that Django has not: a day that is typed in three parts, several files at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fsm3.dkfds.widgets import DayMonthYear, FilesInput

EARLIEST = 1900
_LONGEST = (2, 2, 4)


class DayField(forms.Field):
    """Reads a `date`, or None when all three parts are empty; what is no day stays in the page as it was typed."""

    widget = DayMonthYear
    default_error_messages = {  # noqa: RUF012  declared so by Django
        "required": _("Write a day, a month and a year."),
        "not_a_day": _("There is no such day. Write it in figures, for example 26 11 2021."),
    }

    def to_python(self, value: Any) -> date | None:
        """The day that was typed. Raises ValidationError when there is none such."""
        if value is None or isinstance(value, date):
            return value
        parts = [str(part or "").strip() for part in value]
        return self._day(parts) if any(parts) else None

    def _day(self, parts: Sequence[str]) -> date:
        figures = all(
            part.isascii() and part.isdigit() and len(part) <= longest
            for part, longest in zip(parts, _LONGEST, strict=True)
        )
        try:
            day, month, year = (int(part) if figures else 0 for part in parts)
            read = date(year, month, day)
        except ValueError:
            read = None
        if read is None or read.year < EARLIEST:
            raise ValidationError(self.error_messages["not_a_day"], code="not_a_day")
        return read


class FilesField(forms.FileField):
    """Reads one or more files; what is wrong with one of them is for whoever reads it to say."""

    widget = FilesInput
    default_error_messages = {  # noqa: RUF012  declared so by Django
        "required": _("Choose a file first."),
    }

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ARG002  Django hands it
        """The files that were chosen. Raises ValidationError for none."""
        chosen = [each for each in (data or []) if each]
        if not chosen and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return chosen
