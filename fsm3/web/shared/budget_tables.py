"""The budget of a case as tables, with what was approved of each line: the agency also sees what is only proposed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from applications.rules.pool_terms import BudgetTerms
from applications.selectors.pages import Case
from budgets.rules.award import Approved
from budgets.rules.content import from_content
from budgets.rules.lines import Line, by_category
from budgets.tables import Row, Sum, Table, YearCell, table
from fsm3.core.danish import amount, kroner
from fsm3.core.money import Money
from fsm3.core.proposals import Proposed, Verdict
from fsm3.web.shared import components
from fsm3.web.shared.components import Cell, Column, Fact
from fsm3.web.shared.pictures import Bar, Chart, Meter

_WHOLE = 1000
_MARK = 994
"""Where the mark at the limit stands at most, so that it is seen whole."""


def sent_budget(case: Case, proposed: tuple[Proposed, ...], verdicts: Collection[Verdict]) -> Table:
    """The budget as sent beside the newest award that has one of the verdicts."""
    awards = [each for each in proposed if each.kind == "award" and each.verdict in verdicts]
    lines = awards[-1].content["lines"] if awards else []
    approved = [Approved(line["number"], Money.of(line["amount"]), line["reason"]) for line in lines]
    return table(from_content(case.budget), case.terms.budget, approved)


def meter(asked: Money, cap: Money | None) -> Meter:
    """How much of the cap is asked for."""
    if cap is None:
        return Meter((Fact(_("Requested"), kroner(asked)), Fact(_("Cap"), _("None"))), 0, 0, over=True)
    over = asked > cap
    rest = Fact(_("Over the cap"), kroner(asked - cap)) if over else Fact(_("Left"), kroner(cap - asked))
    longest = max(asked.oere, cap.oere, 1)
    return Meter(
        (Fact(_("Requested"), kroner(asked)), Fact(_("Cap"), kroner(cap)), rest),
        asked.oere * _WHOLE // longest,
        min(cap.oere * _WHOLE // longest, _MARK),
        over=over,
    )


@dataclass(frozen=True)
class Drawn:
    """A budget as components: its lines, and its sums in two ways (none for a budget without lines)."""

    lines: components.Table
    sums: tuple[components.Table, ...]


def drawn(budget: Table) -> Drawn:
    """A requested budget as a page shows it."""
    return _drawn(
        budget,
        heading=_("Requested, DKK"),
        caption=_("Budget by line and year, in kroner"),
        captions=(_("By category"), _("By department")),
    )


def drawn_approved(budget: Table) -> Drawn:
    """An approved budget, named as such: a page may show it beside the requested one."""
    return _drawn(
        budget,
        heading=_("Approved, DKK"),
        caption=_("Approved budget by line and year, in kroner"),
        captions=(_("Approved by category"), _("Approved by department")),
    )


def _drawn(budget: Table, *, heading: str, caption: str, captions: tuple[str, str]) -> Drawn:
    lines = components.Table(
        caption=caption,
        columns=_columns(budget, heading),
        rows=tuple(_row(row, approved=bool(budget.approved)) for row in budget.rows),
        empty=_("The budget has no lines yet."),
        foot=_foot(budget),
    )
    by_category = _sums(captions[0], budget.categories, heading)
    by_department = _sums(captions[1], budget.departments, heading)
    return Drawn(lines, (by_category, by_department) if budget.rows else ())


def _columns(budget: Table, heading: str) -> tuple[Column, ...]:
    return (
        Column(_("Line"), number=True),
        Column(_("Category, department and note"), look="note"),
        *(Column(str(year), number=True) for year in budget.years),
        Column(heading, number=True),
        *((Column(_("Approved, DKK"), number=True, look="reasoned"),) if budget.approved else ()),
    )


def _row(row: Row, *, approved: bool) -> tuple[Cell, ...]:
    reason = (row.reason,) if row.reduced else ()
    return (
        Cell(str(row.number)),
        Cell(row.category, strong=True, lines=(row.department,), details=(row.note,)),
        *(Cell(cell.amount, details=_worked_out(cell)) for cell in row.years),
        Cell(row.requested),
        *((Cell(row.approved, strong=row.reduced, details=reason),) if approved else ()),
    )


def _worked_out(cell: YearCell) -> tuple[str, ...]:
    """How a wage was worked out."""
    if not cell.rate:
        return ()
    hours = _("%(hours)s hours × %(rate)s") % {"hours": cell.hours, "rate": cell.rate}
    posts = (_("%(posts)s full-time posts") % {"posts": cell.posts},) if cell.posts else ()
    return (hours, *posts)


def _foot(budget: Table) -> tuple[Cell, ...]:
    approved = (Cell(budget.approved),) if budget.approved else ()
    return (
        Cell(_("In all"), spans=2),
        *(Cell(each) for each in budget.year_sums),
        Cell(budget.requested),
        *approved,
    )


def _sums(caption: str, sums: tuple[Sum, ...], heading: str) -> components.Table:
    columns = (Column(caption), Column(heading, number=True))
    rows = tuple((Cell(each.name), Cell(each.requested)) for each in sums)
    return components.Table(caption, columns, rows)


def category_chart(lines: Sequence[Line], terms: BudgetTerms) -> Chart:
    """What is asked for by category, as bars, in the order of the call."""
    asked = by_category(lines)
    longest = max(asked.values())
    bars = tuple(
        Bar(each.name, asked[each.key].oere * _WHOLE // (longest.oere or 1), amount(asked[each.key]))
        for each in terms.categories
        if each.key in asked
    )
    return Chart(_("Budget by category"), _("Category"), _("Requested, DKK"), bars)
