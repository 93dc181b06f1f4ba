"""Handle: what somebody of the agency says before a case opens to them, and the notes they leave on it.

Source: domain page, "Application" (conflict of interest); `applications.rules.notes`. The journal has a note's digest and
audience, never its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from applications.rules import notes
from applications.rules.notes import Audience
from applications.rules.workflow import Status
from applications.selectors import cases
from applications.services import handling
from applications.services.applications import LockedCase
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.canonical import sha256
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys.casework import WRITERS, subject, take_in_hand
from fsm3.journeys.telling import mail_to
from fsm3.letters import mails

HANDLES = (Role.CASEWORKER, Role.APPROVER)


@transaction.atomic
def state_impartiality(application_id: int, *, by: Actor, at: datetime) -> None:
    """State that one is impartial in a case, which then opens to one; stating it again changes nothing.

    Raises NotAllowed for one who has declared a conflict of interest in it.
    """
    case = _take_sent(application_id, by=by)
    if handling.state_impartiality(case.id, user_id=by.person, at=at):
        journal.record("case.impartiality_stated", subject=subject(case.id), case=case.id, by=by, at=at)


@transaction.atomic
def write_note(application_id: int, text: str, *, audience: str, by: Actor, at: datetime) -> int:
    """Write a note for an audience; the municipality is told by mail that one lies at its door. Returns the note.

    Raises NotReady with `audience_missing` and the faults of the text.
    """
    case = _take_sent(application_id, by=by)
    require(_note_faults(text, audience))
    note = handling.write_note(case.id, audience=Audience(audience), text=text, by=by.person, at=at)
    if audience == Audience.MUNICIPALITY:
        _tell_municipality(case, at=at)
    content = {"note": note, "audience": audience, "sha256": sha256(text)}
    journal.record("case.note_written", subject=subject(case.id), case=case.id, by=by, at=at, content=content)
    return note


def _note_faults(text: str, audience: str) -> Iterator[Problem]:
    if audience not in set(Audience):
        yield Problem("audience_missing", "audience")
    yield from notes.note_faults(text)


def _take_sent(application_id: int, *, by: Actor) -> LockedCase:
    case = take_in_hand(application_id, by=by, roles=HANDLES)
    if case.status is Status.DRAFT:
        raise NotReady([Problem("nothing_sent")])
    return case


def _tell_municipality(case: LockedCase, *, at: datetime) -> None:
    """A mail to those who write and sign for the municipality that leads."""
    lead = next(who.organisation_id for who in cases.participants(case.id) if who.leads)
    mail_to(access.holders(lead, *WRITERS), mails.note_written(case.id), case=case.id, at=at)
