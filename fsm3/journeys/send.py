"""Send: the one moment that counts. What is sent is frozen whole, gets its receipt, and nothing later changes it.

Source: domain page, "The pool": `at` is when the request reached the server; what comes after the deadline is received
and stamped; a correction sent too late changes nothing and is told so; a second click finds the first receipt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.rules import joint, sending
from applications.rules.workflow import Event, Status
from applications.selectors import cases
from applications.selectors import pools as pool_selectors
from applications.services import applications
from applications.services.applications import LockedCase
from budgets import selectors as budgets
from budgets.rules import checks, lines
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.money import Money
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys import letters
from fsm3.journeys.casework import step, subject, take_own
from fsm3.journeys.pools import terms_in_force
from fsm3.letters.build import receipt


@dataclass(frozen=True)
class Receipt:
    """What the sender is told: the number, whether it was in time, the digest of what was sent."""

    number: str
    received_at: datetime
    in_time: bool
    sha256: str


@transaction.atomic
def send(application_id: int, *, by: Actor, at: datetime) -> Receipt:
    """Send the draft as it stands; sending what is sent already gives the receipt it has.

    Raises NotReady with everything that is unfinished, each with its task.
    """
    case = take_own(application_id, by=by, roles=(Role.SIGNATORY,))
    if not cases.draft(case.id).open:
        return _receipt_it_has(case)
    ready = _Ready.of(case, by)
    require(ready.problems())
    event = _event(case, sending.sending_event(at, ready.pool.terms.deadline))
    if not (event is Event.SENT_LATE and case.status is not Status.DRAFT):
        step(case, event, by=by)
    content = ready.content(case)
    sent = applications.add_submission(
        case.id,
        case_number=case.number,
        received_at=at,
        in_time=event is not Event.SENT_LATE,
        content=content,
        sha256=sha256(content),
        requested=lines.total(ready.budget),
        pool_version_id=ready.pool.version_id,
        cap_table_id=ready.caps[0].table_id,
        by=by.user_id,
    )
    applications.open_draft(case.id, open_=False)
    lead = pool_selectors.place(case.lead)
    letters.write(receipt(case.id, sent.number), case=case.id, addressee_id=lead.organisation_id, at=at)
    journal.record(
        f"application.{event}",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"receipt": sent.receipt, "sha256": sent.sha256},
    )
    return Receipt(sent.receipt, at, event is not Event.SENT_LATE, sent.sha256)


def _event(case: LockedCase, event: Event) -> Event:
    """A first version is sent or sent late; a later one in time is a correction."""
    return Event.CORRECTION_SENT if event is Event.SENT and case.status is not Status.DRAFT else event


def _receipt_it_has(case: LockedCase) -> Receipt:
    newest = cases.submissions(case.id)[-1:]
    if not newest:
        raise NotReady([Problem("draft_closed")])
    return Receipt(newest[0].receipt, newest[0].received_at, newest[0].in_time, newest[0].sha256)
