"""A caseworker proposes that an award is amended or lapses; where that lowers it, the municipality is heard first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from applications.selectors.case_heads import CaseHead
from budgets import selectors as budgets
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.problems import Problem
from fsm3.journeys import amend as journey
from fsm3.web.caseworker.amend_forms import HEAR, PROPOSE, AmendForm, LapseForm
from fsm3.web.caseworker.award_tables import amended_lines, parts_beside
from fsm3.web.caseworker.money_tables import hearings_table
from fsm3.web.caseworker.places import case_of, require_award, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.award_texts import award_facts
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentences


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: SignedIn, case_id: int) -> HttpResponse:
    """Take the wanted lines, show what they do to the award and its instalments, and hear or propose."""
    case = case_of(request, case_id)
    award = _award(case)
    lines = budgets.approved(case.id, budgets.version_in_force(case.id))
    form = AmendForm(typed(request), award=award, lines=lines, back=reverse("case", args=(case.id,)))
    problems: tuple[Problem, ...] = ()
    effect = None
    if request.method == "POST" and form.is_valid():
        effect = form.amended
        problems = _amend(request, case, form)
        if form.act in {HEAR, PROPOSE} and not problems:
            return redirect("case", case_id=case.id)
    cohort = award.terms.cohort(effect.cohort) if effect else award.cohort
    context = {
        "case": case,
        "title": _("Amend the award"),
        "breadcrumb": under_case(case, _("Amend the award")),
        "facts": award_facts(award),
        "effect": (amended_lines(lines, effect.approved, award), parts_beside(award, cohort, effect.amount))
        if effect
        else (),
        "hearings": hearings_table(request, case.id),
        "form": form,
        "problems": could_not(sentences(problems)),
    }
    return render(request, "caseworker/amend.html", context, status=409 if problems else 200)


def _amend(request: SignedIn, case: CaseHead, form: AmendForm) -> tuple[Problem, ...]:
    amended, reason, by, at = form.amended, form.cleaned_data["reason"], request.actor, request.received_at
    if form.act == HEAR:
        problems = stopped_by(lambda: journey.hear_amendment(case.id, amended, reason=reason, by=by, at=at))
        return _said(request, problems, _("The hearing is open. The letter is being made."))
    if form.act == PROPOSE:
        problems = stopped_by(
            lambda: journey.prepare_amendment(case.id, amended, reason=reason, by=by, at=at)
        )
        return _said(request, problems, _("Proposed. An approver decides it."))
    return ()


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def lapse(request: SignedIn, case_id: int) -> HttpResponse:
    """Propose that an award lapses, or hear the municipality about it first."""
    case = case_of(request, case_id)
    award = _award(case)
    form = LapseForm(typed(request), back=reverse("case", args=(case.id,)))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        problems = _lapse(request, case, form)
        if not problems:
            return redirect("case", case_id=case.id)
    context = {
        "case": case,
        "title": _("Let the award lapse"),
        "breadcrumb": under_case(case, _("Let the award lapse")),
        "facts": award_facts(award),
        "effect": (),
        "hearings": hearings_table(request, case.id),
        "form": form,
        "problems": could_not(sentences(problems)),
    }
    return render(request, "caseworker/amend.html", context, status=409 if problems else 200)


def _lapse(request: SignedIn, case: CaseHead, form: LapseForm) -> tuple[Problem, ...]:
    reason, by, at = form.cleaned_data["reason"], request.actor, request.received_at
    if form.act == HEAR:
        problems = stopped_by(lambda: journey.hear_lapse(case.id, reason=reason, by=by, at=at))
        return _said(request, problems, _("The hearing is open. The letter is being made."))
    problems = stopped_by(lambda: journey.prepare_lapse(case.id, reason=reason, by=by, at=at))
    return _said(request, problems, _("Proposed. An approver decides it."))


def _award(case: CaseHead) -> AwardInForce:
    require_award(case)
    return awards.in_force(case.id)


def _said(request: SignedIn, problems: tuple[Problem, ...], done: str) -> tuple[Problem, ...]:
    if not problems:
        messages.success(request, done)
    return problems
