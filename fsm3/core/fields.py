"""Model fields for the floor's values: money as whole øre, months as their first day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from fsm3.core.money import ZERO, Money
from fsm3.core.periods import Month

if TYPE_CHECKING:
    _Always = models.BigIntegerField[Money, Money]
    _Sometimes = models.BigIntegerField[Money | None, Money | None]
    _MonthBase = models.DateField[Month, Month]
else:
    _Always, _Sometimes, _MonthBase = models.BigIntegerField, models.BigIntegerField, models.DateField


class _Oere:
    """How Money goes into a column of whole øre and comes out of it."""

    def from_db_value(self, value: int | None, *_: Any) -> Money | None:
        """The stored øre as Money."""
        return None if value is None else Money(value)

    def to_python(self, value: Any) -> Money | None:
        """Money as it is; øre as Money."""
        return value if value is None or isinstance(value, Money) else Money(int(value))

    def get_prep_value(self, value: Money | int | None) -> int | None:
        """The øre to store; a bare number, as in a constraint, counts as øre."""
        return value.oere if isinstance(value, Money) else value


class MoneyField(_Oere, _Always):
    """Money, stored as whole øre."""


def nothing() -> Money:
    """Zero kroner, as the default of a column: a migration names a function, not a value."""
    return ZERO


class OptionalMoneyField(_Oere, _Sometimes):
    """Money or nothing at all, which is not zero; used with `null=True`."""


class MonthField(_MonthBase):
    """A month, stored as its first day."""

    def from_db_value(self, value: date | None, *_: Any) -> Month | None:
        """The stored day as its month."""
        return None if value is None else Month.of(value)

    def to_python(self, value: Any) -> Month | None:
        """A month as it is; a day as its month."""
        return value if value is None or isinstance(value, Month) else Month.of(value)

    def get_prep_value(self, value: Month | date | None) -> date | None:
        """The first day of the month."""
        return value.first_day if isinstance(value, Month) else value
