"""A letter is corrected: a caseworker proposes other words, an approver decides, and a new letter names the one it replaces.

Source: domain page, "Letters" and "Who takes part": what was sent stays as it was sent, so that the old letter stays
readable beside the new one. Only what people wrote can be put differently; an amount, a date or a term is no word and
changes by a decision. What a municipality has answered, or had its days to answer, stays as it was heard about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import cast

from django.db import transaction

from applications.rules import free_text
from applications.selectors import cases
from fsm3.access.roles import Role
from fsm3.core import danish, documents, journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.documents import Frozen
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem, require
from fsm3.core.proposals import Proposed
from fsm3.journeys import letters
from fsm3.journeys.award_life import reason_faults
from fsm3.journeys.casework import subject, take_in_hand
from fsm3.journeys.kinds import Kind
from fsm3.letters import contexts, storage, written
from fsm3.letters.completeness import incomplete
from fsm3.letters.contexts import Correction, HearingLetter, Letter
from fsm3.letters.parts import Signers
from fsm3.letters.templates import title_of
from payouts.selectors import hearings
from payouts.selectors.hearings import HearingView

LONGEST_TEXT = 8000
CORRECTABLE = frozenset(
    {
        contexts.Kind.AWARD,
        contexts.Kind.REFUSAL,
        contexts.Kind.INADMISSIBILITY,
        contexts.Kind.AMENDED_AWARD,
        contexts.Kind.BUDGET_CHANGE,
        contexts.Kind.HEARING,
        contexts.Kind.SETTLEMENT,
        contexts.Kind.REPAYMENT,
    }
)
"""The kinds of letter the agency writes, in which people's words can stand; a test compares them with the contexts."""


@transaction.atomic
def prepare_correction(
    document_id: int, texts: Mapping[str, str], *, reason: str, by: Actor, at: datetime
) -> int:
    """Propose other words for a letter, by the paths of its written parts; returns the proposal.

    `reason` says what is corrected and why, and stands on top of the new letter. Raises NotReady with
    `letter_not_given`, `letter_without_words`, `letter_corrected`, `hearing_is_over`, `nothing_changes`, and the faults of
    the texts.
    """
    document = documents.frozen(document_id)
    case = take_in_hand(document.case or 0, by=by)
    letter = letter_of(document)
    changed = _changed(letter, texts)
    require([*reason_faults(reason), *faults(document, today=day_of(at)), *_text_faults(letter, changed)])
    proposal = proposals.prepare(
        Kind.LETTER_CORRECTION,
        subject=f"document:{document.id}",
        case=case.id,
        content={"document": document.id, "title": title_of(letter), "texts": changed, "reason": reason},
        subject_state=_state(document, day_of(at)),
        preparers=_preparers(case.id, document),
        by=by,
        at=at,
    )
    _record("letter.correction_prepared", document, by=by, at=at, proposal=proposal.sha256)
    return proposal.id


def decide_correction(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Write the corrected letter as proposed, or leave the letter as it is."""
    document = documents.frozen(proposal.content["document"])
    take_in_hand(document.case or 0, by=by, roles=(Role.APPROVER,))
    state = _state(document, day_of(at))
    proposals.decide(proposal, approve=approve, subject_state=state, by=by, at=at, reason=reason)
    if not approve:
        _record("letter.correction_returned", document, by=by, at=at, proposal=proposal.sha256)
        return
    new = letters.write(
        corrected(proposal, signers=letters.signers_of(proposal, by), at=at),
        case=document.case or 0,
        addressee_id=document.addressee_id,
        corrects=document.id,
        at=at,
    )
    _record("letter.corrected", document, by=by, at=at, proposal=proposal.sha256, corrected_by=str(new))


def corrected(proposal: Proposed, *, signers: Signers, at: datetime) -> Letter:
    """The corrected letter as proposed: on top it names the letter it corrects, its date, and what is different."""
    letter = letter_of(documents.frozen(proposal.content["document"]))
    correction = Correction(
        document=title_of(letter), dated=letter.head.dated, change=proposal.content["reason"]
    )
    return written.correcting(
        letter,
        proposal.content["texts"],
        correction=correction,
        dated=danish.day(day_of(at)),
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
    )


def letter_of(document: Frozen) -> Letter:
    """A document's letter as it was frozen."""
    return storage.from_json(document.kind, document.context)


def letter_of_hearing(document_id: int) -> HearingLetter:
    """The letter of a hearing as it stands: where it was corrected, the newest that lies at the door."""
    return cast("HearingLetter", letter_of(documents.frozen(documents.standing(document_id))))


def faults(document: Frozen, *, today: date) -> Iterator[Problem]:
    """Why a letter cannot be corrected: it is not at the door yet, holds nobody's words, was corrected, or is answered."""
    if not documents.is_rendered(document.id):
        yield Problem("letter_not_given")
    if document.kind not in CORRECTABLE or not written.parts(letter_of(document)):
        yield Problem("letter_without_words")
    if documents.corrected_by(document.id):
        yield Problem("letter_corrected")
    if _is_over(document, today):
        yield Problem("hearing_is_over")


def _changed(letter: Letter, texts: Mapping[str, str]) -> dict[str, str]:
    """What is put differently: no path but those of written parts counts."""
    return {
        part.path: texts[part.path]
        for part in written.parts(letter)
        if part.path in texts and texts[part.path] != part.text
    }


def _text_faults(letter: Letter, changed: Mapping[str, str]) -> Iterator[Problem]:
    if not changed:
        yield Problem("nothing_changes", "texts")
    for path, text in changed.items():
        yield from free_text.faults(text, where=path, longest=LONGEST_TEXT)
    yield from incomplete(written.rewritten(letter, changed))


def _hearing(document: Frozen) -> HearingView | None:
    """The hearing a letter tells of; None for a letter of another kind."""
    if document.kind != contexts.Kind.HEARING:
        return None
    return hearings.of_letter(documents.first_of(document.id))


def _is_over(document: Frozen, today: date) -> bool:
    """Whether a letter tells of a hearing that was answered or waived, or whose last day has passed."""
    hearing = _hearing(document)
    return hearing is not None and hearing.is_closed(today)


def _preparers(case: int, document: Frozen) -> set[int]:
    """Everyone with a hand in the case; of a hearing also who opened it."""
    hearing = _hearing(document)
    return {*cases.hands_in(case), *([hearing.opened_by] if hearing else [])}


def _state(document: Frozen, today: date) -> str:
    """What a correction rests on: that no other letter took the place of this one, and that a hearing goes on."""
    over = {"over": True} if _is_over(document, today) else {}
    return sha256(
        canonical({"document": document.id, "corrected_by": documents.corrected_by(document.id), **over})
    )


def _record(act: str, document: Frozen, *, by: Actor, at: datetime, **figures: str) -> None:
    case = cast("int", document.case)
    journal.record(
        act,
        subject=subject(case),
        case=case,
        by=by,
        at=at,
        content={"corrects": document.id, **figures},
    )
