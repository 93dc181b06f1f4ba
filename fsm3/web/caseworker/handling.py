"""An account on the agency's page, and what a caseworker does with it: accept, cut after a hearing, send back."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.selectors.case_heads import CaseHead
from budgets.rules.accounts import AccountStatus
from budgets.rules.attestation import AttestedBy
from budgets.selectors import account_views
from budgets.selectors.account_views import AccountView
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import documents, proposals
from fsm3.core.problems import Problem
from fsm3.journeys import accounts as journey
from fsm3.journeys import hearings
from fsm3.web.caseworker.account_form import ACCEPT, AcceptForm
from fsm3.web.caseworker.acts import FormPage, ReasonForm, form_page
from fsm3.web.caseworker.money_tables import hearings_about
from fsm3.web.caseworker.places import case_of, caseworker_sends, under_case
from fsm3.web.caseworker.told import people, told, waiting
from fsm3.web.shared import downloads
from fsm3.web.shared.account_pages import account_facts, account_title, attestations, lines_table, versions
from fsm3.web.shared.account_texts import account_badge, conclusion_label
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Download, Link
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import READS_ALL
from fsm3.web.shared.problem_texts import could_not, sentences


def account_of(request: SignedIn, case: CaseHead, account_id: int) -> AccountView:
    """An account of a case. Raises Http404 for a draft, and for one of another case."""
    view = account_views.account_for(account_id, request.actor)
    if view is None or view.application_id != case.id:
        raise Http404
    return view


@open_to(*READS_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedIn, case_id: int, account_id: int) -> HttpResponse:
    """Show an account whole; while it waits, a caseworker accepts it or hears the municipality about a cut."""
    case, sends = case_of(request, case_id), caseworker_sends(request)
    view = account_of(request, case, account_id)
    address = reverse("account", args=(case.id, view.id))
    form = AcceptForm(typed(request), view=view, back=reverse("case", args=(case.id,)))
    problems: tuple[Problem, ...] = ()
    if sends and form.is_valid():
        problems = _handle(request, view, form)
        if not problems:
            return redirect(address)
    handles = request.actor.role == Role.CASEWORKER and view.status is AccountStatus.SENT
    context = {
        "case": case,
        "account": view,
        "title": account_title(view),
        "badge": account_badge(view.status),
        "breadcrumb": under_case(case, account_title(view)),
        "alerts": tuple(_alerts(request, case, view)),
        "facts": account_facts(view),
        "lines": lines_table(view),
        "attestations": attestations(view),
        "papers": _papers(case, view),
        "hearings": hearings_about(request, case.id, hearings.topic(view.id)),
        "versions": versions(view, lambda other: reverse("account", args=(case.id, other))),
        "form": form if handles else None,
        "problems": could_not(sentences(problems)),
    }
    return render(request, "caseworker/account.html", context, status=409 if problems else 200)


def _papers(case: CaseHead, view: AccountView) -> tuple[Download, ...]:
    """The account as it was signed, once it is sent."""
    own = [each for each in documents.of_case(case.id) if each.id == view.document_id]
    names = access.organisation_names({each.addressee_id for each in own}) if own else {}
    return downloads.listed(case.id, own, names, address="case_letter")


def _handle(request: SignedIn, view: AccountView, form: AcceptForm) -> tuple[Problem, ...]:
    """Accept the amounts, or hear the municipality about them first."""
    amounts, by, at = form.amounts, request.actor, request.received_at
    if form.act == ACCEPT:
        problems = stopped_by(lambda: journey.accept(view.id, amounts, by=by, at=at))
        done = _("The account is accepted.")
    else:
        problems = stopped_by(lambda: hearings.hear_cut(view.id, amounts, by=by, at=at))
        done = _("The hearing is open. The letter is being made.")
    if not problems:
        messages.success(request, done)
    return problems


def _alerts(request: SignedIn, case: CaseHead, view: AccountView) -> Iterator[Alert]:
    """What to see before anything else: a report that holds the payout, lines without a default, a proposal."""
    if view.held:
        yield _held(request, case, view)
    overspent = [str(line.number) for line in view.lines if line.overspent]
    if overspent and view.status is AccountStatus.SENT:
        text = _("Lines %(lines)s: there is no default. Accept the overspending or cut it, with a reason.")
        heading = _("Spent beyond the approved budget")
        yield Alert("warning", heading, text % {"lines": ", ".join(overspent)})
    found = proposals.open_on(f"account:{view.id}")
    names = access.names(people(found)) if found else {}
    yield from (waiting(told(each, names, request.actor)) for each in found)


def _held(request: SignedIn, case: CaseHead, view: AccountView) -> Alert:
    report = next(each for each in view.attestations if each.role is AttestedBy.AUDITOR and each.stands)
    conclusion = conclusion_label(report.conclusion) if report.conclusion else ""
    acts = request.actor.role == Role.CASEWORKER and view.status is AccountStatus.ACCEPTED
    link = Link(_("Propose that the payout goes on"), reverse("release_held", args=(case.id, view.id)))
    text = _("The payout waits until an approver decides that it goes on all the same.")
    return Alert(
        "error",
        _("The auditor's report: %(conclusion)s") % {"conclusion": conclusion},
        text,
        link=link if acts else None,
    )


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: SignedIn, case_id: int, account_id: int) -> HttpResponse:
    """Send an account back to its municipality with a reason."""
    case = case_of(request, case_id)
    view = account_of(request, case, account_id)
    address = reverse("account", args=(case.id, view.id))
    form = ReasonForm(typed(request), button=gettext_lazy("Send back"), back=address)
    by, at = request.actor, request.received_at
    title = _("Send the account back")
    crumbs = under_case(case, title, Link(account_title(view), address))
    done = _("The account is sent back. The municipality corrects it.")
    page = FormPage(
        title, f"{case.places}, {account_title(view)}", crumbs, address, done, (account_facts(view),)
    )

    def act() -> None:
        journey.send_back(view.id, reason=form.cleaned_data["reason"], by=by, at=at)

    return form_page(request, form, act, page)
