"""How two budgets differ, as a table: what a line was beside what it would be, before one takes the other's place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.selectors.frames import BudgetFrame
from budgets.rules.difference import Change, Difference, Part, Value, differences
from budgets.rules.lines import Line
from fsm3.core.danish import amount, decimal
from fsm3.core.money import Money
from fsm3.web.shared.components import Badge, Cell, Column, Table

_CHANGES: dict[Change, tuple[Promise, str]] = {
    Change.NEW: (gettext_lazy("New"), "success"),
    Change.CHANGED: (gettext_lazy("Changed"), "info"),
    Change.REMOVED: (gettext_lazy("Removed"), "warning"),
}
_PARTS: dict[str, Promise] = {
    "category": gettext_lazy("Category"),
    "department": gettext_lazy("Department"),
    "note": gettext_lazy("Why it is needed"),
    "posts": gettext_lazy("Full-time posts"),
    "hourly_rate": gettext_lazy("Hourly rate"),
    "hours": gettext_lazy("Hours"),
    "amount": gettext_lazy("Amount, DKK"),
}


def difference_table(
    before: Sequence[Line],
    after: Sequence[Line],
    frame: BudgetFrame,
    *,
    caption: str,
    headings: tuple[str, str],
) -> Table:
    """A row for each part of a line that differs; `headings` name the two budgets."""
    names = {category.key: category.name for category in frame.terms.budget.categories}
    columns = (Column(_("Line")), Column(_("What happens")), Column(_("What")), *map(_wide, headings))
    found = differences(before, after)
    rows = tuple(row for each in found for row in _rows(each, names))
    return Table(caption, columns, rows, empty=_("The two are the same."), stacked=True, caption_shown=True)


def _wide(heading: str) -> Column:
    return Column(heading, look="note")


def _rows(found: Difference, names: Mapping[str, str]) -> list[tuple[Cell, ...]]:
    text, tone = _CHANGES[found.change]
    head = (Cell(_("Budget line %(number)s") % {"number": found.number}), Cell(badge=Badge(str(text), tone)))
    parts = found.parts or (Part("category", 0, "", ""),)
    return [
        (*head, Cell(_named(part)), *(Cell(_said(each, part, names)) for each in (part.before, part.after)))
        for part in parts
    ]


def _named(part: Part) -> str:
    return f"{_PARTS[part.name]} {part.year}" if part.year else str(_PARTS[part.name])


def _said(value: Value, part: Part, names: Mapping[str, str]) -> str:
    """A value as people read it; a dash for nothing."""
    if isinstance(value, Money):
        return amount(value)
    if isinstance(value, Fraction):
        return decimal(value).removesuffix(",00")
    return (names.get(value, value) if part.name == "category" and value else value) or "–"
