"""After the award: a signatory accepts or renounces, a caseworker moves a due date.

Source: domain page, "Application": acceptance is asked within four weeks, overdue is shown and nothing lapses by itself; a
renounced award stays bound until a decision lets it lapse (`amend.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from applications.rules import free_text
from applications.rules.due_dates import DueKind
from applications.rules.workflow import Event
from applications.selectors import awards, due_dates
from applications.services import award_life
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys.casework import step, subject, take_in_hand, take_own

LONGEST_REASON = 2000


@transaction.atomic
def accept(application_id: int, *, by: Actor, at: datetime) -> None:
    """Accept the award; the first payout waits for this. Raises NotReady(`not_now`) unless it awaits acceptance."""
    case = take_own(application_id, by=by, roles=(Role.SIGNATORY,))
    step(case, Event.ACCEPTED, by=by)
    award = awards.in_force(case.id)
    award_life.accept(award.id, by=by.person, at=at)
    _record("award.accepted", case.id, by=by, at=at, amount=str(award.amount))


@transaction.atomic
def renounce(application_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Give the award up. What was paid is claimed back when an approver lets it lapse."""
    case = take_own(application_id, by=by, roles=(Role.SIGNATORY,))
    require(reason_faults(reason))
    step(case, Event.RENOUNCED, by=by)
    award_life.renounce(case.id, reason=reason, by=by.person, at=at)
    _record("award.renounced", case.id, by=by, at=at)


@transaction.atomic
def move_due_date(
    application_ids: Sequence[int], kind: DueKind, day: date, *, reason: str, by: Actor, at: datetime
) -> None:
    """Move what is due in one case or in many, with a reason. Raises NotReady(`not_owed`) where nothing is due."""
    require(reason_faults(reason))
    for application_id in sorted(application_ids):
        case = take_in_hand(application_id, by=by)
        before = due_dates.due(case.id, kind)
        if before is None:
            raise NotReady([Problem("not_owed", detail={"case": case.number})])
        award_life.set_due_dates(case.id, {kind: day}, reason=reason, by=by.person, at=at)
        _record(
            "due_date.moved",
            case.id,
            by=by,
            at=at,
            kind=kind,
            before=before.isoformat(),
            after=day.isoformat(),
        )


def reason_faults(reason: str) -> list[Problem]:
    """What is wrong with a reason: it is missing, too long, or holds what no text may hold."""
    if not reason.strip():
        return [Problem("reason_missing", "reason")]
    return list(free_text.faults(reason, where="reason", longest=LONGEST_REASON))


def _record(act: str, case: int, *, by: Actor, at: datetime, **figures: str) -> None:
    journal.record(act, subject=subject(case), case=case, by=by, at=at, content=figures)
