"""What the page of every task of a draft shares: where it lies, until when one may send, who wrote in it last."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.selectors import cases
from applications.selectors.own import OwnCase
from fsm3.core.danish import moment
from fsm3.web.municipality.cases import below, own
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.call_texts import until


def draft_of(request: SignedIn, case_id: int, task: str | None = None) -> OwnCase:
    """A case whose draft the municipality may write in now: in that task, or as a whole where none is named.

    Raises Http404 for somebody else's and for the page of what is not being written (while the agency has asked, every
    task it has not asked about), PermissionDenied for a covered one. What is sent in after a colleague closed the draft is
    let through: the journey refuses it, and the page says so beside what was typed.
    """
    case = own(case_id, request.actor)
    if request.method != "POST" and not case.is_open(task):
        raise Http404
    if not case.leads:
        raise PermissionDenied
    return case


def tasks_url(case: OwnCase) -> str:
    """Where the tasks are that can be written in now: those of the draft, or those that the agency has asked about."""
    return reverse("own_clarification" if case.reopened else "own_application", args=(case.id,))


def task_context(case: OwnCase, task: str, title: str) -> dict[str, Any]:
    """What `municipality/task.html` shows around a task; `edition` is what the next save is on."""
    edit = cases.task_edits(case.id).get(task)
    last = _("Last saved %(moment)s by %(name)s.")
    return {
        "case": case,
        "title": title,
        "breadcrumb": below(case, title),
        "until": "" if case.reopened else until(case.deadline),
        "tasks_url": tasks_url(case),
        "edited": last % {"moment": moment(edit.at), "name": edit.by} if edit else "",
        "edition": edit.edition if edit else 0,
    }
