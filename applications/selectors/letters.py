"""The letters of a pool as one piece of work: which are made, which wait, which are stuck, and who was told by mail.

Read from the rows of documents, jobs and mails alone, so that it says the same after a restart. Source: domain page,
"Letters": a decision counts as given when it lies at the municipality's door, and a mail only says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from applications.selectors import case_heads
from applications.selectors.case_heads import CaseHead
from applications.selectors.visibility import visible_to
from fsm3.core import danish, documents, job_states, mail
from fsm3.core.actors import Actor
from fsm3.core.documents import Listed
from fsm3.core.job_states import Doing
from fsm3.core.jobs import State
from fsm3.core.mail import Told
from fsm3.core.periods import day_of


class Stage(StrEnum):
    """Where a letter is on its way, those that need somebody first."""

    STUCK = "stuck"
    WAITING = "waiting"
    MAKING = "making"
    GIVEN = "given"


_STAGES = {State.WAITING: Stage.WAITING, State.RUNNING: Stage.MAKING, State.STUCK: Stage.STUCK}


@dataclass(frozen=True)
class LetterLine:
    """A letter in a line. `error` is what stopped its last try, `corrected` whether another took its place."""

    id: int
    case: CaseHead
    kind: str
    title: str
    day: date
    stage: Stage
    error: str
    given_at: str
    told: Told
    corrected: bool


def letters_of(pool_id: int, kinds: Collection[str], *, actor: Actor) -> tuple[LetterLine, ...]:
    """The letters of the pool's cases that an actor may see: the stuck ones first, then by municipality."""
    seen = case_heads.heads(
        list(visible_to(actor).filter(pool_id=pool_id).values_list("id", flat=True)), actor=actor
    )
    found = documents.of_cases(seen, kinds)
    doing = job_states.by_key([documents.job_key(each.id) for each in found])
    told = mail.told_of(seen)
    corrected = {each.corrects for each in found}
    lines = [_line(each, seen[each.case or 0], doing, told, corrected=each.id in corrected) for each in found]
    order = list(Stage)
    return tuple(
        sorted(lines, key=lambda each: (order.index(each.stage), danish.sort_key(each.case.places), each.id))
    )


def _line(
    letter: Listed,
    case: CaseHead,
    doing: Mapping[str, Doing],
    told: Mapping[tuple[int, datetime], Told],
    *,
    corrected: bool,
) -> LetterLine:
    job, given = doing.get(documents.job_key(letter.id)), letter.rendered_at
    return LetterLine(
        id=letter.id,
        case=case,
        kind=letter.kind,
        title=letter.title,
        day=day_of(letter.created_at),
        stage=Stage.GIVEN if given else _STAGES.get(job.state, Stage.WAITING) if job else Stage.WAITING,
        error=job.error if job else "",
        given_at=danish.moment(given) if given else "",
        told=told.get((case.id, given), Told()) if given else Told(),
        corrected=corrected,
    )
