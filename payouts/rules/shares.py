"""The outcome share of a month: who is in the group, who is touched by a result, and which month is the best.

Domain page, "Outcomes" and "Payout"; call, "Udbetaling og resultatkrav". A citizen counts once, however many results
there are; marks beat results; a month with nobody in the group has no share, neither zero nor an error. Shares are exact
fractions, so that 14.96 per cent is never taken for 15.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol, TypeVar

from applications.rules.pool_terms import OutcomeTerms
from fsm3.core.danish import decimal
from fsm3.core.periods import Month, ProjectPeriod


@dataclass(frozen=True)
class MonthCount:
    """What is counted of a month: `count` citizens touched by a result among the `group`.

    `rows` is everybody with a row, marks included. `notes` and `results` count within the group, by column; `left_out`
    those with each mark; `beaten` the results of those who are left out, which therefore do not count.
    """

    month: Month
    count: int
    group: int
    rows: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)
    results: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    beaten: Mapping[str, int] = field(default_factory=dict)

    @property
    def share(self) -> Fraction | None:
        """The outcome share; none when nobody is in the group."""
        return Fraction(self.count, self.group) if self.group else None

    @property
    def detail(self) -> dict[str, object]:
        """All but month, count and group, as values that JSON writes exactly."""
        tallies = ("notes", "results", "left_out", "beaten")
        return {"rows": self.rows, **{name: dict(getattr(self, name)) for name in tallies}}


def shown(share: Fraction | None, decimals: int = 1) -> str:
    """`11,8 %`: a share rounded half up, to be read and never to be compared; empty where there is none."""
    return "" if share is None else f"{decimal(share * 100, decimals)}\N{NO-BREAK SPACE}%"


@dataclass(frozen=True)
class Alike:
    """How many citizens of a month have the very same answers: bits in the order of the columns, and any paid hours."""

    answers: int
    worked: bool
    citizens: int


def counted(
    month: Month,
    rows: Iterable[Alike],
    terms: OutcomeTerms,
    *,
    answers: Sequence[str],
    listed: int | None = None,
) -> MonthCount:
    """Count a month of one municipality under the terms of its award.

    `answers` names the bits of the rows, as the file had them; `listed` is the size of the list, where the group is
    fixed once: marks then take nobody out (reading).
    """
    marks = frozenset(column.key for column in terms.marks) if listed is None else frozenset()
    results = frozenset(column.key for column in (*terms.results, *([terms.hours] if terms.hours else [])))
    notes = frozenset(column.key for column in terms.notes)
    tallies = _Tallies()
    for alike in rows:
        held = {name for bit, name in enumerate(answers) if alike.answers >> bit & 1}
        held |= {terms.hours.key} if terms.hours and alike.worked else set()
        tallies.add(alike.citizens, marks=held & marks, results=held & results, notes=held & notes)
    return tallies.as_count(month, listed)


class _Tallies:
    def __init__(self) -> None:
        self._rows = self._group = self._count = 0
        self._notes, self._results = Counter[str](), Counter[str]()
        self._left_out, self._beaten = Counter[str](), Counter[str]()

    def add(self, citizens: int, *, marks: set[str], results: set[str], notes: set[str]) -> None:
        """Count citizens in: into the group, or out of it when they have a mark."""
        self._rows += citizens
        if marks:
            _plus(self._left_out, marks, citizens)
            _plus(self._beaten, results, citizens)
            return
        self._group += citizens
        self._count += citizens if results else 0
        _plus(self._results, results, citizens)
        _plus(self._notes, notes, citizens)

    def as_count(self, month: Month, listed: int | None) -> MonthCount:
        """What was counted."""
        group = self._group if listed is None else listed
        tallies = (self._notes, self._results, self._left_out, self._beaten)
        return MonthCount(
            month, self._count, group, self._rows, *(dict(sorted(each.items())) for each in tallies)
        )


def _plus(tally: Counter[str], keys: Iterable[str], citizens: int) -> None:
    for key in keys:
        tally[key] += citizens


def added(places: Iterable[MonthCount]) -> MonthCount:
    """A month of a joint application: counts and groups add up. Raises ValueError for different months, or none."""
    counts = tuple(places)
    months = {count.month for count in counts}
    if len(months) != 1:
        raise ValueError("Only counts of one month add up.")

    def together(name: str) -> dict[str, int]:
        total: Counter[str] = Counter()
        for count in counts:
            total.update(getattr(count, name))
        return dict(sorted(total.items()))

    return MonthCount(
        months.pop(),
        sum(count.count for count in counts),
        sum(count.group for count in counts),
        sum(count.rows for count in counts),
        *(together(name) for name in ("notes", "results", "left_out", "beaten")),
    )


class Counted(Protocol):
    """Whatever knows of a month how many of the group are touched by a result."""

    @property
    def month(self) -> Month: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102
    @property
    def group(self) -> int: ...  # noqa: D102


AnyCount = TypeVar("AnyCount", bound=Counted)


def best(months: Iterable[AnyCount], period: ProjectPeriod) -> AnyCount | None:
    """The month with the highest exact share among those that begin within the own period; the earliest of equals."""
    own = sorted(
        (each for each in months if each.group and each.month.first_day in period),
        key=lambda each: each.month,
    )
    found: AnyCount | None = None
    for each in own:
        if found is None or each.count * found.group > found.count * each.group:
            found = each
    return found
