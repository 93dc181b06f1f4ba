"""Work: what an application waits for until it is decided, and for whom, as a table that can be read aloud.

Source: `applications.rules.workflow` and the domain page, "Application": two assess a case unseen by each other, one of them
enters what they agree on and the other confirms; while the municipality has been asked, nothing goes on before it answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from applications.rules.assessment import ASSESSORS
from applications.rules.due_dates import is_overdue
from applications.rules.workflow import Status


class Need(StrEnum):
    """What a case needs next."""

    CHECK = "check"
    TURN_AWAY = "turn_away"
    AWAIT_ANSWER = "await_answer"
    PRESS_FOR_ANSWER = "press_for_answer"
    ASSESS = "assess"
    AGREE = "agree"
    CONFIRM = "confirm"
    RECOMMEND = "recommend"
    AWAIT_ACCEPTANCE = "await_acceptance"
    PRESS_FOR_ACCEPTANCE = "press_for_acceptance"
    LAPSE = "lapse"


TOGETHER = frozenset({Need.RECOMMEND})
"""What is done for all cases of a pool on one page, the decision room; everything else is done case by case."""


class Whose(StrEnum):
    """For whom something waits, as one person sees it: for themselves, for whoever takes it, or for somebody else."""

    MINE = "mine"
    ANYBODYS = "anybodys"
    OTHERS = "others"


@dataclass(frozen=True)
class Handled:
    """How far a case is, as its status alone does not say. `due` is the day its municipality has to answer or accept by."""

    status: Status
    caseworker: int | None
    assessors: tuple[int, ...] = ()
    agreed_by: int | None = None
    due: date | None = None

    @property
    def hands(self) -> frozenset[int]:
        """Who handles it: its caseworker, and those who assess it."""
        return frozenset(self.assessors) | ({self.caseworker} if self.caseworker else set())


@dataclass(frozen=True)
class Waiting:
    """What a case needs, and for whom that waits."""

    need: Need
    whose: Whose


def waiting(case: Handled, who: int, *, on: date) -> Waiting | None:
    """What a case waits for, in somebody's eyes on a day; None for what waits for an approver or is decided."""
    need = _need(case, on=on)
    return Waiting(need, _whose(case, need, who)) if need else None


def _need(case: Handled, *, on: date) -> Need | None:
    if case.status is Status.AWARDED:
        return _pressed(case.due, Need.AWAIT_ACCEPTANCE, Need.PRESS_FOR_ACCEPTANCE, on)
    if case.due is not None:
        return _pressed(case.due, Need.AWAIT_ANSWER, Need.PRESS_FOR_ANSWER, on)
    if case.status is Status.ADMISSIBLE:
        return _assessing(case)
    return _NEEDS.get(case.status)


_NEEDS = {
    Status.SENT: Need.CHECK,
    Status.LATE: Need.TURN_AWAY,
    Status.ASSESSED: Need.RECOMMEND,
    Status.RENOUNCED: Need.LAPSE,
}


def _pressed(due: date | None, waits: Need, late: Need, on: date) -> Need:
    return late if due and is_overdue(due, on) else waits


def _assessing(case: Handled) -> Need:
    if len(case.assessors) < ASSESSORS:
        return Need.ASSESS
    return Need.CONFIRM if case.agreed_by else Need.AGREE


def _whose(case: Handled, need: Need, who: int) -> Whose:
    """The two who assess are chosen by nobody: whoever handles the case is one, and anybody may be the other."""
    if need in {Need.AWAIT_ANSWER, Need.AWAIT_ACCEPTANCE}:
        return Whose.OTHERS
    if need is Need.ASSESS and who in case.assessors:
        return Whose.OTHERS
    if need in {Need.AGREE, Need.CONFIRM}:
        return Whose.MINE if who in set(case.assessors) - {case.agreed_by} else Whose.OTHERS
    if case.caseworker == who:
        return Whose.MINE
    free = case.caseworker is None or (need is Need.ASSESS and case.caseworker in case.assessors)
    return Whose.ANYBODYS if free else Whose.OTHERS
