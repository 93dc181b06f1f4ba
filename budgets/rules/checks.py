"""What a budget is refused for, and what it is only warned about.

Call, "Tilskudsberettigede udgifter"; domain page, "Budget"; `bad-inputs.md` 10-14. A place names the line by its
number and the year where there is one, such as `lines[2].2022.hours`; the figures name them for the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from applications.rules import free_text
from applications.rules.pool_terms import BudgetTerms, CategoryKind
from budgets.rules.lines import Cell, Line, by_category, total
from fsm3.core.danish import kroner
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import ProjectPeriod
from fsm3.core.problems import Problem

LONGEST_NOTE = 4000
MOST_LINES = 60
"""What a page and a workbook have room for."""
LONGEST_DEPARTMENT = 120
LARGEST_AMOUNT = Money(99_999_999_999_999)
LARGEST_POSTS = Fraction(999_999)
LARGEST_HOURS = Fraction(99_999_999)
_MISSING = {"posts": "posts_missing", "hours": "hours_missing"}
UNFINISHED = frozenset(
    {
        "category_missing",
        "department_missing",
        "note_missing",
        "no_amount",
        "posts_missing",
        "hours_missing",
        "rate_missing",
    }
)


def refusals(
    lines: Sequence[Line], terms: BudgetTerms, period: ProjectPeriod, cap: Money | None
) -> Iterator[Problem]:
    """Tell why a budget may not be sent. `period` is the municipality's own, `cap` that of all together."""
    if not lines:
        yield Problem("no_lines", "lines")
    for line in lines:
        yield from line_refusals(line, terms, period)
    yield from _over_cap(total(lines), cap)


def _over_cap(asked: Money, cap: Money | None) -> Iterator[Problem]:
    """No cap, no application; with one, the total may reach it and not an øre more."""
    if cap is None:
        yield Problem("cap_missing", "total")
    elif asked > cap:
        figures = {"total": kroner(asked), "cap": kroner(cap), "over": kroner(asked - cap)}
        yield Problem("total_over_cap", "total", figures)


def unsavable(lines: Sequence[Line], terms: BudgetTerms, period: ProjectPeriod) -> Iterator[Problem]:
    """Tell what may not even be kept in a draft: a draft may be unfinished, but not wrong."""
    for line in lines:
        yield from (fault for fault in line_refusals(line, terms, period) if fault.code not in UNFINISHED)


def line_refusals(line: Line, terms: BudgetTerms, period: ProjectPeriod) -> Iterator[Problem]:
    """Tell what is wrong with one line, so that a page can say so before the whole is sent."""
    yield from _category(line, terms)
    yield from _texts(line)
    yield from _years(line, period)
    for cell in line.cells:
        yield from _cell(line, cell, terms)


def amount_line_refusals(line: Line, terms: BudgetTerms, period: ProjectPeriod) -> Iterator[Problem]:
    """Tell what is wrong with a line of which amounts alone are asked, as in a change of an approved budget."""
    yield from _category(line, terms)
    yield from _texts(line)
    yield from _years(line, period)
    for cell in line.cells:
        yield from _amount_faults(line, cell, "amount", cell.amount)


def _problem(code: str, line: Line, place: str, **detail: str) -> Problem:
    return Problem(code, f"lines[{line.number}].{place}", {"line": str(line.number), **detail})


def _category(line: Line, terms: BudgetTerms) -> Iterator[Problem]:
    if not line.category:
        yield _problem("category_missing", line, "category")
    elif _kind(line, terms) is None:
        yield _problem("category_unknown", line, "category", category=line.category)


def _kind(line: Line, terms: BudgetTerms) -> CategoryKind | None:
    return {category.key: category.kind for category in terms.categories}.get(line.category)


def _texts(line: Line) -> Iterator[Problem]:
    if not line.department.strip():
        yield _problem("department_missing", line, "department")
    if not line.note.strip():
        yield _problem("note_missing", line, "note")
    for name, text, longest in (
        ("department", line.department, LONGEST_DEPARTMENT),
        ("note", line.note, LONGEST_NOTE),
    ):
        yield from free_text.faults(text, where=f"lines[{line.number}].{name}", longest=longest)


def _years(line: Line, period: ProjectPeriod) -> Iterator[Problem]:
    if not line.cells:
        yield _problem("no_amount", line, "cells")
    years = [cell.year for cell in line.cells]
    for year in sorted(set(years)):
        if year not in period.years():
            yield _problem("year_outside_period", line, str(year), year=str(year))
        if years.count(year) > 1:
            yield _problem("year_twice", line, str(year), year=str(year))


def _cell(line: Line, cell: Cell, terms: BudgetTerms) -> Iterator[Problem]:
    """A wage is judged by its factors first: an amount that only follows from a missing one is no second fault."""
    kind = _kind(line, terms)
    if kind is None and not cell.amount:
        return
    faults = list(_wage_faults(line, cell)) if kind is CategoryKind.WAGE else []
    yield from faults or _amount_faults(line, cell, "amount", cell.amount)


def _wage_faults(line: Line, cell: Cell) -> Iterator[Problem]:
    yield from _number_faults(line, cell, "posts", cell.posts, LARGEST_POSTS)
    yield from _number_faults(line, cell, "hours", cell.hours, LARGEST_HOURS)
    if cell.hourly_rate is None:
        yield _at(line, cell, "hourly_rate", "rate_missing")
    else:
        yield from _amount_faults(line, cell, "hourly_rate", cell.hourly_rate)


def _at(line: Line, cell: Cell, name: str, code: str) -> Problem:
    return _problem(code, line, f"{cell.year}.{name}", year=str(cell.year))


def _number_faults(
    line: Line, cell: Cell, name: str, number: Fraction | None, largest: Fraction
) -> Iterator[Problem]:
    if number is None:
        yield _at(line, cell, name, _MISSING[name])
        return
    yield from _size_faults(line, cell, name, number, largest)
    if (number * 100).denominator != 1:
        yield _at(line, cell, name, "too_many_decimals")


def _amount_faults(line: Line, cell: Cell, name: str, amount: Money) -> Iterator[Problem]:
    return _size_faults(line, cell, name, Fraction(amount.oere), Fraction(LARGEST_AMOUNT.oere))


def _size_faults(line: Line, cell: Cell, name: str, number: Fraction, largest: Fraction) -> Iterator[Problem]:
    if number < 0:
        yield _at(line, cell, name, "negative_amount")
    if number == 0:
        yield _at(line, cell, name, "zero_amount")
    if number > largest:
        yield _at(line, cell, name, "too_large")


def warnings(lines: Sequence[Line], terms: BudgetTerms, auditor_from: Money) -> Iterator[Problem]:
    """Tell what looks odd in a budget and is no reason to refuse it. Domain page, "Budget"."""
    yield from _main_not_largest(lines, terms)
    yield from _no_audit(lines, terms, auditor_from)
    for line in lines:
        yield from _hours_above_norm(line, terms)
    yield from _only_own_department(lines, terms)


def _main_not_largest(lines: Sequence[Line], terms: BudgetTerms) -> Iterator[Problem]:
    sums = by_category(lines)
    main = next(category for category in terms.categories if category.main)
    if any(amount > sums.get(main.key, ZERO) for amount in sums.values()):
        yield Problem("main_category_not_largest", "lines", {"category": main.name})


def _no_audit(lines: Sequence[Line], terms: BudgetTerms, auditor_from: Money) -> Iterator[Problem]:
    audits = {category.key for category in terms.categories if category.audit}
    if total(lines) >= auditor_from and audits.isdisjoint(line.category for line in lines):
        yield Problem("no_audit_line", "lines", {"auditor_from": kroner(auditor_from)})


def _hours_above_norm(line: Line, terms: BudgetTerms) -> Iterator[Problem]:
    for cell in line.cells:
        if (
            cell.posts is not None
            and cell.hours is not None
            and cell.hours > cell.posts * terms.yearly_norm_hours
        ):
            detail = {"year": str(cell.year), "norm": str(terms.yearly_norm_hours)}
            yield _problem("hours_above_norm", line, f"{cell.year}.hours", **detail)


def _only_own_department(lines: Sequence[Line], terms: BudgetTerms) -> Iterator[Problem]:
    """A department counts as the own one when its name begins with it: "Jobcenter Vest" is the job centre too."""
    own = terms.own_department.casefold()
    if lines and all(line.department.strip().casefold().startswith(own) for line in lines):
        yield Problem("only_own_department", "lines", {"department": terms.own_department})
