"""A caseworker moves what is due, in one case or in all of a pool."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from applications.rules.due_dates import DueKind
from applications.selectors import due_dates as selectors
from applications.selectors.case_heads import CaseHead
from applications.selectors.due_dates import Due
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import day, moment
from fsm3.core.problems import Problem
from fsm3.journeys import award_life
from fsm3.web.caseworker.due_date_form import ALL, DueDateForm
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.award_texts import due_label
from fsm3.web.shared.components import Cell, Column, Table
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentences


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def due_dates(request: SignedIn, case_id: int) -> HttpResponse:
    """Show what is due in a case with an award, and move it."""
    case = case_of(request, case_id)
    due = selectors.all_due(case.id)
    if not due:
        raise Http404
    form = DueDateForm(typed(request), kinds=tuple(due), case=case)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        problems = _move(request, case, form)
        if not problems:
            return redirect(reverse("due_dates", args=(case.id,)))
    context = {
        "case": case,
        "breadcrumb": under_case(case, _("Due dates")),
        "table": table(due),
        "form": form,
        "problems": could_not(sentences(problems)),
    }
    return render(request, "caseworker/due_dates.html", context, status=409 if problems else 200)


def _move(request: SignedIn, case: CaseHead, form: DueDateForm) -> tuple[Problem, ...]:
    kind, new_day = DueKind(form.cleaned_data["kind"]), form.cleaned_data["day"]
    cases = _cases(request, case, kind) if form.cleaned_data["scope"] == ALL else (case.id,)
    reason, by, at = form.cleaned_data["reason"], request.actor, request.received_at
    problems = stopped_by(lambda: award_life.move_due_date(cases, kind, new_day, reason=reason, by=by, at=at))
    if not problems:
        messages.success(request, _moved(len(cases), new_day))
    return problems


def _cases(request: SignedIn, case: CaseHead, kind: DueKind) -> tuple[int, ...]:
    return selectors.owing(case.pool_id, kind, actor=request.actor)


def _moved(count: int, new_day: date) -> str:
    said = ngettext("Moved to %(day)s in %(count)s case.", "Moved to %(day)s in %(count)s cases.", count)
    return said % {"day": day(new_day), "count": count}


def table(due: dict[DueKind, Due]) -> Table:
    """What is due in a case: when, and why and by whom it was moved."""
    names = access.names({each.set_by for each in due.values() if each.set_by})
    columns = (Column(_("What")), Column(_("Due")), Column(_("Set")))
    rows = tuple(
        (Cell(due_label(each.kind)), Cell(day(each.day)), _set(each, names)) for each in due.values()
    )
    return Table(_("What is due"), columns, rows, stacked=True)


def _set(due: Due, names: dict[int, str]) -> Cell:
    if due.set_by is None:
        return Cell(_("With the award"), details=(moment(due.set_at),))
    return Cell(due.reason, details=(f"{names[due.set_by]}, {moment(due.set_at)}",))
