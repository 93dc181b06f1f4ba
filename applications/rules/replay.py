"""A frozen ranking, ranked once more: from what was frozen with it and the rules, and from nothing else.

Domain page, "Application". Points, cohorts and caps may have changed since; the ranking holds what they were, and names
the version of the terms that it was made under.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from applications.rules.pool_terms import PoolTerms
from applications.rules.ranking import Choice, Entry, Position, SameDegree, Why, ranking


@dataclass(frozen=True)
class Difference:
    """A case that a replay puts elsewhere, or for another reason."""

    case: str
    frozen: Position
    replayed: Position | None


def frozen_positions(content: Mapping[str, Any]) -> tuple[Position, ...]:
    """The ranking as it was frozen."""
    return tuple(
        Position(each["place"], each["case"], Fraction(each["sum"]), Why(each["why"]))
        for each in content["cases"]
    )


def groups_in(content: Mapping[str, Any]) -> tuple[tuple[SameDegree, ...], tuple[Choice, ...]]:
    """What was declared equal, and what was chosen among equals, with the reasons."""
    same = tuple(SameDegree(frozenset(each["cases"]), each["reason"]) for each in content["same_degree"])
    return same, tuple(Choice(tuple(each["cases"]), each["reason"]) for each in content["choices"])


def replayed(content: Mapping[str, Any], terms: PoolTerms) -> tuple[Position, ...]:
    """Rank the frozen cases anew. Raises NotReady or KeyError where content and terms do not fit each other."""
    entries = [
        Entry(each["case"], terms.cohort(each["cohort"]).goes_first, each["points"])
        for each in content["cases"]
    ]
    return ranking(entries, terms.criteria, *groups_in(content))


def differences(frozen: Sequence[Position], anew: Sequence[Position]) -> tuple[Difference, ...]:
    """What differs between a ranking and its replay, in the order of the ranking."""
    found = {position.case: position for position in anew}
    return tuple(
        Difference(position.case, position, found.get(position.case))
        for position in frozen
        if found.get(position.case) != position
    )
