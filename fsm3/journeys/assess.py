"""Assess: who handles a case, who is not impartial, two who score apart, and what they agree on.

Source: domain page, "Application": two caseworkers score unseen by each other; the agreed scores are entered by the
two together, so one writes them and the other confirms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from applications.rules import admissibility, free_text
from applications.rules.assessment import (
    ASSESSORS,
    LONGEST_REASON,
    Jotted,
    Points,
    agreed_faults,
    draft_faults,
    finished,
    score_faults,
    unfinished,
)
from applications.rules.pool_terms import PoolTerms
from applications.rules.workflow import Event, Status
from applications.selectors import assessing, cases, pools
from applications.selectors.assessing import SharedDraft
from applications.selectors.cases import Agreed, SentVersion
from applications.services import applications, assessments, handling
from applications.services.applications import LockedCase
from budgets.selectors import completeness
from fsm3.access import rights
from fsm3.access import selectors as access
from fsm3.access.roles import AGENCY_ROLES, Role
from fsm3.core import journal, mail
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys.casework import nothing_asked, step, subject, take_in_hand
from fsm3.letters import mails


def assign(application_id: int, *, caseworker_id: int, by: Actor, at: datetime) -> None:
    """Give a case to a caseworker, as `assign_many` gives several."""
    assign_many([application_id], caseworker_id=caseworker_id, by=by, at=at)


@transaction.atomic
def assign_many(application_ids: Collection[int], *, caseworker_id: int, by: Actor, at: datetime) -> int:
    """Give cases to a caseworker, all or none, and tell them in one mail; returns how many they did not have before.

    Raises NotReady with `not_a_caseworker`, or `conflict_of_interest` for each case they are not impartial in.
    """
    taken = [take_in_hand(case, by=by) for case in sorted(application_ids)]
    if caseworker_id not in {held.user_id for held in access.holders(by.organisation, Role.CASEWORKER)}:
        raise NotReady([Problem("not_a_caseworker", "caseworker")])
    require(
        Problem("conflict_of_interest", "caseworker", {"case": case.number})
        for case in taken
        if cases.has_conflict(case.id, caseworker_id)
    )
    had = {case.id: cases.caseworker_of(case.id) for case in taken}
    given = [case for case in taken if had[case.id] != caseworker_id]
    if given and caseworker_id != by.user_id:
        text = mails.cases_assigned([(case.number, case.id) for case in given])
        mail.write(to=caseworker_id, text=text, case=given[0].id if len(given) == 1 else None, at=at)
    for case in given:
        applications.assign(case.id, caseworker_id)
        journal.record(
            "case.assigned",
            subject=subject(case.id),
            case=case.id,
            by=by,
            at=at,
            content={"before": had[case.id], "caseworker": caseworker_id},
        )
    return len(given)


@transaction.atomic
def declare_conflict(application_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """State that one is not impartial in a case; from then on it is hidden from oneself (`bad-inputs.md` 31).

    A draft of an assessment falls away. Raises NotReady(`reason_missing`), or `hand_in_case` for one who has already
    assessed it.
    """
    rights.require(by, *AGENCY_ROLES)
    case = applications.lock(application_id)
    require(_reason_faults(reason))
    assessments.drop_draft(case.id, assessor_id=by.person)
    if by.user_id in cases.hands_in(case.id):
        raise NotReady([Problem("hand_in_case", "reason")])
    assessments.declare_conflict(case.id, user_id=by.person, reason=reason, at=at)
    journal.record("case.conflict_declared", subject=subject(case.id), case=case.id, by=by, at=at)


@transaction.atomic
def find_admissible(application_id: int, *, remark: str = "", by: Actor, at: datetime) -> None:
    """Find an application that was sent in time complete and admissible, so that it can be assessed.

    What the program's checks found is kept with it. Raises NotReady with `remark_missing` where one is not met.
    """
    case = take_in_hand(application_id, by=by)
    step(case, Event.FOUND_ADMISSIBLE, by=by)
    found = completeness.checked(case.id)
    require(admissibility.remark_faults(remark, found))
    unmet = admissibility.unmet(found)
    handling.find_admissible(
        case.id,
        checks=[each.frozen for each in found],
        unmet=len(unmet),
        remark=remark.strip(),
        by=by.person,
        at=at,
    )
    journal.record(
        "application.found_admissible",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"unmet": unmet},
    )


@transaction.atomic
def write_draft(
    application_id: int,
    draft: Mapping[str, Jotted],
    *,
    by: Actor,
    at: datetime,
    edition: int | None = None,
    read: int | None = None,
) -> int:
    """Keep what an assessor has written so far, for themselves alone; returns the edition it now is.

    `edition` is the one the writer saw and `read` the version they read; None for a writer who saw none, such as a program.
    Raises NotReady with what cannot be kept, and with `draft_in_another_window` when they wrote elsewhere since.
    """
    case = take_in_hand(application_id, by=by)
    _may_still_assess(case, by)
    before = assessing.own_draft(case.id, by.person)
    if edition is not None and edition != before.edition:
        raise NotReady([Problem("draft_in_another_window")])
    require(draft_faults(draft, _terms(case)))
    version = _version(case, read)
    assessments.write_draft(
        case.id, assessor_id=by.person, scores=draft, read_id=version.id, edition=before.edition + 1, at=at
    )
    journal.record("draft.assessment_written", subject=subject(case.id), case=case.id, by=by, at=at)
    return before.edition + 1


@transaction.atomic
def give(application_id: int, *, edition: int, by: Actor, at: datetime) -> None:
    """Give one's assessment as it stands in one's draft of that edition. It cannot be changed afterwards.

    Raises NotReady with everything that is missing, with `draft_in_another_window`, and with `answered_meanwhile` when the
    municipality has answered since the draft was written.
    """
    case = take_in_hand(application_id, by=by)
    _may_still_assess(case, by)
    draft = assessing.own_draft(case.id, by.person)
    if draft.edition != edition:
        raise NotReady([Problem("draft_in_another_window")])
    if draft.read is not None and draft.read != _version(case).number:
        raise NotReady([Problem("answered_meanwhile")])
    require(unfinished(draft.scores, _terms(case)))
    _give(case, finished(draft.scores), by=by, at=at)


@transaction.atomic
def score(application_id: int, scores: Mapping[str, Points], *, by: Actor, at: datetime) -> None:
    """Give one's points and reasons on every criterion; the second assessor does not see the first's.

    Raises NotReady with every missing or impossible score, `already_assessed` or `two_have_assessed`.
    """
    case = take_in_hand(application_id, by=by)
    _may_still_assess(case, by)
    _give(case, scores, by=by, at=at)


def _may_still_assess(case: LockedCase, by: Actor) -> None:
    """Pass for a case that is being assessed, by fewer than two so far and not by this person."""
    _while_assessed(case)
    made = cases.assessors(case.id)
    if by.user_id in made:
        raise NotReady([Problem("already_assessed")])
    if len(made) == ASSESSORS:
        raise NotReady([Problem("two_have_assessed")])


def _give(case: LockedCase, scores: Mapping[str, Points], *, by: Actor, at: datetime) -> None:
    """Keep scores that are as they should be; the draft they come from goes."""
    require((*score_faults(scores, _terms(case)), *_texts(scores)))
    place = len(cases.assessors(case.id)) + 1
    assessments.add_assessment(case.id, assessor_id=by.person, place=place, scores=scores, at=at)
    assessments.drop_draft(case.id, assessor_id=by.person)
    points = {key: given.points for key, given in scores.items()}
    journal.record(
        "case.scored", subject=subject(case.id), case=case.id, by=by, at=at, content={"points": points}
    )


@transaction.atomic
def write_agreed_draft(
    application_id: int,
    draft: Mapping[str, Jotted],
    *,
    by: Actor,
    at: datetime,
    edition: int | None = None,
) -> int:
    """Keep, as one of the two assessors, what they half agree on, for both of them; returns the edition it now is.

    `edition` is the one the writer saw; None for a program. Raises NotReady with what cannot be kept, and with
    `edited_meanwhile` when the draft was saved since.
    """
    case = take_in_hand(application_id, by=by)
    _while_assessed(case)
    _one_of_the_two(by, cases.assessors(case.id))
    before = _draft_as_seen(case, edition)
    require(draft_faults(draft, _terms(case)))
    assessments.write_agreed_draft(case.id, by=by.person, scores=draft, edition=before.edition + 1, at=at)
    journal.record("draft.agreed_scores_written", subject=subject(case.id), case=case.id, by=by, at=at)
    return before.edition + 1


@transaction.atomic
def enter_agreed(
    application_id: int,
    scores: Mapping[str, Points],
    *,
    by: Actor,
    at: datetime,
    seen: str | None = None,
    edition: int | None = None,
) -> None:
    """Enter, as one of the two assessors, what they agree on; the other confirms.

    `seen` is the digest of what was entered before, nothing for nothing, and `edition` the draft's; None for a program.
    The draft goes. Raises NotReady with every fault: a reason on each criterion where the two differed by 2 or more,
    `agreed_meanwhile` when the other entered since, `edited_meanwhile` when they saved the draft.
    """
    case = take_in_hand(application_id, by=by)
    _while_assessed(case)
    nothing_asked(case)
    made = cases.assessments(case.id)
    _one_of_the_two(by, [assessment.assessor_id for assessment in made])
    _as_seen(cases.agreed(case.id), seen)
    _draft_as_seen(case, edition)
    require(
        (*agreed_faults(scores, [assessment.scores for assessment in made], _terms(case)), *_texts(scores))
    )
    assessments.enter_agreed(case.id, by=by.person, scores=scores, at=at)
    assessments.drop_agreed_draft(case.id)
    points = {key: given.points for key, given in scores.items()}
    journal.record(
        "case.agreed_scores_entered",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"points": points},
    )


@transaction.atomic
def confirm_agreed(application_id: int, *, by: Actor, at: datetime, seen: str | None = None) -> None:
    """Confirm, as the other of the two assessors, the agreed scores; the case is then assessed.

    `seen` is the digest of what they confirm; None for a program. Raises NotReady with `clarification_open`,
    `agreed_meanwhile`, or `agreed_before_the_answer` when the municipality answered since.
    """
    case = take_in_hand(application_id, by=by)
    _one_of_the_two(by, cases.assessors(case.id))
    entered = cases.agreed(case.id)
    if entered is None:
        raise NotReady([Problem("agreed_scores_missing")])
    if entered.entered_by == by.user_id:
        raise NotReady([Problem("other_assessor_confirms")])
    _as_seen(entered, seen)
    nothing_asked(case)
    _of_what_stands(case, entered)
    step(case, Event.AGREED, by=by)
    assessments.confirm_agreed(case.id, by=by.person, at=at)
    assessments.drop_agreed_draft(case.id)
    journal.record("case.agreed_scores_confirmed", subject=subject(case.id), case=case.id, by=by, at=at)


def _reason_faults(reason: str) -> Iterator[Problem]:
    if not reason.strip():
        yield Problem("reason_missing", "reason")
    yield from free_text.faults(reason, where="reason", longest=2000)


def _while_assessed(case: LockedCase) -> None:
    if case.status is not Status.ADMISSIBLE:
        raise NotReady([Problem("not_now", detail={"event": Event.AGREED, "status": case.status})])


def _as_seen(entered: Agreed | None, seen: str | None) -> None:
    """Pass when what is entered is what was seen: two who enter at once do not write over each other."""
    if seen is not None and seen != (entered.seen if entered else ""):
        raise NotReady([Problem("agreed_meanwhile")])


def _draft_as_seen(case: LockedCase, edition: int | None) -> SharedDraft:
    """The draft of the agreed scores, where it is the one that was seen: two do not write over each other."""
    draft = assessing.agreed_draft(case.id)
    if edition is not None and edition != draft.edition:
        who = access.names({draft.written_by}).get(draft.written_by, "")
        raise NotReady([Problem("edited_meanwhile", detail={"by": who})])
    return draft


def _version(case: LockedCase, number: int | None = None) -> SentVersion:
    """A version of a case by its number, or the one that stands. Raises NotReady for one that was never sent."""
    sent = cases.submissions(case.id)
    found = next((each for each in sent if each.number == number), None) or cases.standing_of(sent)
    if found is None or number not in {None, found.number}:
        raise NotReady([Problem("nothing_sent")])
    return found


def _of_what_stands(case: LockedCase, entered: Agreed) -> None:
    """Agreed scores are about the version that stands: after an answer they are entered again."""
    standing = cases.standing(case.id)
    if standing and standing.clarification and standing.received_at > entered.entered_at:
        raise NotReady([Problem("agreed_before_the_answer")])


def _one_of_the_two(by: Actor, assessors: Sequence[int]) -> None:
    if len(assessors) < 2:
        raise NotReady([Problem("two_assessments_needed")])
    if by.user_id not in assessors:
        raise rights.NotAllowed("Only the two who assessed a case agree on it.")


def _terms(case: LockedCase) -> PoolTerms:
    """The terms the case was sent under. Domain page, "The pool": a sent application keeps its version."""
    return pools.terms_of(_version(case).pool_version_id)


def _texts(scores: Mapping[str, Points]) -> Iterator[Problem]:
    for key, given in scores.items():
        yield from free_text.faults(given.reason, where=key, longest=LONGEST_REASON)
