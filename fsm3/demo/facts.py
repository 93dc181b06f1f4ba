"""What an invented application says, in figures and names: its texts, its scores' reasons and its budget all draw on it.

So the words fit the points: a case with four points for caseloads has a low caseload in its answer, in its budget notes and
in what the caseworkers write of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from fsm3.core.danish import kroner
from fsm3.demo.amounts import requested
from fsm3.demo.caps import fsm3_caps
from fsm3.demo.cast import FANOE, FSM2, Applicant, Trait, rows
from fsm3.demo.chance import chance
from fsm3.demo.words import capital, number, of_place, small, texts

CRITERIA = ("caseload", "embedding", "results", "psychiatry", "management", "budget")
HIGHEST = 4
_CASELOADS = {4: (15, 19), 3: (20, 25), 2: (28, 34), 1: (36, 44), 0: (48, 60)}
_YEARLY_COST = 60_000_000
"""About what a job broker costs in a year, in øre: only to say how many a municipality asks for."""


@dataclass(frozen=True)
class Facts:
    """One application's invented facts: the agreed points by criterion, and what fills the gaps of its sentences."""

    applicant: Applicant
    points: Mapping[str, int]
    caseload: int
    departments: Mapping[str, str]
    gaps: Mapping[str, str]


@cache
def facts_of(applicant: Applicant) -> Facts:
    """The facts of an applicant, always the same."""
    drawn = chance("facts", applicant.code)
    points = _points(applicant, drawn)
    caseload = drawn.randint(*_CASELOADS[points["caseload"]])
    departments = {kind: drawn.choice(names) for kind, names in texts("notes")["departments"].items()}
    gaps = _figures(applicant, points, caseload, drawn) | _names(applicant, points, departments, drawn)
    departments["own"] = departments["own"].format_map(gaps)
    return Facts(applicant, points, caseload, departments, gaps)


def _points(applicant: Applicant, drawn: Random) -> dict[str, int]:
    """Spread the sum over the criteria; who chose the extended model has at least two points for it, others at most one."""
    if not applicant.points:
        return dict.fromkeys(CRITERIA, 2 if applicant.extended else 1)
    others = [key for key in CRITERIA if key != "psychiatry"]
    least = max(2 if applicant.extended else 0, applicant.points - HIGHEST * len(others))
    most = min(HIGHEST if applicant.extended else 1, applicant.points)
    psychiatry = min(
        most, max(least, round(applicant.points / 6) if applicant.extended else drawn.randint(0, 1))
    )
    rest = applicant.points - psychiatry
    even = [rest // len(others) + (at < rest % len(others)) for at in range(len(others))]
    return {"psychiatry": psychiatry} | dict(zip(others, _jittered(even, drawn), strict=True))


def _jittered(points: list[int], drawn: Random) -> list[int]:
    """The same sum, less even."""
    drawn.shuffle(points)
    for _ in range(3):
        giver, taker = drawn.sample(range(len(points)), 2)
        if points[giver] > 1 and points[taker] < HIGHEST:
            points[giver], points[taker] = points[giver] - 1, points[taker] + 1
    return points


def _figures(applicant: Applicant, points: Mapping[str, int], caseload: int, drawn: Random) -> dict[str, str]:
    years = 1.5 if applicant.cohort == FSM2 else 2.08
    brokers = max(2, round(requested(applicant).oere * 0.66 / years / _YEARLY_COST))
    more = drawn.randint(2, 5) if points["embedding"] >= 3 else drawn.randint(8, 15)
    group = next(row.target_group for row in fsm3_caps() if row.municipality == applicant.code)
    return {
        "sagsstamme": str(caseload),
        "efter_sager": str(caseload + more),
        "formidlere": number(brokers),
        "gruppe": str(group),
        "nu": number(drawn.randint(7, 12)),
        "maal": str(drawn.randint(22, 26) if applicant.cohort == FSM2 else drawn.randint(20, 24)),
        "virksomheder": str(drawn.randint(24, 60) if points["results"] >= 3 else drawn.randint(13, 30)),
        "timer": drawn.choice(texts("notes")["facts"]["hours"]),
        "ansoegt": kroner(requested(applicant)),
    }


def _names(
    applicant: Applicant, points: Mapping[str, int], departments: Mapping[str, str], drawn: Random
) -> dict[str, str]:
    own, chair = texts("notes")["facts"], drawn.choice(texts("notes")["facts"]["chair"])
    cadence = drawn.choice(own["cadence_high" if points["management"] >= 3 else "cadence_low"])
    with_it = rows()[FANOE].official_name if Trait.JOINT in applicant.traits else ""
    return of_place(applicant.place.name, applicant.place.official_name) | {
        "kadence": cadence,
        "kadence_stor": capital(cadence),
        "formand": chair,
        "formand_lille": small(chair),
        "social": departments["social"],
        "familie": departments["family"],
        "misbrug": departments["substance"],
        "psykiatri": drawn.choice(own["clinic"]),
        "med": with_it,
    }
