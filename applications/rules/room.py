"""What the decision room holds before anything is proposed: editions of cases, and groups among them.

Domain page, "Application". A draft may be unfinished, so only what can never be right is refused when it is kept; what
is still missing is told before it is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from applications.rules import free_text
from applications.rules.ranking import Choice, SameDegree
from fsm3.core.problems import Problem

LONGEST_REASON = 8000
"""A letter's reason tells all criteria; each criterion's own reason has at most 2000 characters."""
LONGEST = 2000


class GroupKind(StrEnum):
    """Why cases stand together in the room."""

    SAME_DEGREE = "same_degree"
    CHOICE = "choice"


Group = SameDegree | Choice


def kind_of(group: Group) -> GroupKind:
    """What kind of group this is."""
    return GroupKind.SAME_DEGREE if isinstance(group, SameDegree) else GroupKind.CHOICE


def as_group(kind: str, cases: Sequence[str], reason: str) -> Group:
    """A group as the rules of ranking see it."""
    if kind == GroupKind.SAME_DEGREE:
        return SameDegree(frozenset(cases), reason)
    return Choice(tuple(cases), reason)


def text_faults(reason: str, deviation: str, lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """What may not stand in the texts of an edition; `lines` are numbers with their reasons."""
    yield from free_text.faults(reason, where="reason", longest=LONGEST_REASON)
    yield from free_text.faults(deviation, where="deviation", longest=LONGEST)
    for number, why in lines:
        yield from free_text.faults(why, where=f"lines[{number}].reason", longest=LONGEST)
