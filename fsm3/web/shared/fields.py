"""Form fields for numbers as people in Denmark type them: an amount of money, a number with decimals.

`fsm3.core.danish.read_amount` reads them and refuses what can be read in two ways (`bad-inputs.md` 12, 13); the words
are those of the same problem codes everywhere else. What was typed stays in the page.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fsm3.core.danish import Unreadable, amount, decimal, read_amount
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import Problem
from fsm3.dkfds.widgets import AffixedInput
from fsm3.web.shared.problem_texts import sentence

OERE = Money(1)


def _refused(code: str) -> ValidationError:
    return ValidationError(sentence(Problem(code)), code=code)


def _read(typed: Any) -> Money | None:
    """The number that was typed, in hundredths; None for nothing at all."""
    text = str(typed or "").strip()
    try:
        return read_amount(text) if text else None
    except Unreadable as error:
        raise _refused(error.code) from error


class MoneyField(forms.Field):
    """Reads Money of at least `least`: an øre in a budget, `ZERO` in an account."""

    def __init__(self, *, least: Money = OERE, **kwargs: Any) -> None:
        self.least = least
        widget = AffixedInput({"inputmode": "decimal", "class": "number"}, suffix=_("kr."))
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> Money | None:
        """The amount that was typed. Raises ValidationError with the code of the problem."""
        read = value if isinstance(value, Money) else _read(value)
        if read is not None and read < self.least:
            raise _refused("negative_amount" if self.least == ZERO else "not_positive")
        return read

    def prepare_value(self, value: Any) -> Any:
        """An amount as it is typed; what was typed as it is."""
        return amount(value) if isinstance(value, Money) else value


class DanishNumberField(forms.Field):
    """Reads an exact number of at least zero with at most two decimals, such as hours; `unit` stands beside it.

    `above_zero`: nothing is no number here, as in a budget.
    """

    def __init__(self, *, unit: str | Promise = "", above_zero: bool = False, **kwargs: Any) -> None:
        self.above_zero = above_zero
        widget = AffixedInput({"inputmode": "decimal", "class": "number"}, suffix=unit)
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> Fraction | None:
        """The number that was typed. Raises ValidationError with the code of the problem."""
        if value is None or isinstance(value, Fraction):
            return value
        if "kr" in str(value).lower():
            raise _refused("not_a_number")
        read = _read(value)
        if read is not None and read < ZERO:
            raise _refused("negative_amount")
        if read == ZERO and self.above_zero:
            raise _refused("not_positive")
        return Fraction(read.oere, 100) if read is not None else None

    def prepare_value(self, value: Any) -> Any:
        """A number as it is typed; what was typed as it is."""
        return decimal(value).removesuffix(",00") if isinstance(value, Fraction) else value


class ShortDayField(forms.DateField):
    """Reads a day typed in one short input, as tables need it: `31.12.2022`, also with dashes or strokes."""

    default_error_messages = {  # noqa: RUF012  declared so by Django
        "invalid": _("There is no such day. Write it as 31.12.2022."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Show and read the day as people here write it."""
        widget = forms.DateInput({"inputmode": "numeric", "class": "short-day"}, format="%d.%m.%Y")
        formats = ["%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)
