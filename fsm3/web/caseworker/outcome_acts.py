"""A caseworker uploads an outcome file, and proposes to lock and unlock months; an approver decides."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.selectors.pools import InForce
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.periods import Month
from fsm3.core.problems import Problem
from fsm3.journeys import outcomes as journey
from fsm3.web.caseworker import outcome_tables
from fsm3.web.caseworker.acts import FormPage, form_page
from fsm3.web.caseworker.outcome_forms import LockForm, UnlockForm, UploadForm
from fsm3.web.caseworker.outcomes import below, counting, outcomes_address, pool_of
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentences
from payouts.selectors import outcome_pages


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_outcomes(request: SignedIn, pool_key: str) -> HttpResponse:
    """Take a file in, to be read by a job; what becomes of it is told on a page of its own."""
    pool = pool_of(pool_key)
    form = UploadForm(typed(request), request.FILES or None, back_to=outcomes_address(pool))
    problems: tuple[Problem, ...] = ()
    taken: list[int] = []
    if request.method == "POST" and form.is_valid():
        problems = stopped_by(lambda: taken.append(_receive(request, pool, form)))
        if taken:
            return redirect("outcome_file", pool_key=pool_key, upload_id=taken[0])
    page = _page(pool, _("Upload an outcome file"))
    context = {
        "page": page,
        "breadcrumb": page.breadcrumb,
        "form": form,
        "problems": could_not(sentences(problems)),
    }
    return render(request, "caseworker/form_page.html", context, status=409 if problems else 200)


def _receive(request: SignedIn, pool: InForce, form: UploadForm) -> int:
    sent = form.cleaned_data["file"]
    return journey.receive(
        pool.terms.key,
        sent.read(),
        file_name=sent.name,
        confirmations=form.confirmations,
        by=request.actor,
        at=request.received_at,
    )


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def lock_months(request: SignedIn, pool_key: str) -> HttpResponse:
    """Propose to lock months, once one has seen what stands out."""
    pool = pool_of(pool_key)
    months = outcome_pages.months_to_lock(pool.pool_id)
    matrix = outcome_pages.matrix(pool.pool_id, request.actor)
    form = LockForm(typed(request), months=months, back_to=outcomes_address(pool))
    by, at = request.actor, request.received_at

    def propose() -> None:
        chosen = [Month.parse(month) for month in form.cleaned_data["months"]]
        journey.prepare_lock(pool_key, chosen, by=by, at=at)

    flags = outcome_tables.flags_table(outcome_tables.unlocked_flags(matrix))
    alert = counting(months)
    page = _page(pool, _("Lock months"), *((alert,) if alert else ()), flags)
    return form_page(request, form, propose, page)


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def unlock_months(request: SignedIn, pool_key: str) -> HttpResponse:
    """Propose to unlock months, with a reason, once one has seen what would change."""
    pool = pool_of(pool_key)
    months = outcome_pages.months_to_lock(pool.pool_id)
    form = UnlockForm(typed(request), months=months, back_to=outcomes_address(pool))
    by, at = request.actor, request.received_at

    def propose() -> None:
        chosen = [Month.parse(month) for month in form.cleaned_data["months"]]
        journey.prepare_unlock(pool_key, chosen, reason=form.cleaned_data["reason"], by=by, at=at)

    differing = outcome_tables.differences_table(outcome_tables.differing(pool.pool_id, by))
    return form_page(request, form, propose, _page(pool, _("Unlock months"), differing))


def _page(pool: InForce, title: str, *shown: Component) -> FormPage:
    done = _("Proposed. An approver decides it.")
    return FormPage(title, pool.terms.name, below(pool, title), outcomes_address(pool), done, shown)
