"""The tasks of an application in words: what each is called, and how far it is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from applications.rules.pool_terms import PoolTerms
from applications.rules.sending import Task
from applications.rules.tasks import CHECK, TaskStatus
from fsm3.web.shared.components import Badge

_TITLES: dict[str, Promise] = {
    Task.CONTACT: gettext_lazy("Contact"),
    Task.OBLIGATIONS: gettext_lazy("Obligations"),
    Task.BUDGET: gettext_lazy("Budget"),
    Task.ATTACHMENTS: gettext_lazy("Attachments"),
    Task.JOINT: gettext_lazy("Joint application"),
    CHECK: gettext_lazy("Check and send"),
}
_STATUSES: dict[TaskStatus, tuple[Promise, str]] = {
    TaskStatus.NOT_STARTED: (gettext_lazy("Not started"), "quiet"),
    TaskStatus.IN_PROGRESS: (gettext_lazy("In progress"), "info"),
    TaskStatus.DONE: (gettext_lazy("Done"), "success"),
    TaskStatus.CANNOT_START: (gettext_lazy("Cannot start yet"), "quiet"),
    TaskStatus.CHANGES_ASKED: (gettext_lazy("Changes asked for"), "warning"),
    TaskStatus.CHANGES_MADE: (gettext_lazy("Changes made"), "success"),
}


def task_title(task: str, terms: PoolTerms) -> str:
    """What a task is called."""
    names = {question.key: question.name for question in terms.questions}
    question = task.partition(".")[2]
    return names[question] if question else str(_TITLES[task])


def task_badge(status: TaskStatus) -> Badge:
    """How far a task is."""
    text, tone = _STATUSES[status]
    return Badge(str(text), tone)
