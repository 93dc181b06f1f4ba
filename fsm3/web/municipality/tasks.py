"""The tasks of a draft as pages name them: what each is called, where it is written, how far it is in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.rules.pool_terms import PoolTerms
from applications.rules.sending import Task
from applications.rules.tasks import CHECK, Listed, TaskStatus, keys, of_problem
from applications.selectors.cases import Edit
from fsm3.core.danish import moment
from fsm3.core.problems import Problem
from fsm3.web.shared import components
from fsm3.web.shared.components import Badge, Link, TaskList
from fsm3.web.shared.problem_texts import sentence, sentences

PAGES: dict[str, str] = {
    Task.ANSWERS: "own_question",
    Task.CONTACT: "own_contact",
    Task.OBLIGATIONS: "own_obligations",
    CHECK: "own_check",
}
"""The name of the address of each task; one that is not here has no page yet and is not listed."""
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
_TOLD_ONE_BY_ONE = 2


def task_url(case_id: int, task: str) -> str:
    """Where a task is written; nothing for one without a page."""
    kind, _dot, question = task.partition(".")
    if kind not in PAGES:
        return ""
    return reverse(PAGES[kind], args=(case_id, question) if question else (case_id,))


def next_url(case_id: int, task: str, terms: PoolTerms) -> str:
    """Where one goes on after a task: the next one that has a page, in the list's order."""
    order = keys(terms)
    after = (task_url(case_id, key) for key in order[order.index(task) + 1 :])
    return next(url for url in after if url)


def task_title(task: str, terms: PoolTerms) -> str:
    """What a task is called."""
    names = {question.key: question.name for question in terms.questions}
    question = task.partition(".")[2]
    return names[question] if question else str(_TITLES[task])


def task_list(
    case_id: int, rows: Iterable[Listed], terms: PoolTerms, edits: Mapping[str, Edit], *, writes: bool
) -> TaskList:
    """The tasks with how far they are and who wrote last; who does not write gets no links."""
    shown = [row for row in rows if task_url(case_id, row.key)]
    tasks = tuple(
        components.Task(
            task_title(row.key, terms),
            _badge(row),
            task_url(case_id, row.key) if writes and row.status is not TaskStatus.CANNOT_START else "",
            " ".join(_hints(row, edits.get(row.key))),
        )
        for row in shown
    )
    done = sum(row.status in {TaskStatus.DONE, TaskStatus.CHANGES_MADE} for row in shown)
    figures = {"done": done, "all": len(shown)}
    return TaskList(_("Tasks"), tasks, _("%(done)s of %(all)s tasks are done.") % figures)


def _badge(row: Listed) -> Badge:
    if row.key == CHECK and row.status is TaskStatus.NOT_STARTED:
        return Badge(_("Ready"), "info")
    text, tone = _STATUSES[row.status]
    return Badge(str(text), tone)


def _hints(row: Listed, edit: Edit | None) -> Iterator[str]:
    if row.optional:
        yield _("Optional.")
    if row.status is TaskStatus.IN_PROGRESS and len(row.faults) <= _TOLD_ONE_BY_ONE:
        yield from sentences(row.faults)
    elif row.status is TaskStatus.IN_PROGRESS:
        count = len(row.faults)
        yield ngettext("%(count)s thing is missing.", "%(count)s things are missing.", count) % {
            "count": count
        }
    if row.status is TaskStatus.CANNOT_START:
        yield _("When the other tasks are done.")
    if edit:
        yield _("Last saved %(moment)s by %(name)s.") % {"moment": moment(edit.at), "name": edit.by}


def mending(case_id: int, problems: Iterable[Problem], *, writes: bool) -> tuple[Link, ...]:
    """What stops a draft from being sent, each sentence once, leading to the task in which it is mended."""
    told = {sentence(each): task_url(case_id, of_problem(each)) if writes else "" for each in problems}
    return tuple(Link(text, url) for text, url in told.items())
