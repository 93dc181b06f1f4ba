"""Sending: whether it is in time, and what an application lacks before it may be sent.

Call, "Ansøgningsfrist og praktiske oplysninger" and "Forpligtelser ved deltagelse"; domain page,
"Application". `bad-inputs.md` 1, 6 and 10: the moment of receipt decides, and every lack is told at once,
under the task it is in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from applications.rules import free_text
from applications.rules.pool_terms import AnswerKind, Obligation, PoolTerms, Question
from applications.rules.workflow import Event
from fsm3.core.danish import Unreadable, read_amount
from fsm3.core.money import Money
from fsm3.core.periods import Deadline
from fsm3.core.problems import Problem

YES = "yes"
NO = "no"


class Task(StrEnum):
    """The tasks of an application; a problem's `where` is one of them."""

    CONTACT = "contact"
    ANSWERS = "answers"
    BUDGET = "budget"
    OBLIGATIONS = "obligations"
    ATTACHMENTS = "attachments"
    JOINT = "joint"


@dataclass(frozen=True)
class Draft:
    """What stands in a draft, as far as sending asks.

    `answers` are the texts as they were typed, by the key of the question; a yes or no is `YES` or `NO`.
    `consents` says for each covered municipality, by name, whether its signatory has consented. `cap` is that
    of all together.
    """

    contact_name: str
    contact_mail: str
    signatory: str
    answers: Mapping[str, str]
    accepted: frozenset[str]
    attached: frozenset[str]
    consents: Mapping[str, bool]
    has_budget: bool
    cap: Money | None


def sending_event(received_at: datetime, deadline: Deadline) -> Event:
    """Say whether what was received counts as sent or as sent late. The moment it reached the server decides."""
    return Event.SENT if deadline.includes(received_at) else Event.SENT_LATE


def read_number(text: str) -> Fraction:
    """Read a number answer as it was typed in Danish, above zero and with at most two decimals.

    Raises danish.Unreadable; `not_positive` is the code of a number that is zero or less.
    """
    number = Fraction(read_amount(text).oere, 100)
    if number <= 0:
        raise Unreadable("not_positive")
    return number


def applies(obligation: Obligation, answers: Mapping[str, str]) -> bool:
    """Say whether an obligation binds an applicant with these answers."""
    return not obligation.only_if or answers.get(obligation.only_if) == YES


def binding(accepted: Collection[str], answers: Mapping[str, str], terms: PoolTerms) -> list[str]:
    """Of the obligations that are accepted those that bind an applicant with these answers, by key; no other is sent."""
    return sorted(each.key for each in terms.obligations if each.key in accepted and applies(each, answers))


def unfinished(draft: Draft, terms: PoolTerms) -> tuple[Problem, ...]:
    """Tell everything a draft lacks before it may be sent, each with the task it belongs to."""
    return (
        *_contact(draft),
        *(problem for question in terms.questions for problem in answer_faults(question, draft.answers)),
        *_budget(draft),
        *_obligations(draft, terms),
        *_attachments(draft, terms),
        *_consents(draft),
    )


def _contact(draft: Draft) -> Iterator[Problem]:
    if not draft.contact_name.strip():
        yield Problem("contact_name_missing", Task.CONTACT)
    if not draft.contact_mail.strip():
        yield Problem("contact_mail_missing", Task.CONTACT)
    if not draft.signatory.strip():
        yield Problem("signatory_missing", Task.CONTACT)


def choices(answers: Mapping[str, str], terms: PoolTerms) -> dict[str, str]:
    """The answers to the questions that are answered with yes or no: what lists tell of an application."""
    asked = (question.key for question in terms.questions if question.kind is AnswerKind.YES_NO)
    return {key: answers[key] for key in asked if key in answers}


def answer_faults(question: Question, answers: Mapping[str, str]) -> Iterator[Problem]:
    """Tell what is wrong with the answer to a question; no question has a default."""
    answer = answers.get(question.key, "")
    detail = {"key": question.key, "question": question.title}
    if not answer.strip():
        yield Problem("answer_missing", Task.ANSWERS, detail)
    elif question.kind is AnswerKind.NUMBER:
        yield from _number_faults(answer, detail)
    elif question.kind is AnswerKind.YES_NO and answer not in {YES, NO}:
        yield Problem("answer_not_yes_or_no", Task.ANSWERS, detail)
    for fault in free_text.faults(answer, where=Task.ANSWERS, longest=question.longest):
        yield Problem(fault.code, fault.where, {**fault.detail, **detail})


def _number_faults(answer: str, detail: Mapping[str, str]) -> Iterator[Problem]:
    try:
        read_number(answer)
    except Unreadable as fault:
        yield Problem(fault.code, Task.ANSWERS, detail)


def _budget(draft: Draft) -> Iterator[Problem]:
    if not draft.has_budget:
        yield Problem("budget_missing", Task.BUDGET)
    if draft.cap is None:
        yield Problem("cap_missing", Task.BUDGET)


def _obligations(draft: Draft, terms: PoolTerms) -> Iterator[Problem]:
    for obligation in terms.obligations:
        if applies(obligation, draft.answers) and obligation.key not in draft.accepted:
            detail = {"key": obligation.key, "obligation": obligation.text}
            yield Problem("obligation_not_accepted", Task.OBLIGATIONS, detail)


def _attachments(draft: Draft, terms: PoolTerms) -> Iterator[Problem]:
    for attachment in terms.attachments:
        if attachment.key not in draft.attached:
            detail = {"key": attachment.key, "attachment": attachment.title}
            yield Problem("attachment_missing", Task.ATTACHMENTS, detail)


def _consents(draft: Draft) -> Iterator[Problem]:
    for municipality, given in draft.consents.items():
        if not given:
            yield Problem("consent_missing", Task.JOINT, {"municipality": municipality})
