"""What departs from the ordinary way in a pool, so that it can be found on one page: held, late, deviating, corrected.

Source: domain page, "Application" (every deviation is explained in writing), "Accounts", "Outcomes" and "Payout". Each app tells
its own; the codes stand here, their words in the doors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Sort(StrEnum):
    """How something departs."""

    HELD = "held"
    LATE = "late"
    DEVIATING = "deviating"
    CORRECTED = "corrected"


class What(StrEnum):
    """What departs."""

    PAYOUT_HELD = "payout_held"
    MONTH_AWAITED = "month_awaited"
    HEARING_AWAITED = "hearing_awaited"
    APPLICATION_LATE = "application_late"
    ACCEPTANCE_OVERDUE = "acceptance_overdue"
    CLARIFICATION_OVERDUE = "clarification_overdue"
    ACCOUNT_LATE = "account_late"
    ACCOUNT_OVERDUE = "account_overdue"
    RANKING_DEVIATION = "ranking_deviation"
    ACCOUNT_CUT = "account_cut"
    DUE_MOVED = "due_moved"
    CLARIFICATION_EXTENDED = "clarification_extended"
    HOLD_RELEASED = "hold_released"
    CORRECTION_LATE = "correction_late"
    LETTER_CORRECTED = "letter_corrected"
    ACCOUNT_CORRECTED = "account_corrected"
    VINTAGE_AFTER_LOCK = "vintage_after_lock"


SORTS: Mapping[Sort, frozenset[What]] = {
    Sort.HELD: frozenset({What.PAYOUT_HELD, What.MONTH_AWAITED, What.HEARING_AWAITED}),
    Sort.LATE: frozenset(
        {
            What.APPLICATION_LATE,
            What.ACCEPTANCE_OVERDUE,
            What.CLARIFICATION_OVERDUE,
            What.ACCOUNT_LATE,
            What.ACCOUNT_OVERDUE,
        }
    ),
    Sort.DEVIATING: frozenset(
        {
            What.RANKING_DEVIATION,
            What.ACCOUNT_CUT,
            What.DUE_MOVED,
            What.CLARIFICATION_EXTENDED,
            What.HOLD_RELEASED,
        }
    ),
    Sort.CORRECTED: frozenset(
        {What.CORRECTION_LATE, What.LETTER_CORRECTED, What.ACCOUNT_CORRECTED, What.VINTAGE_AFTER_LOCK}
    ),
}


@dataclass(frozen=True)
class Exceptional:
    """One thing that departs: in which case if in one, `since` when, by whom, and the reason as it was written.

    Where two persons made it so, `who` prepared it and `decided_by` approved it.
    `figures` are what its sentence names, already formatted, and `place` is the id of the account, letter or upload it is
    found under.
    """

    what: What
    since: datetime
    case: int | None = None
    who: int | None = None
    reason: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    place: int | None = None
    decided_by: int | None = None

    @property
    def sort(self) -> Sort:
        """How it departs."""
        return next(sort for sort, whats in SORTS.items() if self.what in whats)
