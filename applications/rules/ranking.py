"""Ranking: in which order applications stand, and why each stands where it stands.

Call, "Kriterier for tildeling af tilskud"; domain page, "Application": by weighted sum of the agreed points. Among
equal sums, and among cases declared to meet the criteria "in the same degree" with a reason, the pool's preferred
cohort goes first. Who is still equal shares a place until a reasoned choice orders them; the time of sending and lot
never do. The same values always give the same ranking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from math import lcm

from applications.rules.pool_terms import Criterion
from fsm3.core.problems import Problem, require


@dataclass(frozen=True)
class Entry:
    """A case to be ranked: its number, when its cohort goes first (lower is earlier), and its agreed points."""

    case: str
    goes_first: int
    points: Mapping[str, int]


@dataclass(frozen=True)
class SameDegree:
    """Cases declared to meet the criteria in the same degree, and why."""

    cases: frozenset[str]
    reason: str


@dataclass(frozen=True)
class Choice:
    """The order chosen among cases that nothing else tells apart, and why."""

    cases: tuple[str, ...]
    reason: str


class Why(StrEnum):
    """Why a case stands where it stands."""

    SUM = "sum"
    COHORT = "cohort"
    SAME_DEGREE = "same_degree"
    CHOICE = "choice"
    SHARED = "shared"


@dataclass(frozen=True)
class Position:
    """A case in the ranking. Cases that share a place are not told apart by anything yet."""

    place: int
    case: str
    sum: Fraction
    why: Why


@dataclass(frozen=True)
class _Standing:
    """A case on its way to its place: `level` is the sum it counts as among others."""

    case: str
    level: Fraction
    declared: bool
    goes_first: int
    sum: Fraction

    @property
    def merit(self) -> tuple[Fraction, int, Fraction]:
        return (-self.level, self.goes_first, -self.sum)


def weighted_sum(points: Mapping[str, int], criteria: Sequence[Criterion]) -> Fraction:
    """Add up the points by the weights of their criteria, exactly. Raises KeyError where points are missing."""
    whole = lcm(*(criterion.weight.denominator for criterion in criteria))
    return Fraction(sum(_parts(criterion, whole) * points[criterion.key] for criterion in criteria), whole)


def _parts(criterion: Criterion, whole: int) -> int:
    """A weight as so many parts of a common whole: a hundred cases are added up in whole numbers."""
    return criterion.weight.numerator * (whole // criterion.weight.denominator)


def ranking(
    entries: Sequence[Entry],
    criteria: Sequence[Criterion],
    same_degree: Sequence[SameDegree] = (),
    choices: Sequence[Choice] = (),
) -> tuple[Position, ...]:
    """Rank cases, best first. Raises NotReady when a declaration or a choice does not fit the cases."""
    sums = {entry.case: weighted_sum(entry.points, criteria) for entry in entries}
    require(_declaration_faults(sums, same_degree))
    standings = sorted(
        (_standing(entry, sums, same_degree) for entry in entries), key=lambda each: each.merit
    )
    equals = [tuple(group) for _, group in groupby(standings, key=lambda each: each.merit)]
    require(_choice_faults(equals, choices))
    return tuple(_positions(equals, choices))


def _declaration_faults(sums: Mapping[str, Fraction], groups: Sequence[SameDegree]) -> Iterator[Problem]:
    taken: set[str] = set()
    for group in groups:
        where = _names(group.cases)
        yield from _group_faults(sums, group, where)
        if taken & group.cases:
            yield Problem("same_degree_twice", where, {"cases": _names(taken & group.cases)})
        taken |= group.cases


def _group_faults(sums: Mapping[str, Fraction], group: SameDegree, where: str) -> Iterator[Problem]:
    """Nobody who stands between the cases of a group, or equals one of them, may be left out of it."""
    if not group.reason.strip():
        yield Problem("same_degree_without_reason", where)
    if unknown := group.cases - sums.keys():
        yield Problem("case_not_ranked", where, {"cases": _names(unknown)})
    own = [sums[case] for case in group.cases & sums.keys()]
    left_out = {case for case, each in sums.items() if own and min(own) <= each <= max(own)} - group.cases
    if left_out:
        yield Problem("same_degree_leaves_out", where, {"cases": _names(left_out)})


def _names(cases: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(cases))


def _standing(entry: Entry, sums: Mapping[str, Fraction], groups: Sequence[SameDegree]) -> _Standing:
    own = sums[entry.case]
    group = next((group for group in groups if entry.case in group.cases), None)
    level = max(sums[case] for case in group.cases) if group else own
    return _Standing(entry.case, level, group is not None, entry.goes_first, own)


def _choice_faults(equals: Sequence[tuple[_Standing, ...]], choices: Sequence[Choice]) -> Iterator[Problem]:
    open_groups = [{each.case for each in group} for group in equals if len(group) > 1]
    for choice in choices:
        where = ", ".join(choice.cases)
        if not choice.reason.strip():
            yield Problem("choice_without_reason", where)
        if set(choice.cases) not in open_groups or len(set(choice.cases)) != len(choice.cases):
            yield Problem("choice_not_among_equals", where)
        if sum(set(other.cases) == set(choice.cases) for other in choices) > 1:
            yield Problem("choice_made_twice", where)


def _positions(equals: Sequence[tuple[_Standing, ...]], choices: Sequence[Choice]) -> Iterator[Position]:
    levels = [each.level for group in equals for each in group]
    ahead = 0
    for group in equals:
        chosen = next(
            (choice for choice in choices if choice.cases[0] in {each.case for each in group}), None
        )
        order = {case: number for number, case in enumerate(chosen.cases)} if chosen else {}
        for number, each in enumerate(sorted(group, key=lambda one: (order.get(one.case, 0), one.case))):
            place = ahead + 1 + (number if chosen else 0)
            yield Position(
                place, each.case, each.sum, _why(each, len(group), chosen, levels.count(each.level))
            )
        ahead += len(group)


def _why(each: _Standing, equals: int, chosen: Choice | None, on_level: int) -> Why:
    if equals > 1:
        return Why.CHOICE if chosen else Why.SHARED
    if each.declared:
        return Why.SAME_DEGREE
    return Why.COHORT if on_level > 1 else Why.SUM
