"""Letters: a document is frozen in the act that makes it, its file is made by a job, and then it lies at the door.

Source: domain page, "Application": a decision counts as given when it lies at the municipality's door; a mail only
says so; no letter leaves with an empty field.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import documents, job_states, jobs, journal
from fsm3.core.actors import PROGRAM, Actor
from fsm3.core.journal import Head
from fsm3.core.problems import NotReady, Problem, require
from fsm3.core.proposals import Proposed
from fsm3.journeys.casework import take_in_hand
from fsm3.journeys.telling import mail_to
from fsm3.letters import mails
from fsm3.letters.completeness import incomplete
from fsm3.letters.contexts import Letter
from fsm3.letters.parts import Signers
from fsm3.letters.storage import to_json
from fsm3.letters.templates import kind_of, title_of

RENDER = "render_document"
CORRECTED = "Rettet:"
AGENCY = (Role.CASEWORKER, Role.APPROVER)


def write(
    letter: Letter,
    *,
    case: int,
    addressee_id: int,
    at: datetime,
    job: str = RENDER,
    corrects: int | None = None,
) -> int:
    """Freeze a letter within the caller's act and have its file made; `corrects` is the one it takes the place of.

    Raises NotReady with every empty field.
    """
    require(incomplete(letter))
    document = documents.create(
        kind_of(letter),
        title=f"{CORRECTED} {title_of(letter)}" if corrects else title_of(letter),
        context=to_json(letter),
        case=case,
        addressee_id=addressee_id,
        at=at,
        corrects=corrects,
    )
    jobs.enqueue(job, key=documents.job_key(document), payload={"document": document})
    return document


@transaction.atomic
def make_again(document_ids: Collection[int], *, by: Actor, at: datetime) -> int:
    """Let letters that are stuck be made once more; returns how many. Raises NotReady(`letter_not_stuck`) for none."""
    keys = {documents.job_key(each): each for each in document_ids}
    stuck = {
        keys[key]: job.id for key, job in job_states.by_key(keys).items() if job.state is jobs.State.STUCK
    }
    if not stuck:
        raise NotReady([Problem("letter_not_stuck")])
    for document, job in sorted(stuck.items()):
        case = take_in_hand(documents.frozen(document).case or 0, by=by, roles=AGENCY)
        jobs.retry(job)
        journal.record("document.retried", subject=f"document:{document}", case=case.id, by=by, at=at)
    return len(stuck)


def signers_of(proposal: Proposed, by: Actor) -> Signers:
    """Who answers for a decision: the caseworker who proposed it and the approver who decides."""
    return signers_of_many([proposal], by)[proposal.id]


def signers_of_many(proposals: Collection[Proposed], by: Actor) -> dict[int, Signers]:
    """Who answers for decisions, by proposal."""
    names = access.names({each.prepared_by for each in proposals} | {by.person})
    return {each.id: Signers(names[each.prepared_by], names[by.person]) for each in proposals}


@transaction.atomic
def give(document_id: int, *, content: bytes, template_version: str, head: Head, at: datetime) -> None:
    """Keep the file made of a document: it lies at the addressee's door from now on, and a mail says so."""
    document = documents.frozen(document_id)
    digest = documents.store_rendering(
        document_id,
        content=content,
        media_type="application/pdf",
        template_version=template_version,
        head=head,
        at=at,
    )
    readers = access.holders(document.addressee_id, Role.APPLICANT, Role.SIGNATORY)
    mail_to(readers, mails.at_the_door(document.title, document.case), case=document.case, at=at)
    journal.record(
        "document.given",
        subject=f"document:{document_id}",
        case=document.case,
        by=PROGRAM,
        at=at,
        content={"file": digest, "addressee": document.addressee_id},
    )
