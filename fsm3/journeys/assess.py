"""Assess: who handles a case, who is not impartial, two who score apart, and what they agree on.

Source: domain page, "Application": two caseworkers score unseen by each other; the agreed scores are entered by the
two together, so one writes them and the other confirms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from applications.rules import admissibility, free_text
from applications.rules.assessment import Points, agreed_faults, score_faults
from applications.rules.pool_terms import PoolTerms
from applications.rules.workflow import Event, Status
from applications.selectors import cases
from applications.selectors.cases import Agreed
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
from fsm3.journeys.pools import terms_in_force
from fsm3.letters import mails


@transaction.atomic
def assign(application_id: int, *, caseworker_id: int, by: Actor, at: datetime) -> None:
    """Give a case to a caseworker, who is told by mail; giving it to who has it changes nothing.

    Raises NotReady with `not_a_caseworker`, or `conflict_of_interest` when they are not impartial in it.
    """
    case = take_in_hand(application_id, by=by)
    if caseworker_id not in {held.user_id for held in access.holders(by.organisation, Role.CASEWORKER)}:
        raise NotReady([Problem("not_a_caseworker", "caseworker")])
    if cases.has_conflict(case.id, caseworker_id):
        raise NotReady([Problem("conflict_of_interest", "caseworker")])
    before = cases.caseworker_of(case.id)
    if before == caseworker_id:
        return
    applications.assign(case.id, caseworker_id)
    if caseworker_id != by.user_id:
        mail.write(to=caseworker_id, text=mails.case_assigned(case.number, case.id), case=case.id, at=at)
    journal.record(
        "case.assigned",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"before": before, "caseworker": caseworker_id},
    )


@transaction.atomic
def declare_conflict(application_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """State that one is not impartial in a case; from then on it is hidden from oneself (`bad-inputs.md` 31).

    Raises NotReady(`reason_missing`), or `hand_in_case` for one who has already assessed it.
    """
    rights.require(by, *AGENCY_ROLES)
    case = applications.lock(application_id)
    require(_reason_faults(reason))
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
def score(application_id: int, scores: Mapping[str, Points], *, by: Actor, at: datetime) -> None:
    """Give one's points and reasons on every criterion; the second assessor does not see the first's.

    Raises NotReady with every missing or impossible score, `already_assessed` or `two_have_assessed`.
    """
    case = take_in_hand(application_id, by=by)
    _while_assessed(case)
    made = cases.assessments(case.id)
    if any(assessment.assessor_id == by.user_id for assessment in made):
        raise NotReady([Problem("already_assessed")])
    if len(made) == 2:
        raise NotReady([Problem("two_have_assessed")])
    require((*score_faults(scores, _terms(case)), *_texts(scores)))
    assessments.add_assessment(case.id, assessor_id=by.person, place=len(made) + 1, scores=scores, at=at)
    points = {key: given.points for key, given in scores.items()}
    journal.record(
        "case.scored", subject=subject(case.id), case=case.id, by=by, at=at, content={"points": points}
    )


@transaction.atomic
def enter_agreed(application_id: int, scores: Mapping[str, Points], *, by: Actor, at: datetime) -> None:
    """Enter, as one of the two assessors, what they agree on; the other confirms.

    Raises NotReady with every fault: a reason on each criterion where the two differed by 2 or more.
    """
    case = take_in_hand(application_id, by=by)
    _while_assessed(case)
    nothing_asked(case)
    made = cases.assessments(case.id)
    _one_of_the_two(by, [assessment.assessor_id for assessment in made])
    require(
        (*agreed_faults(scores, [assessment.scores for assessment in made], _terms(case)), *_texts(scores))
    )
    assessments.enter_agreed(case.id, by=by.person, scores=scores, at=at)
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
def confirm_agreed(application_id: int, *, by: Actor, at: datetime) -> None:
    """Confirm, as the other of the two assessors, the agreed scores; the case is then assessed.

    Raises NotReady with `clarification_open`, or `agreed_before_the_answer` when the municipality answered since.
    """
    case = take_in_hand(application_id, by=by)
    _one_of_the_two(by, [assessment.assessor_id for assessment in cases.assessments(case.id)])
    entered = cases.agreed(case.id)
    if entered is None:
        raise NotReady([Problem("agreed_scores_missing")])
    if entered.entered_by == by.user_id:
        raise NotReady([Problem("other_assessor_confirms")])
    nothing_asked(case)
    _of_what_stands(case, entered)
    step(case, Event.AGREED, by=by)
    assessments.confirm_agreed(case.id, by=by.person, at=at)
    journal.record("case.agreed_scores_confirmed", subject=subject(case.id), case=case.id, by=by, at=at)


def _reason_faults(reason: str) -> Iterator[Problem]:
    if not reason.strip():
        yield Problem("reason_missing", "reason")
    yield from free_text.faults(reason, where="reason", longest=2000)


def _while_assessed(case: LockedCase) -> None:
    if case.status is not Status.ADMISSIBLE:
        raise NotReady([Problem("not_now", detail={"event": Event.AGREED, "status": case.status})])


def _of_what_stands(case: LockedCase, entered: Agreed) -> None:
    """Agreed scores are about the version that stands: after an answer they are entered again."""
    standing = cases.standing(case.id)
    if standing and standing.clarification and standing.received_at > entered.entered_at:
        raise NotReady([Problem("agreed_before_the_answer")])


def _one_of_the_two(by: Actor, assessors: list[int]) -> None:
    if len(assessors) < 2:
        raise NotReady([Problem("two_assessments_needed")])
    if by.user_id not in assessors:
        raise rights.NotAllowed("Only the two who assessed a case agree on it.")


def _terms(case: LockedCase) -> PoolTerms:
    return terms_in_force(case.pool_key).terms


def _texts(scores: Mapping[str, Points]) -> Iterator[Problem]:
    for key, given in scores.items():
        yield from free_text.faults(given.reason, where=key, longest=2000)
