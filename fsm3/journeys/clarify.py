"""Clarify: a caseworker asks about an application that was sent, the municipality answers, or the caseworker goes on without.

Source: domain page, "Who takes part" and "The pool"; `applications.rules.clarification`. The answer is a version like any
that was sent, with a receipt of its own; it changes neither when the application was received nor whether it was in time.
Nothing lapses by itself: an answer that is late is still an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from applications.rules import clarification as rules
from applications.rules import sending
from applications.rules.clarification import Question, State
from applications.rules.sending import Task
from applications.rules.tasks import of_problem
from applications.selectors import cases, clarifications
from applications.selectors.clarifications import ClarificationView
from applications.selectors.sent_cases import SentCase, sent_case
from applications.services import applications, attachments
from applications.services import clarifications as services
from applications.services.applications import Frozen, LockedCase
from budgets.rules import checks
from budgets.rules.content import from_content
from budgets.rules.lines import total
from budgets.selectors.answering import Answering, answering
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import journal, mail, proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical
from fsm3.core.periods import day_of
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys import letters
from fsm3.journeys.award_life import reason_faults
from fsm3.journeys.casework import WRITERS, lay_out, subject, take_in_hand, take_own
from fsm3.journeys.send import Receipt, asked_lately, first_name
from fsm3.journeys.telling import mail_to
from fsm3.letters import mails
from fsm3.letters.build_receipt import receipt

ASKED = "clarification.signatories_asked"


@transaction.atomic
def ask(application_id: int, questions: Sequence[Question], *, due: date, by: Actor, at: datetime) -> int:
    """Ask the municipality about the version that stands, for an answer by a day; returns the clarification.

    Raises NotReady with every fault of the questions and the day, and with what else has to end first.
    """
    case = take_in_hand(application_id, by=by)
    versions = cases.submissions(case.id)
    standing = cases.standing_of(versions)
    if standing is None:
        raise NotReady([Problem("nothing_sent")])
    sent, writing = sent_case(case.id, standing), cases.draft(case.id).open
    now = rules.Standing(
        status=case.status,
        asked=clarifications.open_of(case.id) is not None,
        proposed=bool(proposals.open_on(subject(case.id))),
        correcting=writing and sent.terms.deadline.includes(at),
    )
    require(rules.ask_faults(now, questions, sent.terms, due=due, on=day_of(at)))
    if not writing and versions[-1].id != standing.id:
        lay_out(case, standing, at=at)
    asked = services.ask(case.id, questions, about=standing.id, due=due, by=by.person, at=at)
    tasks = sorted({question.task for question in questions})
    _record("clarification.asked", case, by=by, at=at, tasks=tasks, due=due.isoformat())
    _tell_municipality(case, mails.clarification_asked(due, case.id), at=at)
    return asked


@transaction.atomic
def extend(clarification_id: int, day: date, *, reason: str, by: Actor, at: datetime) -> None:
    """Give the municipality until a later day, with a reason it reads."""
    case, asked = _take_open(clarification_id, by=by)
    require([*reason_faults(reason), *rules.due_faults(day, on=day_of(at), before=asked.due)])
    services.extend(asked.id, day, reason=reason, by=by.person, at=at)
    _record("clarification.extended", case, by=by, at=at, before=asked.due.isoformat(), after=day.isoformat())
    _tell_municipality(case, mails.clarification_extended(day, case.id), at=at)


@transaction.atomic
def close(clarification_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Go on without an answer: the version that was asked about stands, and its tasks are locked again."""
    case, asked = _take_open(clarification_id, by=by)
    require(reason_faults(reason))
    services.end(asked.id, State.CLOSED, because=reason, by=by.person, at=at)
    _record("clarification.closed", case, by=by, at=at, reason=reason)
    _tell_municipality(case, mails.clarification_closed(case.id), at=at)


@transaction.atomic
def reply(
    clarification_id: int, texts: Mapping[int, str], *, by: Actor, at: datetime, edition: int | None = None
) -> None:
    """Write to questions, by question; the agency reads it once the answer is sent.

    Raises NotReady with the faults of the texts, and with `edited_meanwhile` when somebody wrote since `edition`
    (`bad-inputs.md` 8).
    """
    case, asked = _take_own_open(clarification_id, by=by, roles=WRITERS)
    before = clarifications.replies(asked.id)
    if edition is not None and edition != before.edition:
        raise NotReady([Problem("edited_meanwhile", "replies", {"by": before.by})])
    require(rules.reply_faults(texts, {question.id for question in asked.questions}))
    new = {question: text for question, text in texts.items() if text != before.texts.get(question, "")}
    if new:
        services.reply(new, by=by.person, at=at)
        places = sorted(question.place for question in asked.questions if question.id in new)
        _record("clarification.replied", case, by=by, at=at, questions=places)


@transaction.atomic
def send_answer(clarification_id: int, *, seen: str | None = None, by: Actor, at: datetime) -> Receipt:
    """Send the answer as it stands: a new version that replaces the one asked about.

    `seen` is the digest of the answer that the signatory looked at; None when a program sends. Raises NotReady with
    everything that is unfinished in the reopened tasks, with the tasks nothing was done about, and with
    `answer_changed_meanwhile`.
    """
    case, asked = _take_own_open(clarification_id, by=by, roles=(Role.SIGNATORY,))
    about = next(version for version in cases.submissions(case.id) if version.id == asked.about)
    answer, sent = answering(asked, about), sent_case(case.id, about)
    if seen is not None and seen != answer.seen:
        raise NotReady([Problem("answer_changed_meanwhile")])
    signatory = access.names({by.person})[by.person]
    require(_unfinished(asked, answer, sent, signatory=signatory))
    made = applications.add_submission(
        case.id,
        case_number=case.number,
        received_at=at,
        in_time=about.in_time,
        frozen=_frozen(answer.content, sent),
        pool_version_id=about.pool_version_id,
        cap_table_id=about.cap_table_id,
        by=by.person,
        clarification_id=asked.id,
    )
    attachments.refer(made.id, case.id, [each["sha256"] for each in answer.content.get("attachments", ())])
    services.end(asked.id, State.ANSWERED, by=by.person, at=at)
    as_sent = sent_case(case.id, cases.submissions(case.id)[-1])
    letter = receipt(as_sent, sender=signatory)
    letters.write(letter, case=case.id, addressee_id=as_sent.lead.organisation_id, at=at)
    _record("clarification.answered", case, by=by, at=at, receipt=made.receipt, sha256=made.sha256)
    _tell_agency(case, asked, at=at)
    return Receipt(made.receipt, at, about.in_time, made.sha256)


@transaction.atomic
def ask_signatories(clarification_id: int, *, by: Actor, at: datetime) -> None:
    """Tell the municipality's signatories by mail that a finished answer waits for them; once an hour at most.

    Raises NotReady with everything unfinished, with `asked_lately`, and with `signatory_missing` where there is nobody to tell.
    """
    case, asked = _take_own_open(clarification_id, by=by, roles=WRITERS)
    about = next(version for version in cases.submissions(case.id) if version.id == asked.about)
    holders = access.holders(by.organisation, Role.SIGNATORY)
    if not holders:
        raise NotReady([Problem("signatory_missing", Task.CONTACT)])
    answer, sent = answering(asked, about), sent_case(case.id, about)
    unfinished = _unfinished(asked, answer, sent, signatory=first_name(holders))
    require([*unfinished, *asked_lately(case.id, ASKED, at)])
    mail_to(holders, mails.answer_waits_to_be_sent(case.number, asked.due, case.id), case=case.id, at=at)
    _record(ASKED, case, by=by, at=at)


def _unfinished(
    asked: ClarificationView, answer: Answering, sent: SentCase, *, signatory: str
) -> Iterator[Problem]:
    """Why an answer cannot be sent as it stands: tasks nothing was done about, and what is unfinished in them."""
    yield from rules.unanswered(answer.progress)
    yield from unfinished_in(asked.tasks, answer.content, sent, signatory=signatory)


def unfinished_in(
    tasks: Sequence[str], content: Mapping[str, Any], sent: SentCase, *, signatory: str
) -> Iterator[Problem]:
    """What is unfinished in the reopened tasks, by the terms the application was sent under."""
    draft = sending.Draft(
        contact_name=content["answers"].get("contact_name", ""),
        contact_mail=content["answers"].get("contact_mail", ""),
        signatory=signatory,
        answers=content["answers"],
        accepted=frozenset(content["obligations"]),
        attached=frozenset(each["key"] for each in content.get("attachments", ())),
        consents={},
        has_budget=bool(content["budget"]),
        cap=sent.cap,
    )
    lines = from_content(content["budget"])
    of_budget = checks.refusals(lines, sent.terms.budget, sent.period, sent.cap) if lines else ()
    for problem in (*sending.unfinished(draft, sent.terms), *of_budget):
        if of_problem(problem) in tasks:
            yield problem


def _frozen(content: Mapping[str, Any], sent: SentCase) -> Frozen:
    choices = sending.choices(content["answers"], sent.terms)
    return Frozen(canonical(content), total(from_content(content["budget"])), choices)


def _take_open(clarification_id: int, *, by: Actor) -> tuple[LockedCase, ClarificationView]:
    """Lock the case of a clarification for a caseworker, while it is open."""
    case = take_in_hand(clarifications.case_of(clarification_id), by=by)
    return case, _open(clarification_id, case)


def _take_own_open(
    clarification_id: int, *, by: Actor, roles: tuple[Role, ...]
) -> tuple[LockedCase, ClarificationView]:
    """Lock the case of a clarification for the municipality that leads it, while it is open."""
    case = take_own(clarifications.case_of(clarification_id), by=by, roles=roles)
    return case, _open(clarification_id, case)


def _open(clarification_id: int, case: LockedCase) -> ClarificationView:
    asked = clarifications.open_of(case.id)
    if asked is None or asked.id != clarification_id:
        raise NotReady([Problem("clarification_ended")])
    return asked


def _tell_municipality(case: LockedCase, text: mail.Text, *, at: datetime) -> None:
    """A mail to those who write and sign for the municipality that leads."""
    lead = next(who.organisation_id for who in cases.participants(case.id) if who.leads)
    mail_to(access.holders(lead, *WRITERS), text, case=case.id, at=at)


def _tell_agency(case: LockedCase, asked: ClarificationView, *, at: datetime) -> None:
    """A mail to who asked, and to who handles the case."""
    text = mails.clarification_answered(case.number, case.id)
    for user in sorted({asked.caseworker, cases.caseworker_of(case.id) or asked.caseworker}):
        mail.write(to=user, text=text, case=case.id, at=at)


def _record(act: str, case: LockedCase, *, by: Actor, at: datetime, **content: object) -> None:
    journal.record(act, subject=subject(case.id), case=case.id, by=by, at=at, content=content)
