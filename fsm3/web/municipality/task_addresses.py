"""Where each task of an application is written: the one table from tasks to the names of their pages."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from applications.rules.sending import Task

_PAGES = {
    Task.CONTACT: "own_contact",
    Task.ANSWERS: "own_question",
    Task.BUDGET: "own_budget",
    Task.OBLIGATIONS: "own_obligations",
    Task.ATTACHMENTS: "own_attachments",
}
"""The page of each task; that of an answer also takes the key of its question."""


def task_address(case_id: int, task: str) -> str:
    """The address of a task's page in a case; nothing for a task without one."""
    kind, _, key = task.partition(".")
    try:
        return reverse(_PAGES[Task(kind)], args=(case_id, key) if key else (case_id,))
    except NoReverseMatch:
        return ""
