"""Apply: a municipality starts, writes, applies jointly, sends, corrects and withdraws.

Source: domain page, "The pool" (deadline, correction, joint application) and "Application". What counts is `at`, the
moment the request reached the server. What was sent stands until a newer version is sent in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from applications.rules import free_text, joint, tasks
from applications.rules.clarification import State
from applications.rules.sending import Task
from applications.rules.tasks import CONTACT_FIELDS
from applications.rules.workflow import Event, Status
from applications.selectors import cases, clarifications, joining
from applications.selectors import pools as pool_selectors
from applications.selectors.cases import Participant
from applications.services import applications
from applications.services import clarifications as clarification_services
from applications.services import pools as pool_services
from applications.services.applications import LockedCase
from budgets import services as budgets
from budgets.rules import checks
from budgets.rules.lines import Line
from budgets.selectors.answering import changed_since
from fsm3.access import rights
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.periods import COPENHAGEN
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys.casework import (
    WRITERS,
    lay_out,
    nothing_asked,
    step,
    subject,
    take_own,
    take_own_draft,
    take_own_task,
)
from fsm3.journeys.pools import terms_in_force
from fsm3.journeys.telling import mail_to
from fsm3.letters import mails

DISCARDERS = (Role.APPLICANT, Role.SIGNATORY)
"""Who throws a correction away, which holds what others wrote."""


@transaction.atomic
def start(pool_key: str, *, by: Actor, at: datetime) -> int:
    """Open an application for the actor's own municipality; returns the case.

    Raises NotReady with `already_in_application` or `cap_missing`, and for a pool without terms in force.
    """
    rights.require(by, *WRITERS)
    pool = pool_services.lock(pool_key)
    terms = terms_in_force(pool_key).terms
    place = pool_selectors.place_of(by.organisation_id).code
    (member,) = joining.members(pool.id, terms, [place]).values()
    require(joint.problems(member, [], allowed=terms.joint_applications))
    year = at.astimezone(COPENHAGEN).year
    case = applications.start(
        pool.id,
        lead=place,
        prefix=terms.case_prefix,
        year=year,
        by=by.user_id,
        invented=access.is_invented(by.person),
        at=at,
    )
    journal.record(
        "application.started", subject=subject(case), case=case, by=by, at=at, content={"pool": pool_key}
    )
    return case


@transaction.atomic
def answer(
    application_id: int, answers: Mapping[str, str], *, by: Actor, at: datetime, edition: int | None = None
) -> None:
    """Write answers into the draft. Unfinished answers may be saved; CPR-like and unprintable text may not.

    Raises NotReady with `edited_meanwhile` when somebody wrote in the task since `edition` (`bad-inputs.md` 8).
    """
    case = take_own_task(application_id, tasks.of_answers(answers), by=by, edition=edition)
    longest = {question.key: question.longest for question in terms_in_force(case.pool_key).terms.questions}
    known = {key: text for key, text in answers.items() if key in longest or key in CONTACT_FIELDS}
    require(
        fault
        for key, text in known.items()
        for fault in free_text.faults(text, where=key, longest=(longest | CONTACT_FIELDS)[key])
    )
    applications.write_answers(case.id, known, by=by.user_id, at=at)
    journal.record(
        "draft.answered",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"answers": sorted(known)},
    )


@transaction.atomic
def accept_obligations(
    application_id: int, keys: Sequence[str], *, by: Actor, at: datetime, edition: int | None = None
) -> None:
    """Accept obligations of the pool in the draft; those not named are not accepted. `edition` as in `answer`."""
    case = take_own_task(application_id, [Task.OBLIGATIONS], by=by, edition=edition)
    known = {obligation.key for obligation in terms_in_force(case.pool_key).terms.obligations}
    accepted = sorted(known & set(keys))
    applications.write_obligations(case.id, accepted, by=by.user_id, at=at)
    journal.record(
        "draft.obligations_accepted",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"obligations": accepted},
    )


@transaction.atomic
def write_budget(
    application_id: int, lines: Sequence[Line], *, by: Actor, at: datetime, edition: int | None = None
) -> None:
    """Write the draft's budget, whole. It may be unfinished, but nothing in it may be wrong. `edition` as in `answer`.

    Raises NotReady with every fault: an amount of nothing or less, a year outside the own period, a forbidden text.
    """
    case = take_own_task(application_id, [Task.BUDGET], by=by, edition=edition)
    terms = terms_in_force(case.pool_key).terms
    cap = pool_selectors.caps_in_force(case.pool_id, [case.lead]).get(case.lead)
    require(checks.unsavable(lines, terms.budget, cap.own_period(terms) if cap else terms.period))
    budgets.write_draft(case.id, lines, at=at)
    applications.count_edit(case.id, Task.BUDGET, by=by.user_id, at=at)
    journal.record(
        "draft.budget_written",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"lines": len(lines)},
    )


@transaction.atomic
def invite(application_id: int, municipality: str, *, by: Actor, at: datetime) -> None:
    """Let the application cover another municipality, which has yet to consent.

    Raises NotReady when cohorts or start dates differ (`bad-inputs.md` 56) or it is in an application already (9).
    """
    pool = pool_services.lock(cases.pool_of(application_id))
    case = take_own_draft(application_id, [Task.JOINT], by=by)
    terms = terms_in_force(pool.key).terms
    codes = (*(who.code for who in cases.participants(case.id)), municipality)
    known = joining.members(pool.id, terms, codes, besides=case.id)
    lead, *covered = (known[code] for code in codes)
    require(joint.problems(lead, covered, allowed=terms.joint_applications))
    applications.cover(case.id, pool.id, municipality)
    applications.count_edit(case.id, Task.JOINT, by=by.user_id, at=at)
    invited = pool_selectors.place(municipality)
    text = mails.invited_jointly(
        lead=pool_selectors.place(case.lead).official_name, pool=terms.name, case=case.id
    )
    mail_to(access.holders(invited.organisation_id, Role.SIGNATORY), text, case=case.id, at=at)
    _record_joint("invited", case, municipality, by=by, at=at)


@transaction.atomic
def uninvite(application_id: int, municipality: str, *, by: Actor, at: datetime) -> None:
    """Take an invitation back, or a municipality out that has consented, as long as nothing was sent.

    Raises NotReady with `not_invited`, and `joint_sent` once it was.
    """
    case = take_own_draft(application_id, [Task.JOINT], by=by)
    invited = next(
        (who for who in cases.participants(case.id) if who.code == municipality and not who.leads), None
    )
    if invited is None:
        raise NotReady([Problem("not_invited", Task.JOINT)])
    require(_fixed(case, invited))
    applications.uncover(case.id, municipality)
    applications.count_edit(case.id, Task.JOINT, by=by.user_id, at=at)
    terms = terms_in_force(case.pool_key).terms
    text = mails.uninvited(lead=pool_selectors.place(case.lead).official_name, pool=terms.name)
    mail_to(access.holders(invited.organisation_id, Role.SIGNATORY), text, at=at)
    _record_joint("uninvited", case, municipality, by=by, at=at)


@transaction.atomic
def consent(application_id: int, *, by: Actor, at: datetime) -> None:
    """Consent, as a signatory of a covered municipality, to take part; doing so again changes nothing.

    What the lead writes afterwards voids no consent: the call asks for one, and not for one to each wording. Raises
    NotAllowed for one not invited, NotReady(`draft_closed`) when nothing is being written.
    """
    case, mine = _take_covered(application_id, by=by)
    require([] if cases.draft(case.id).open else [Problem("draft_closed")])
    if mine.consented_at:
        return
    applications.consent(case.id, mine.code, by=by.user_id, at=at)
    _tell_lead(case, mine, consents=True, at=at)
    _record_joint("consented", case, mine.code, by=by, at=at)


@transaction.atomic
def decline(application_id: int, *, by: Actor, at: datetime) -> None:
    """Stay out of a joint application, as a signatory of an invited municipality, also after consenting.

    Possible until it is sent: NotReady(`joint_sent`) then. The municipality is free to apply by itself.
    """
    case, mine = _take_covered(application_id, by=by)
    require(_fixed(case, mine))
    applications.uncover(case.id, mine.code)
    _tell_lead(case, mine, consents=False, at=at)
    _record_joint("declined", case, mine.code, by=by, at=at)


@transaction.atomic
def begin_correction(application_id: int, *, by: Actor, at: datetime) -> None:
    """Open a draft beside what was sent; what was sent stands until a newer version is sent in time.

    Begun twice is begun once. Raises NotReady with `not_now`, or `clarification_open`: what the agency asked about is
    answered first.
    """
    case = take_own(application_id, by=by, roles=WRITERS)
    if case.status not in {Status.SENT, Status.LATE}:
        raise NotReady([Problem("not_now", detail={"event": Event.CORRECTION_SENT, "status": case.status})])
    nothing_asked(case)
    if cases.draft(case.id).open:
        return
    applications.open_draft(case.id, open_=True)
    journal.record("application.correction_begun", subject=subject(case.id), case=case.id, by=by, at=at)


@transaction.atomic
def discard_correction(application_id: int, *, by: Actor, at: datetime) -> None:
    """Throw a correction away: the draft is what stands again, and closed; what was sent is untouched.

    Its changed tasks count an edit, so that nobody saves a page of the correction over a later one (`bad-inputs.md` 8).
    Thrown away twice is once. Raises NotReady with `nothing_sent`, or `clarification_open`.
    """
    case = take_own(application_id, by=by, roles=DISCARDERS)
    stands = cases.standing(case.id)
    if stands is None:
        raise NotReady([Problem("nothing_sent")])
    nothing_asked(case)
    if not cases.draft(case.id).open:
        return
    changed = changed_since(case.id, stands, terms_in_force(case.pool_key).terms)
    lay_out(case, stands, at=at)
    for task in changed:
        applications.count_edit(case.id, task, by=by.user_id, at=at)
    applications.open_draft(case.id, open_=False)
    journal.record(
        "application.correction_discarded",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"tasks": sorted(changed)},
    )


@transaction.atomic
def withdraw(application_id: int, *, by: Actor, at: datetime) -> None:
    """Withdraw what was sent, which is possible until the decision; the municipalities are free to apply again.

    A clarification that is open falls away with the application.
    """
    case = take_own(application_id, by=by, roles=(Role.SIGNATORY,))
    step(case, Event.WITHDRAWN, by=by)
    asked = clarifications.open_of(case.id)
    if asked:
        clarification_services.end(asked.id, State.WITHDRAWN, by=by.person, at=at)
    applications.open_draft(case.id, open_=False)
    applications.leave(case.id)
    journal.record("application.withdrawn", subject=subject(case.id), case=case.id, by=by, at=at)


def _take_covered(application_id: int, *, by: Actor) -> tuple[LockedCase, Participant]:
    """Lock a case for a signatory of a municipality that it covers. Raises NotAllowed for everybody else."""
    rights.require(by, Role.SIGNATORY)
    case = applications.lock(application_id)
    covered = (who for who in cases.participants(case.id) if not who.leads)
    mine = next((who for who in covered if who.organisation_id == by.organisation_id), None)
    if mine is None:
        raise rights.NotAllowed("Only a covered municipality answers for itself.")
    return case, mine


def _fixed(case: LockedCase, covered: Participant) -> Iterator[Problem]:
    """What was sent covers whom it covers."""
    if case.status is not Status.DRAFT:
        yield Problem("joint_sent", Task.JOINT, {"municipality": covered.name})


def _tell_lead(case: LockedCase, covered: Participant, *, consents: bool, at: datetime) -> None:
    lead = pool_selectors.place(case.lead).organisation_id
    name = pool_selectors.place(covered.code).official_name
    text = mails.answered_jointly(municipality=name, consents=consents, case=case.id)
    mail_to(access.holders(lead, *WRITERS), text, case=case.id, at=at)


def _record_joint(act: str, case: LockedCase, municipality: str, *, by: Actor, at: datetime) -> None:
    content = {"municipality": municipality}
    journal.record(f"joint.{act}", subject=subject(case.id), case=case.id, by=by, at=at, content=content)
