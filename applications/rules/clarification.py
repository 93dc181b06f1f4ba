"""Clarification: what a caseworker may ask about an application that was sent, and what the municipality may write then.

Domain page, "Who takes part" (the municipality answers clarifications) and "The pool" (what was sent stands until a newer
version is sent). Each question is tied to a task of the application; those tasks alone reopen. The answer is a new sent
version that replaces the one asked about: everything else in it, its place in time included, is that version's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from applications.rules import free_text
from applications.rules.pool_terms import PoolTerms
from applications.rules.sending import Task, binding
from applications.rules.tasks import CONTACT_FIELDS, TaskStatus, of_answer
from applications.rules.workflow import Status
from fsm3.core.danish import day
from fsm3.core.periods import add_working_days
from fsm3.core.problems import Problem

WORKING_DAYS = 5
"""How long a municipality has unless the caseworker says otherwise; our reading, the call names no such days."""
LONGEST_QUESTION = 2000
LONGEST_REPLY = 4000
MOST_QUESTIONS = 20

ASKABLE = frozenset({Status.SENT, Status.ADMISSIBLE})
"""Where an application may be asked about: it was sent in time, and two have not agreed on its scores yet."""


class State(StrEnum):
    """Where a clarification stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Question:
    """What is asked, and in which task the answer belongs."""

    task: str
    text: str


def tasks_of(terms: PoolTerms) -> tuple[str, ...]:
    """The tasks that can be asked about, in the order of the application."""
    answers = (of_answer(question.key) for question in terms.questions)
    return (Task.CONTACT, *answers, Task.BUDGET, Task.OBLIGATIONS, Task.ATTACHMENTS)


def default_due(asked_on: date) -> date:
    """The day an answer is due unless the caseworker says otherwise."""
    return add_working_days(asked_on, WORKING_DAYS)


@dataclass(frozen=True)
class Standing:
    """What else goes on in a case when somebody wants to ask: each of these has to end first.

    `correcting`: the municipality is writing a correction that it can still send in time.
    """

    status: Status
    asked: bool
    proposed: bool
    correcting: bool


def ask_faults(
    standing: Standing, questions: Sequence[Question], terms: PoolTerms, *, due: date, on: date
) -> Iterator[Problem]:
    """Why these questions cannot be asked on a day, for an answer by the day `due`."""
    if standing.status not in ASKABLE:
        yield Problem("not_now", detail={"event": "clarification_asked", "status": standing.status})
    if standing.asked:
        yield Problem("clarification_open")
    if standing.proposed:
        yield Problem("proposal_open")
    if standing.correcting:
        yield Problem("correction_being_written")
    yield from _questions(questions, terms)
    yield from due_faults(due, on=on)


def _questions(questions: Sequence[Question], terms: PoolTerms) -> Iterator[Problem]:
    if not questions:
        yield Problem("no_questions")
    if len(questions) > MOST_QUESTIONS:
        yield Problem("too_many_questions", detail={"most": str(MOST_QUESTIONS)})
    known, asked = tasks_of(terms), {question.task for question in questions}
    for number, question in enumerate(questions, start=1):
        where = f"questions.{number}"
        if question.task not in known:
            yield Problem("task_unknown", where)
        if not question.text.strip():
            yield Problem("question_missing", where)
        yield from free_text.faults(question.text, where=where, longest=LONGEST_QUESTION)
    if asked & _deciding(terms) and Task.OBLIGATIONS not in asked:
        yield Problem("obligations_hang_on_it")


def _deciding(terms: PoolTerms) -> set[str]:
    """The tasks whose answer decides which obligations bind: the obligations have to reopen with them."""
    return {of_answer(obligation.only_if) for obligation in terms.obligations if obligation.only_if}


def due_faults(due: date, *, on: date, before: date | None = None) -> Iterator[Problem]:
    """Why a day cannot be the day an answer is due; one that is moved moves forwards from the day it was `before`."""
    if due <= on:
        yield Problem("due_before_tomorrow", "due", {"first": day(on + timedelta(days=1))})
    if before is not None and due <= before:
        yield Problem("due_not_later", "due", {"before": day(before)})


def write_faults(tasks: Collection[str], *, writing: bool, reopened: Collection[str]) -> Iterator[Problem]:
    """Why tasks of a draft cannot be written in.

    `writing` says whether the draft as a whole is being written. While a clarification is open nothing but the tasks it
    `reopened` can be.
    """
    if reopened:
        yield from (Problem("task_not_reopened", task) for task in tasks if task not in reopened)
    elif not writing:
        yield Problem("draft_closed")


def is_open(task: str | None, *, writing: bool, reopened: Collection[str]) -> bool:
    """Whether a task of a draft, or the draft as a whole (None), can be written in."""
    return task in reopened if reopened else writing


def value(content: Mapping[str, Any], task: str) -> Any:
    """What stands in a task, in the content of a sent version or of a draft."""
    if task == Task.CONTACT:
        return {name: content["answers"].get(name, "") for name in CONTACT_FIELDS}
    if task.startswith(f"{Task.ANSWERS}."):
        return content["answers"].get(_key(task), "")
    if task == Task.OBLIGATIONS:
        return sorted(content["obligations"])
    return list(content.get(task, ()))


def _key(task: str) -> str:
    return task.partition(".")[2]


def answered(
    before: Mapping[str, Any],
    drafted: Mapping[str, Any],
    tasks: Collection[str],
    replies: Sequence[Mapping[str, str]],
    terms: PoolTerms,
) -> dict[str, Any]:
    """The content of an answer: what stood `before`, the tasks asked about as they are `drafted` now, and the replies.

    Of the obligations it holds those that bind by its own answers.
    """
    content = {**before, "answers": dict(before["answers"]), "clarification": list(replies)}
    for task in tasks:
        if task == Task.CONTACT:
            content["answers"] |= value(drafted, task)
        elif task.startswith(f"{Task.ANSWERS}."):
            content["answers"][_key(task)] = value(drafted, task)
        else:
            content[task] = value(drafted, task)
    if Task.BUDGET in tasks:
        content["requested"] = drafted["requested"]
    if Task.OBLIGATIONS in tasks:
        content["obligations"] = binding(content["obligations"], content["answers"], terms)
    return content


def is_changed(before: Mapping[str, Any], after: Mapping[str, Any], task: str) -> bool:
    """Whether a task says something else than it did."""
    return bool(value(before, task) != value(after, task))


def progress(
    questions: Sequence[tuple[str, str]], before: Mapping[str, Any], content: Mapping[str, Any]
) -> dict[str, TaskStatus]:
    """How far each reopened task is, in the order asked: made once it says something else or every question has a reply.

    `questions` are those of the clarification: the task of each, and the reply it has so far, which may be empty;
    `content` is that of the answer as it would be sent.
    """
    found: dict[str, TaskStatus] = {}
    for task in dict.fromkeys(task for task, _ in questions):
        replied = all(reply.strip() for of, reply in questions if of == task)
        made = replied or is_changed(before, content, task)
        found[task] = TaskStatus.CHANGES_MADE if made else TaskStatus.CHANGES_ASKED
    return found


def unanswered(progress_of: Mapping[str, TaskStatus]) -> Iterator[Problem]:
    """The tasks that nothing was done about: neither is the task changed nor a reply written."""
    for task, how_far in progress_of.items():
        if how_far is TaskStatus.CHANGES_ASKED:
            yield Problem("question_unanswered", task)


def reply_faults(replies: Mapping[int, str], known: Collection[int]) -> Iterator[Problem]:
    """What is wrong with replies, by question; a question that was not asked has none."""
    for question, text in replies.items():
        if question not in known:
            yield Problem("question_unknown_here", f"reply_{question}")
        yield from free_text.faults(text, where=f"reply_{question}", longest=LONGEST_REPLY)
