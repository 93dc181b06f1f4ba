"""Expect: a municipality ticks what is expected along the way, comments it, and takes a tick back.

Source: domain page, "Application" (obligations); `applications.rules.expectations`. Nothing follows from a tick or from its
absence: it is the municipality's own list, which the agency reads.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from applications.rules.expectations import tick_faults
from applications.rules.workflow import ACCOUNTABLE
from applications.selectors import awards
from applications.selectors.expectations import expected
from applications.services import expectations as services
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.periods import day_of
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys.casework import WRITERS, subject, take_own


@transaction.atomic
def tick(
    application_id: int, key: str, day: date, *, done: bool, comment: str, by: Actor, at: datetime
) -> None:
    """Say of something expected by a day that it is done, or not yet, with a comment that may be empty.

    Saying what is said already changes nothing. Raises NotReady with `not_now` before the award is accepted, `not_expected`,
    and the faults of the comment.
    """
    case = take_own(application_id, by=by, roles=WRITERS)
    if case.status not in ACCOUNTABLE:
        raise NotReady([Problem("not_now", detail={"event": "ticked", "status": case.status})])
    known = expected(awards.in_force(case.id), on=day_of(at))
    require(tick_faults(tuple(each.row for each in known), key, day, comment))
    before = next(each for each in known if each.row.key == (key, day))
    if (before.done, before.comment) == (done, comment):
        return
    services.tick(case.id, key, day, done=done, comment=comment, by=by.person, at=at)
    journal.record(
        "expectation.ticked" if done else "expectation.open",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"key": key, "day": day.isoformat()},
    )
