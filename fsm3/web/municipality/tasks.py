"""The tasks of a draft as pages name them: what each is called, where it is written, how far it is in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.rules.pool_terms import PoolTerms
from applications.rules.sending import Task
from applications.rules.tasks import CHECK, Listed, TaskStatus, keys, of_problem
from applications.selectors.cases import Edit
from fsm3.core.danish import moment
from fsm3.core.problems import Problem
from fsm3.web.shared import components
from fsm3.web.shared.components import Badge, Link, TaskList
from fsm3.web.shared.problem_texts import sentence, sentences
from fsm3.web.shared.task_texts import task_badge, task_title

PAGES: dict[str, str] = {
    Task.ANSWERS: "own_question",
    Task.CONTACT: "own_contact",
    Task.OBLIGATIONS: "own_obligations",
    Task.BUDGET: "own_budget",
    Task.ATTACHMENTS: "own_attachments",
    Task.JOINT: "own_joint",
    CHECK: "own_check",
}
"""The name of the address of each task."""
_TOLD_ONE_BY_ONE = 2


def task_url(case_id: int, task: str) -> str:
    """Where a task is written."""
    kind, _dot, question = task.partition(".")
    return reverse(PAGES[kind], args=(case_id, question) if question else (case_id,))


def next_url(case_id: int, task: str, terms: PoolTerms) -> str:
    """Where one goes on after a task: the next one in the list's order."""
    order = keys(terms)
    return task_url(case_id, order[order.index(task) + 1])


def task_list(
    case_id: int, rows: Iterable[Listed], terms: PoolTerms, edits: Mapping[str, Edit], *, writes: bool
) -> TaskList:
    """The tasks with how far they are and who wrote last; who does not write gets no links."""
    shown = tuple(rows)
    tasks = tuple(
        components.Task(
            task_title(row.key, terms),
            _badge(row),
            task_url(case_id, row.key) if writes and row.status is not TaskStatus.CANNOT_START else "",
            " ".join(_hints(row, edits.get(row.key))),
        )
        for row in shown
    )
    asked = [row for row in shown if not row.optional or row.status is not TaskStatus.NOT_STARTED]
    figures = {"done": sum(row.status is TaskStatus.DONE for row in asked), "all": len(asked)}
    return TaskList(_("Tasks"), tasks, _("%(done)s of %(all)s tasks are done.") % figures)


def _badge(row: Listed) -> Badge:
    if row.key == CHECK and row.status is TaskStatus.NOT_STARTED:
        return Badge(_("Ready"), "info")
    return task_badge(row.status)


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
