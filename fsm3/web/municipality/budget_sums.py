"""What a budget comes to while it is written: its sums, how much of the cap it takes, what is missing, what looks odd.

Worked out by the server alone, for the page, for the script that asks as one types, and for a workbook that was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from applications.selectors.frames import BudgetFrame
from budgets.rules import checks
from budgets.rules.checks import UNFINISHED
from budgets.rules.lines import Line, by_category, by_department, by_year, total
from fsm3.core.danish import amount
from fsm3.core.money import ZERO
from fsm3.web.shared.budget_tables import meter
from fsm3.web.shared.components import Alert, Cell, Column, Table
from fsm3.web.shared.problem_texts import left_out, sentences

_LATER = UNFINISHED | {"no_lines"}


def sums(lines: Sequence[Line], frame: BudgetFrame, unreadable: Sequence[str] = ()) -> dict[str, Any]:
    """What `municipality/budget_sums.html` shows."""
    return {
        "meter": meter(total(lines), frame.cap),
        "alerts": tuple(_alerts(lines, frame, unreadable)),
        "tables": tuple(_tables(lines, frame)) if lines else (),
    }


def _alerts(lines: Sequence[Line], frame: BudgetFrame, unreadable: Sequence[str]) -> Iterator[Alert]:
    terms, period = frame.terms, frame.period
    refused = list(checks.refusals(lines, terms.budget, period, frame.cap))
    wrong = sentences(each for each in refused if each.code not in _LATER)
    missing = sentences(each for each in refused if each.code in _LATER)
    odd = sentences(checks.warnings(lines, terms.budget, terms.accounts.auditor_from)) if lines else []
    if told := left_out(unreadable):
        yield told
    if wrong:
        yield Alert("error", _("It cannot be sent like this"), points=tuple(wrong))
    if missing:
        yield Alert("info", _("Missing before it can be sent"), points=tuple(missing))
    if odd:
        yield Alert("warning", _("Look at this once more; it may be right"), points=tuple(odd))


def _tables(lines: Sequence[Line], frame: BudgetFrame) -> Iterator[Table]:
    names = {category.key: category.name for category in frame.terms.budget.categories}
    categories = {
        names.get(key, key) or _("No category yet"): [line for line in lines if line.category == key]
        for key in by_category(lines)
    }
    departments = {
        key or _("No department yet"): [line for line in lines if line.department == key]
        for key in by_department(lines)
    }
    years = frame.period.years()
    yield _table(_("By category and year, DKK"), _("Category"), categories, years, lines)
    yield _table(_("By department and year, DKK"), _("Department"), departments, years, lines)


def _table(
    caption: str,
    heading: str,
    groups: Mapping[str, Sequence[Line]],
    years: Sequence[int],
    lines: Sequence[Line],
) -> Table:
    columns = (
        Column(heading),
        *(Column(str(year), number=True) for year in years),
        Column(_("In all"), number=True),
    )
    rows = tuple((Cell(name), *map(Cell, _amounts(some, years))) for name, some in groups.items())
    foot = (Cell(_("In all")), *map(Cell, _amounts(lines, years)))
    return Table(caption, columns, rows, foot=foot, caption_shown=True)


def _amounts(lines: Sequence[Line], years: Sequence[int]) -> Iterator[str]:
    """What some lines come to in each year, and in all."""
    found = by_year(lines)
    yield from (amount(found.get(year, ZERO)) for year in years)
    yield amount(total(lines))
