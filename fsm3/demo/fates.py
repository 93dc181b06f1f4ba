"""What becomes of the 21 awards of the demo: what is spent when, how good the best month is, and what turns it takes.

The fates of `texts/fates.toml` go to the awarded in the order of their roles. All of it is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from fsm3.demo.cast import Applicant, Part, cast
from fsm3.demo.words import texts


class Best(StrEnum):
    """Where the best month lies beside the two thresholds of the cohort."""

    NONE = "none"
    SHORT = "short"
    EXACT = "exact"
    LOWER = "lower"
    UPPER = "upper"


class Turn(StrEnum):
    """What is particular about an award's way."""

    ACCEPTS_LATE = "accepts_late"
    SMALL_CHANGE = "small_change"
    LARGE_CHANGE = "large_change"
    AMENDED = "amended"
    PARTIAL_SENT_BACK = "partial_sent_back"
    PARTIAL_CUT = "partial_cut"
    PARTIAL_LOWERED = "partial_lowered"
    MARKS_JUMP = "marks_jump"
    LATER_VINTAGE = "later_vintage"
    ADVERSE_REPORT = "adverse_report"
    FINAL_LATE = "final_late"
    REPAYS = "repays"
    SETTLEMENT_WAITS = "settlement_waits"


@dataclass(frozen=True)
class Fate:
    """One award's way: shares of the award that are spent by the cut-off (None: no partial account) and in the end."""

    applicant: Applicant
    early: Fraction | None
    spent: Fraction
    best: Best
    turns: frozenset[Turn]


@cache
def fates() -> tuple[Fate, ...]:
    """The fates of all awards, in the order of the roles."""
    awarded = [each for each in cast() if each.part is Part.AWARDED]
    written = texts("fates")["fates"]
    return tuple(_fate(applicant, each) for applicant, each in zip(awarded, written, strict=True))


def fate_with(turn: Turn) -> Fate:
    """The award that takes a turn. Raises ValueError unless exactly one does."""
    (found,) = (fate for fate in fates() if turn in fate.turns)
    return found


def _fate(applicant: Applicant, written: Mapping[str, Any]) -> Fate:
    return Fate(
        applicant=applicant,
        early=Fraction(written["early"], 100) if "early" in written else None,
        spent=Fraction(written["spent"], 100),
        best=Best(written["best"]),
        turns=frozenset(Turn(turn) for turn in written.get("turns", ())),
    )
