"""The lines of a draft's budget as cards: wages apart from the rest, so that every field that is shown counts.

A draft may be unfinished: nothing is required here, only what cannot be read is refused (`bad-inputs.md` 12-14). What a
line comes to is worked out by the server alone, also while somebody is still typing. Cards come and go without a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.pool_terms import Category, CategoryKind
from budgets.rules.checks import LONGEST_DEPARTMENT
from budgets.rules.lines import Cell, Line, amount_cell, wage_cell
from fsm3.core.danish import amount
from fsm3.core.money import ZERO, Money
from fsm3.dkfds.formsets import Grid, GridRow, TableFormSet, Told
from fsm3.dkfds.widgets import AffixedInput
from fsm3.web.shared.fields import DanishNumberField, MoneyField

DEPARTMENTS = "departments"
"""The id of the list of departments that are suggested."""


def _input() -> AffixedInput:
    """A number without its unit, which the heading of its column tells."""
    return AffixedInput({"inputmode": "decimal", "class": "number", "autocomplete": "off"})


def _money_field(label: str) -> MoneyField:
    return MoneyField(label=label, required=False, widget=_input())


class LineForm(forms.Form):
    """What every line has. A kind of line adds its fields for each year, and says what a year comes to."""

    is_draft = True
    given = 0
    number = forms.CharField(widget=forms.HiddenInput, required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    department = forms.CharField(
        label=gettext_lazy("Department"),
        required=False,
        max_length=LONGEST_DEPARTMENT,
        widget=forms.TextInput({"list": DEPARTMENTS, "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Why is it needed?"), required=False, widget=forms.Textarea({"rows": 2})
    )
    factors: ClassVar[Mapping[str, str | Promise]] = {}

    def __init__(
        self, *args: Any, categories: Sequence[Category], years: Sequence[int], **kwargs: Any
    ) -> None:
        """Offer the categories of the side, and the fields of each year of the own period."""
        super().__init__(*args, **kwargs)
        self.years, self.only = years, len(categories) == 1
        offered = [(each.key, each.name) for each in categories]
        choices = offered if self.only else [("", _("Choose")), *offered]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]
        for year in years:
            for factor, label in self.factors.items():
                field = self.factor_field(factor, f"{label} {year}")
                field.column = label
                self.fields[f"{factor}_{year}"] = field

    def factor_field(self, factor: str, label: str) -> Any:
        """The field of a figure."""
        raise NotImplementedError

    def cell(self, year: int) -> Cell | None:
        """A year as typed so far; None where nothing that can be read is."""
        raise NotImplementedError

    def read(self, name: str) -> Any:
        """What is typed in a field, as far as it can be read."""
        try:
            return self.fields[name].clean(self[name].value())
        except ValidationError:
            return None

    @classmethod
    def initial_of(cls, line: Line) -> dict[str, Any]:
        """What the card of a stored line is filled with."""
        own = {
            "number": line.number,
            "category": line.category,
            "department": line.department,
            "note": line.note,
        }
        cells = {
            f"{factor}_{cell.year}": getattr(cell, factor) for cell in line.cells for factor in cls.factors
        }
        return {**own, **cells}

    @property
    def place(self) -> int:
        """The number of the line."""
        return self.given or number_of(
            self["number"].value() if self.is_bound else self.initial.get("number")
        )

    def take(self, number: int) -> None:
        """Take a number, as a card that has none of its own."""
        self.given = self.initial["number"] = number

    @property
    def figures(self) -> list[str]:
        """The names of the fields of all years."""
        return [f"{factor}_{year}" for year in self.years for factor in self.factors]

    def field_of(self, place: str) -> str | None:
        """The field that a problem of the rules belongs to, by its place within the line, such as `2022.hours`."""
        year, _dot, factor = place.rpartition(".")
        name = {f"{factor}_{year}", factor} & set(self.fields)
        return next(iter(name), None) or (f"{next(iter(self.factors))}_{year}" if year else None)

    @property
    def row_title(self) -> str:
        """What the card is called."""
        return _("Budget line %(number)s") % {"number": self.place}

    def line(self) -> Line | None:
        """The line as typed so far; None for a card that nobody has written in."""
        cells = tuple(cell for cell in map(self.cell, self.years) if cell)
        category, department, note = (
            str(self.read(name) or "") for name in ("category", "department", "note")
        )
        if not (cells or department or note or (category and not self.only)):
            return None
        return Line(self.place, category, department, note.replace("\r\n", "\n"), cells)

    @property
    def above(self) -> tuple[BoundField, ...]:
        """The fields before the years."""
        return self["category"], self["department"], self["note"]

    def told(self) -> Iterator[Told]:
        """Everything in the card that the server works out."""
        yield from (row.told for row in self.grid.rows if row.told)
        yield self.grid.foot

    @property
    def grid(self) -> Grid:
        """The figures by year."""
        raise NotImplementedError

    def _foot(self) -> Told:
        line = self.line()
        return Told(f"line-{self.place}", amount(line.amount if line else ZERO))


class WageForm(LineForm):
    """A wage: full-time posts, hourly rate and hours in each year."""

    factors: ClassVar[Mapping[str, str | Promise]] = {
        "posts": gettext_lazy("Full-time posts"),
        "hourly_rate": gettext_lazy("Hourly rate"),
        "hours": gettext_lazy("Hours"),
    }

    def factor_field(self, factor: str, label: str) -> Any:
        """A rate is money, posts and hours are numbers."""
        if factor == "hourly_rate":
            return _money_field(label)
        return DanishNumberField(label=label, required=False, widget=_input(), above_zero=True)

    def cell(self, year: int) -> Cell | None:
        """Rate times hours, by the one rule there is."""
        posts, rate, hours = (self.read(f"{factor}_{year}") for factor in self.factors)
        if posts is None and rate is None and hours is None:
            return None
        return wage_cell(year, posts=posts, hourly_rate=rate, hours=hours)

    @property
    def grid(self) -> Grid:
        """A row for each year, with what it comes to."""
        rows = tuple(
            GridRow(str(year), tuple(self[f"{factor}_{year}"] for factor in self.factors), self._told(year))
            for year in self.years
        )
        columns = (*self.factors.values(), _("Amount, DKK"))
        return Grid(_("Year"), columns, rows, _("The line in all, DKK:"), self._foot())

    def _told(self, year: int) -> Told:
        cell = self.cell(year)
        return Told(f"amount-{self.place}-{year}", amount(cell.amount if cell else ZERO))


class AmountForm(LineForm):
    """A line whose amounts are typed."""

    factors: ClassVar[Mapping[str, str | Promise]] = {"amount": gettext_lazy("Amount, DKK")}

    def factor_field(self, _factor: str, label: str) -> Any:
        """An amount."""
        return _money_field(label)

    def cell(self, year: int) -> Cell | None:
        """The amount that is typed."""
        typed: Money | None = self.read(f"amount_{year}")
        return None if typed is None else amount_cell(year, typed)

    @property
    def grid(self) -> Grid:
        """A row for each year."""
        rows = tuple(GridRow(str(year), (self[f"amount_{year}"],)) for year in self.years)
        return Grid(_("Year"), (_("Amount, DKK"),), rows, _("The line in all, DKK:"), self._foot())


class Wages(TableFormSet):
    """The lines that are wages."""

    caption = gettext_lazy("Wages")
    hint = gettext_lazy(
        "Hourly rate times hours gives the amount of a year. Leave a year empty when nothing is spent."
    )
    add_text = gettext_lazy("Add a wage line")
    kind, form_class = CategoryKind.WAGE, WageForm


class Others(TableFormSet):
    """The lines whose amounts are typed."""

    caption = gettext_lazy("Other expenses")
    hint = gettext_lazy("Write the amount of each year.")
    add_text = gettext_lazy("Add another expense")
    kind, form_class = CategoryKind.AMOUNT, AmountForm


def number_of(text: Any) -> int:
    """The number of a line, or 0 for none."""
    written = str(text or "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else 0
