"""Who plays what in the demo: the roles of `texts/cast.toml`, dealt to municipalities by a draw. None of it is known.

61 municipalities begin, 57 send, one of them too late; one withdraws, 55 are assessed and 21 awarded. The participants of
Flere skal med 2 are the agency's own list; everything else about an applicant is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from applications import data
from applications.data import Row
from fsm3.demo.chance import chance
from fsm3.demo.words import texts

FANOE, DRAGOER = "0563", "0155"
CITIES = frozenset({"0461", "0851", "0621", "0370", "0740"})
NEW, FSM2 = "new", "fsm2"


class Part(StrEnum):
    """What becomes of an application."""

    AWARDED = "awarded"
    PASSED_OVER = "passed_over"
    TIE_LOST = "tie_lost"
    REFUSED = "refused"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    NEVER_SENT = "never_sent"


class Trait(StrEnum):
    """What is particular about an application."""

    LAST_MOMENT = "last_moment"
    CORRECTED = "corrected"
    CORRECTED_TOO_LATE = "corrected_too_late"
    SENT_TWICE = "sent_twice"
    WHOLE_CAP = "whole_cap"
    REDUCED = "reduced"
    CONFLICT = "conflict"
    JOINT = "joint"
    JOINT_REFUSED = "joint_refused"
    TIE_WON = "tie_won"


@dataclass(frozen=True)
class Applicant:
    """One application: whose, what becomes of it, with which sum of points, and what is particular about it."""

    place: Row
    cohort: str
    part: Part
    points: int
    extended: bool
    traits: frozenset[Trait]

    @property
    def code(self) -> str:
        """The municipality that leads."""
        return self.place.code

    @property
    def is_assessed(self) -> bool:
        """Whether it gets as far as the ranking."""
        return self.part in {Part.AWARDED, Part.PASSED_OVER, Part.TIE_LOST, Part.REFUSED}


@cache
def cast() -> tuple[Applicant, ...]:
    """All applicants of the season, in the order of the roles."""
    roles = texts("cast")["roles"]
    taken = {role["who"] for role in roles} | {FANOE}
    deck = _shuffled([code for code in rows() if code not in taken])
    return tuple(_applicant(_draw(role["who"], deck), role) for role in roles)


@cache
def rows() -> dict[str, Row]:
    """All municipalities by code."""
    return {row.code: row for row in data.municipalities()}


def cohort_of(code: str) -> str:
    """The cohort, by the agency's own list of participants in Flere skal med 2."""
    return FSM2 if code in _fsm2() else NEW


@cache
def _fsm2() -> frozenset[str]:
    return frozenset(data.earlier_pool())


def _shuffled(codes: list[str]) -> list[str]:
    return chance("cast").sample(codes, len(codes))


def _draw(who: str, deck: list[str]) -> str:
    """The next of the deck that fits; a municipality that is named plays its own part."""
    if who in rows():
        return who
    code = next(_fitting(who, deck))
    deck.remove(code)
    return code


def _fitting(who: str, deck: list[str]) -> Iterator[str]:
    if who == "city":
        return (code for code in deck if code in CITIES)
    return (code for code in deck if cohort_of(code) == who and code not in CITIES)


def _applicant(code: str, role: dict[str, Any]) -> Applicant:
    return Applicant(
        place=rows()[code],
        cohort=cohort_of(code),
        part=Part(role["part"]),
        points=role.get("points", 0),
        extended=role.get("yes", False),
        traits=frozenset(Trait(trait) for trait in role.get("traits", ())),
    )
