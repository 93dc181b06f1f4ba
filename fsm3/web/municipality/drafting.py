"""The short pages on which an application is written: the contact, each question, the obligations.

A form is saved by its buttons or by itself. Whoever saves after a colleague did sees both texts (`bad-inputs.md` 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.selectors import cases
from applications.selectors.own import OwnCase
from fsm3.access.guards import open_to
from fsm3.core.problems import Problem
from fsm3.web.municipality.both_texts import both_texts
from fsm3.web.municipality.cases import own
from fsm3.web.municipality.task_forms import NEXT, TaskForm
from fsm3.web.municipality.task_pages import task_context, tasks_url
from fsm3.web.municipality.tasks import next_url
from fsm3.web.municipality.written import Of, Written, contact_task, obligations_task, question_task
from fsm3.web.shared import autosave
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedIn, case_id: int) -> HttpResponse:
    """Write whom the agency may ask."""
    return _page(request, case_id, contact_task)


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedIn, case_id: int, key: str) -> HttpResponse:
    """Answer one question of the pool."""
    return _page(request, case_id, partial(question_task, key))


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def obligations(request: SignedIn, case_id: int) -> HttpResponse:
    """Accept the obligations one by one."""
    return _page(request, case_id, obligations_task)


def _page(request: SignedIn, case_id: int, of: Of) -> HttpResponse:
    """Show a task, or keep what was written in it.

    A form that comes after the draft was closed is told so with everything that was typed.
    """
    case = own(case_id, request.actor)
    if not case.leads:
        raise PermissionDenied
    written = of(case.terms, cases.draft(case.id))
    if request.method != "POST" and not case.is_open(written.task):
        raise Http404
    context = task_context(case, written.task, written.title)
    form = written.form(typed(request), written.stored, context["edition"])
    if request.method != "POST":
        return _shown(request, context, form)
    if not form.is_valid():
        if autosave.asked(request):
            return autosave.wrong(str(text) for texts in form.errors.values() for text in texts)
        return _shown(request, context, form)
    return _kept(request, case, of, written, form)


def _kept(request: SignedIn, case: OwnCase, of: Of, written: Written, form: TaskForm) -> HttpResponse:
    """Keep what was written; what stands there already needs no keeping."""
    new = form.typed()
    if case.is_open(written.task) and new == written.stored:
        return _goes_on(request, case, written)
    problems = stopped_by(partial(written.keep, case, new, request, form.seen()))
    if not problems:
        return _goes_on(request, case, written)
    if autosave.asked(request):
        return autosave.stopped(problems)
    if any(problem.code == "edited_meanwhile" for problem in problems):
        theirs = of(case.terms, cases.draft(case.id))
        return both_texts(request, case, theirs, new, merges=written.merges)
    context = task_context(case, written.task, written.title)
    return _shown(request, context, form, problems=form.mark(problems), status=409)


def _goes_on(request: SignedIn, case: OwnCase, written: Written) -> HttpResponse:
    if autosave.asked(request):
        edit = cases.task_edits(case.id).get(written.task)
        return autosave.saved(edit.edition if edit else 0, request.received_at)
    messages.success(request, _("Saved."))
    if request.POST.get("then") == NEXT and not case.reopened:
        return redirect(next_url(case.id, written.task, case.terms))
    return redirect(tasks_url(case))


def _shown(
    request: SignedIn,
    context: Mapping[str, Any],
    form: TaskForm,
    *,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    shown = {**context, "form": form, "problems": could_not(sentences(problems))}
    return render(request, "municipality/write_task.html", shown, status=status)
