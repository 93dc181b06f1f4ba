"""A caseworker asks about an application, gives longer or goes on without; what was asked and answered, for all who read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.rules.clarification import ASKABLE, State, default_due
from applications.rules.pool_terms import PoolTerms
from applications.selectors import cases, clarifications, pools
from applications.selectors.case_heads import CaseHead
from applications.selectors.clarifications import ClarificationView
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import day
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem
from fsm3.journeys import clarify as journey
from fsm3.web.caseworker.acts import FormPage, ReasonForm, form_page
from fsm3.web.caseworker.clarify_forms import AskForm, ExtendForm
from fsm3.web.caseworker.places import case_of, caseworker_sends, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.clarification_parts import part
from fsm3.web.shared.clarification_texts import clarification_facts, overdue, task_choices
from fsm3.web.shared.components import Alert, Link
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import READS_ALL
from fsm3.web.shared.problem_texts import could_not, sentences


@open_to(*READS_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
def clarify(request: SignedIn, case_id: int) -> HttpResponse:
    """Show every clarification of a case, newest first; a caseworker asks where nothing is open."""
    case, sends = case_of(request, case_id), caseworker_sends(request)
    sent, asked = cases.submissions(case.id), clarifications.of_case(case.id)
    terms, on = pools.terms_of(sent[-1].pool_version_id), day_of(request.received_at)
    waits = next((each for each in asked if each.state is State.OPEN), None)
    form = _form(request, case, terms, waits)
    problems: tuple[Problem, ...] = ()
    if sends and form and form.is_right:
        act = partial(journey.ask, case.id, form.questions, by=request.actor, at=request.received_at)
        problems = stopped_by(lambda: act(due=form.cleaned_data["due"]))
        if not problems:
            messages.success(request, _("The questions are sent. The municipality is told by mail."))
            return redirect(request.path)
    context = {
        "case": case,
        "breadcrumb": under_case(case, _("Questions to the municipality")),
        "problems": could_not(sentences(problems)),
        "alert": _late(waits, on),
        "form": form,
        "ways": _ways(request, waits),
        "parts": tuple(part(each, sent, terms, on=on) for each in asked),
    }
    return render(request, "caseworker/clarify.html", context, status=409 if problems else 200)


def _form(
    request: SignedIn, case: CaseHead, terms: PoolTerms, waits: ClarificationView | None
) -> AskForm | None:
    """The form that asks, for a caseworker and a case that can be asked about."""
    if request.actor.role != Role.CASEWORKER or waits or case.status not in ASKABLE:
        return None
    due, back = default_due(day_of(request.received_at)), reverse("case", args=(case.id,))
    return AskForm(typed(request), tasks=task_choices(terms), due=due, back=back)


def _late(waits: ClarificationView | None, on: date) -> Alert | None:
    """That an answer is late: nothing follows from it by itself."""
    if waits is None or not overdue(waits, on):
        return None
    text = _("Give the municipality longer, or go on with what was sent. Nothing happens by itself.")
    return Alert("warning", _("The answer was due on %(day)s") % {"day": day(waits.due)}, text)


def _ways(request: SignedIn, waits: ClarificationView | None) -> Sequence[Link]:
    """What a caseworker does while an answer is awaited."""
    if waits is None or request.actor.role != Role.CASEWORKER:
        return ()
    args = (waits.application_id, waits.id)
    return (
        Link(_("Give longer"), reverse("clarify_extend", args=args)),
        Link(_("Close without an answer"), reverse("clarify_close", args=args)),
    )


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: SignedIn, case_id: int, clarification_id: int) -> HttpResponse:
    """Give the municipality until a later day."""
    case, asked = _asked(request, case_id, clarification_id)
    form = ExtendForm(typed(request), button=gettext_lazy("Give longer"), back=_back(case))
    act = partial(journey.extend, asked.id, by=request.actor, at=request.received_at)
    page = _page(case, asked, _("Give longer"), done=_("The day is moved. The municipality is told by mail."))
    return form_page(
        request,
        form,
        lambda: act(form.cleaned_data["day"], reason=form.cleaned_data["reason"]),
        page,
    )


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: SignedIn, case_id: int, clarification_id: int) -> HttpResponse:
    """Go on with what was sent, without an answer."""
    case, asked = _asked(request, case_id, clarification_id)
    form = ReasonForm(typed(request), button=gettext_lazy("Close without an answer"), back=_back(case))
    act = partial(journey.close, asked.id, by=request.actor, at=request.received_at)
    done = _("The questions are closed. The version that was sent stands.")
    page = _page(case, asked, _("Close without an answer"), done=done)
    return form_page(request, form, lambda: act(reason=form.cleaned_data["reason"]), page)


def _asked(request: SignedIn, case_id: int, clarification_id: int) -> tuple[CaseHead, ClarificationView]:
    """A clarification of a case. Raises Http404 for another's (`bad-inputs.md` 31)."""
    case = case_of(request, case_id)
    found = next((each for each in clarifications.of_case(case.id) if each.id == clarification_id), None)
    if found is None:
        raise Http404
    return case, found


def _back(case: CaseHead) -> str:
    return reverse("clarify", args=(case.id,))


def _page(case: CaseHead, asked: ClarificationView, title: str, *, done: str) -> FormPage:
    crumbs = under_case(case, title, Link(_("Questions to the municipality"), _back(case)))
    return FormPage(
        title, f"{case.places}, {case.number}", crumbs, _back(case), done, (clarification_facts(asked),)
    )
