"""The demo's budgets: five to nine lines that add up to what is asked for, to the krone, and obey the rules of budgets.

Wages are hours at an hourly rate; the shares of the lines, rates and notes are drawn. What whole hours leave over goes into
the audit, so that the sum is the amount asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from random import Random

from budgets.rules.lines import Cell, Line, amount_cell, total, wage_cell
from fsm3.core.money import Money
from fsm3.demo.amounts import requested
from fsm3.demo.cast import FSM2
from fsm3.demo.chance import chance
from fsm3.demo.facts import Facts
from fsm3.demo.words import texts

NORM = 1924
KRONE = 100
MANAGEMENT = "project_management"
_YEARS = {
    FSM2: {2022: Fraction(34, 100), 2023: Fraction(66, 100)},
    "new": {2021: Fraction(3, 100), 2022: Fraction(50, 100), 2023: Fraction(47, 100)},
}
_MONTHS = {FSM2: {2022: 6, 2023: 12}, "new": {2021: 1, 2022: 12, 2023: 12}}


@dataclass(frozen=True)
class _Wage:
    """A wage line to be: of which category, in which department, with which note, and its share of all wages."""

    category: str
    department: str
    note: str
    weight: int


def lines_of(facts: Facts) -> tuple[Line, ...]:
    """The budget of an application to Flere skal med 3."""
    drawn = chance("budget", facts.applicant.code)
    asked = requested(facts.applicant)
    wages = list(_wages(facts, drawn))
    for_wages = asked - Money.of(drawn.randint(18, 34) * 1000)
    shares = for_wages.in_proportion_to([Money(wage.weight) for wage in wages])
    lines = [
        _wage_line(number, *each, facts, drawn)
        for number, each in enumerate(zip(wages, shares, strict=True), 1)
    ]
    rest = asked - total(lines)
    audit = Line(len(lines) + 1, "audit", "Økonomi", _note("audit", facts, drawn), (amount_cell(2023, rest),))
    return (*lines, audit)


def _wages(facts: Facts, drawn: Random) -> Iterator[_Wage]:
    """Job brokers first; the other departments as far as the case's story goes."""
    departments = facts.departments
    yield _Wage("job_brokers", departments["own"], _note("job_brokers", facts, drawn), drawn.randint(62, 70))
    if facts.applicant.extended:
        yield _Wage(
            "job_brokers",
            departments["own"],
            _note("job_brokers_extended", facts, drawn),
            drawn.randint(9, 13),
        )
        yield _Wage(
            "other_staff", departments["psychiatry"], _note("psychiatry", facts, drawn), drawn.randint(4, 6)
        )
    yield _Wage("other_staff", departments["social"], _note("social", facts, drawn), drawn.randint(7, 10))
    yield _Wage("other_staff", departments["family"], _note("family", facts, drawn), drawn.randint(5, 8))
    if drawn.random() < 0.6:
        yield _Wage(
            "other_staff", departments["substance"], _note("substance", facts, drawn), drawn.randint(3, 5)
        )
    weight = drawn.randint(5, 8) if facts.points["budget"] >= 2 else drawn.randint(14, 18)
    yield _Wage(MANAGEMENT, departments["staff"], _note("project_management", facts, drawn), weight)


def _note(kind: str, facts: Facts, drawn: Random) -> str:
    """A note; how many posts it speaks of is filled in when the line is worked out."""
    note: str = drawn.choice(texts("notes")["notes"][kind])
    return note.replace("{sagsstamme}", str(facts.caseload))


def _wage_line(number: int, wage: _Wage, share: Money, facts: Facts, drawn: Random) -> Line:
    rate = Money.of(drawn.randint(318, 392))
    cells = tuple(_cells(share, rate, facts.applicant.cohort))
    posts = max(cell.posts or Fraction(0) for cell in cells)
    note = wage.note.replace("{stillinger}", f"{float(posts):.2f}".rstrip("0").rstrip(".").replace(".", ","))
    return Line(number, wage.category, wage.department, note, cells)


def _cells(share: Money, rate: Money, cohort: str) -> Iterator[Cell]:
    """Whole hours in each year, and as many posts as they fill in the months of that year."""
    for year, part in _YEARS[cohort].items():
        hours = int(share.oere * part) // rate.oere
        full = Fraction(NORM * _MONTHS[cohort][year], 12)
        posts = Fraction(ceil(hours / full * 100), 100)
        if hours:
            yield wage_cell(year, posts=posts, hourly_rate=rate, hours=Fraction(hours))


def reduced(lines: tuple[Line, ...], why: str) -> Mapping[int, tuple[Money, str]]:
    """The approved amounts when project management is cut to three fifths, in whole kroner."""
    return {
        line.number: (Money(line.amount.oere * 3 // 5 // KRONE * KRONE), why)
        if line.category == MANAGEMENT
        else (line.amount, "")
        for line in lines
    }
