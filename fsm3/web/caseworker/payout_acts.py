"""What a caseworker does about the money of a case: prepare, hear, register, let go; an approver decides."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.selectors.case_heads import CaseHead
from budgets.selectors import account_views
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.money import Money
from fsm3.dkfds.fields import DayField
from fsm3.journeys import hearings, payouts
from fsm3.web.caseworker.acts import FormPage, PerhapsReasonForm, PlainForm, ReasonForm, form_page
from fsm3.web.caseworker.payouts import facts, money_of, standing
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared.account_pages import account_title, attestations
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Link
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.fields import MoneyField
from fsm3.web.shared.kept import typed
from fsm3.web.shared.statement_tables import statement_table


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare_payout(request: SignedIn, case_id: int) -> HttpResponse:
    """Propose what the facts give: an instalment, the settlement or a claim."""
    case = case_of(request, case_id)
    found = money_of(request, case)
    form = PerhapsReasonForm(typed(request), button=gettext_lazy("Propose"), back=_back(case))
    by, at = request.actor, request.received_at

    def propose() -> None:
        payouts.prepare_payout(case.id, reason=form.cleaned_data["reason"], by=by, at=at)

    shown = (facts(found), standing(found), statement_table(found.lines))
    page = _page(case, _("Prepare a payout"), _("Proposed. An approver decides it."), *shown)
    return form_page(request, form, propose, page)


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def hear_settlement(request: SignedIn, case_id: int) -> HttpResponse:
    """Open a hearing about a settlement or a claim; its letter is written at once."""
    case = case_of(request, case_id)
    found = money_of(request, case)
    form = PlainForm(typed(request), button=gettext_lazy("Open the hearing"), back=_back(case))
    by, at = request.actor, request.received_at
    shown = (facts(found), statement_table(found.lines))
    page = _page(
        case, _("Hear the municipality"), _("The hearing is open. The letter is being made."), *shown
    )
    return form_page(request, form, lambda: hearings.hear_settlement(case.id, by=by, at=at), page)


class RepaymentForm(PlainForm):
    """Money that came back."""

    amount = MoneyField(label=gettext_lazy("Amount"))
    received_on = DayField(
        label=gettext_lazy("Received on"), help_text=gettext_lazy("For example 26 11 2021.")
    )

    def read(self) -> tuple[Money, date]:
        """What was typed."""
        return self.cleaned_data["amount"], self.cleaned_data["received_on"]


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def register_repayment(request: SignedIn, case_id: int) -> HttpResponse:
    """Register money that a municipality has paid back."""
    case = case_of(request, case_id)
    found = money_of(request, case)
    form = RepaymentForm(typed(request), button=gettext_lazy("Register"), back=_back(case))
    by, at = request.actor, request.received_at

    def register() -> None:
        amount, received_on = form.read()
        payouts.register_repayment(case.id, amount, received_on=received_on, by=by, at=at)

    page = _page(case, _("Register a repayment received"), _("The repayment is registered."), facts(found))
    return form_page(request, form, register, page)


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def release_held(request: SignedIn, case_id: int, account_id: int) -> HttpResponse:
    """Propose that a payout goes on although the auditor's report holds it."""
    case = case_of(request, case_id)
    view = account_views.account_for(account_id, request.actor)
    if view is None or view.application_id != case.id:
        raise Http404
    form = ReasonForm(typed(request), button=gettext_lazy("Propose"), back=_back(case))
    by, at = request.actor, request.received_at

    def propose() -> None:
        payouts.prepare_release_of_held(view.id, reason=form.cleaned_data["reason"], by=by, at=at)

    title = _("Let a held payout go on")
    done = _("Proposed. An approver decides it.")
    above = Link(account_title(view), reverse("account", args=(case.id, view.id)))
    page = FormPage(
        title, case.places, under_case(case, title, above), _back(case), done, (attestations(view),)
    )
    return form_page(request, form, propose, page)


def _back(case: CaseHead) -> str:
    return reverse("payout", args=(case.id,))


def _page(case: CaseHead, title: str, done: str, *shown: Component) -> FormPage:
    above = Link(_("Payouts"), _back(case))
    lead = f"{case.places}, {case.number}"
    return FormPage(title, lead, under_case(case, title, above), _back(case), done, shown)
