"""The tasks an application is written in, and how far each of them is.

Domain page, "Application". A task is one short page: the contact, one question, the budget, the obligations, the
attachments, the joint application. Its key names it in addresses, in the journal and where two people meet in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from applications.rules.pool_terms import PoolTerms
from applications.rules.sending import Draft, Task
from fsm3.core.problems import Problem

CONTACT_FIELDS = {"contact_name": 200, "contact_mail": 200}
"""The fields of the contact, with the most characters each may have."""


def of_answer(key: str) -> str:
    """The task in which an answer is written: the contact's fields together, each question by itself."""
    return Task.CONTACT if key in CONTACT_FIELDS else f"{Task.ANSWERS}.{key}"


def of_answers(keys: Iterable[str]) -> tuple[str, ...]:
    """The tasks of several answers, each once, in a fixed order."""
    return tuple(sorted({of_answer(key) for key in keys}))


CHECK = "check"
"""The last task: everything is read through, and a signatory sends it."""


class TaskStatus(StrEnum):
    """How far a task is; the last two are those of a task that a clarification reopened."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANNOT_START = "cannot_start"
    CHANGES_ASKED = "changes_asked"
    CHANGES_MADE = "changes_made"


@dataclass(frozen=True)
class Listed:
    """A task in the list, with what it still lacks before the application may be sent."""

    key: str
    status: TaskStatus
    optional: bool
    faults: tuple[Problem, ...]


def keys(terms: PoolTerms) -> tuple[str, ...]:
    """The tasks of an application to a pool, in the order in which they are listed."""
    questions = (of_answer(question.key) for question in terms.questions)
    joint = (Task.JOINT,) if terms.joint_applications else ()
    return (Task.CONTACT, *questions, Task.OBLIGATIONS, Task.BUDGET, Task.ATTACHMENTS, *joint, CHECK)


def of_problem(problem: Problem) -> str:
    """The task in which a problem of sending is mended. A place that is no task is one of the budget's."""
    if problem.where == Task.ANSWERS:
        return of_answer(problem.detail["key"])
    return problem.where if problem.where in set(Task) else Task.BUDGET


def listed(draft: Draft, terms: PoolTerms, faults: Iterable[Problem]) -> tuple[Listed, ...]:
    """How far each task is. `faults` is all that stops the draft from being sent."""
    found = tuple(faults)
    return tuple(_listed(key, draft, terms, found) for key in keys(terms))


def _listed(key: str, draft: Draft, terms: PoolTerms, faults: tuple[Problem, ...]) -> Listed:
    own = tuple(fault for fault in faults if of_problem(fault) == key)
    optional = key == Task.JOINT or (key == Task.ATTACHMENTS and not terms.attachments)
    if key == CHECK:
        status = TaskStatus.CANNOT_START if faults else TaskStatus.NOT_STARTED
    else:
        status = _status(begun=_begun(key, draft), faulty=bool(own), optional=optional)
    return Listed(key, status, optional, own)


def _status(*, begun: bool, faulty: bool, optional: bool) -> TaskStatus:
    """A task nobody wrote in is not started; a required one that lacks nothing is done, though nobody had to write."""
    if faulty:
        return TaskStatus.IN_PROGRESS if begun else TaskStatus.NOT_STARTED
    return TaskStatus.DONE if begun or not optional else TaskStatus.NOT_STARTED


def _begun(key: str, draft: Draft) -> bool:
    """Whether anything stands in a task."""
    written = {
        Task.CONTACT: bool(draft.contact_name.strip() or draft.contact_mail.strip()),
        Task.OBLIGATIONS: bool(draft.accepted),
        Task.BUDGET: draft.has_budget,
        Task.ATTACHMENTS: bool(draft.attached),
        Task.JOINT: bool(draft.consents),
    }
    question = key.partition(".")[2]
    return bool(draft.answers.get(question, "").strip()) if question else written[Task(key)]
