"""Joint applications: who may apply together, and what is theirs together.

Domain page, "The pool": only municipalities with the same cohort and the same start date apply jointly,
because the award has one set of terms; a municipality is in at most one application; caps add up.
`bad-inputs.md` 9, 10 and 56.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fsm3.core.danish import day
from fsm3.core.money import Money
from fsm3.core.problems import Problem

_WHERE = "joint"


@dataclass(frozen=True)
class Member:
    """A municipality in an application; `other_case` is the number of another one it already is in."""

    code: str
    name: str
    cohort: str
    starts: date
    cap: Money | None
    other_case: str = ""


def problems(lead: Member, covered: Sequence[Member], *, allowed: bool) -> Iterator[Problem]:
    """Why these municipalities cannot apply together, or the lead alone.

    `allowed` says whether the pool takes joint applications at all.
    """
    if covered and not allowed:
        yield Problem("joint_not_allowed", _WHERE)
    yield from _twice((lead, *covered))
    for member in covered:
        yield from _differences(lead, member)
    for member in (lead, *covered):
        yield from _own(member)


def may_join(lead: Member, municipality: Member, *, allowed: bool) -> bool:
    """Whether a municipality could be covered by the lead's application."""
    return not any(problems(lead, [municipality], allowed=allowed))


def cap_together(members: Sequence[Member]) -> Money | None:
    """The caps added up; None when one of them has none, and then nothing may be sent."""
    caps = [member.cap for member in members if member.cap is not None]
    return Money.sum(caps) if len(caps) == len(members) else None


def _twice(members: Sequence[Member]) -> Iterator[Problem]:
    times = Counter((member.code, member.name) for member in members)
    for (_, name), count in times.items():
        if count > 1:
            yield Problem("municipality_twice", _WHERE, {"municipality": name})


def _differences(lead: Member, member: Member) -> Iterator[Problem]:
    """What tells them apart; without a cap a municipality has neither cohort nor start, and that alone is told."""
    if lead.cap is None or member.cap is None:
        return
    both = {"lead": lead.name, "municipality": member.name}
    if member.cohort != lead.cohort:
        yield Problem("cohort_differs", _WHERE, both)
    if member.starts != lead.starts:
        yield Problem(
            "start_differs", _WHERE, {**both, "starts": day(member.starts), "lead_starts": day(lead.starts)}
        )


def _own(member: Member) -> Iterator[Problem]:
    if member.other_case:
        yield Problem(
            "already_in_application", _WHERE, {"municipality": member.name, "case": member.other_case}
        )
    if member.cap is None:
        yield Problem("cap_missing", _WHERE, {"municipality": member.name})
