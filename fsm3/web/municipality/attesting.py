"""A signatory attests an account for the management, and sends it: each on a page that says what it means."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.selectors.own import OwnCase
from budgets.rules.accounts import AccountStatus
from budgets.selectors.account_views import AccountView
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.problems import Problem
from fsm3.journeys import accounts
from fsm3.web.municipality.accounts import awaits_management, of_case
from fsm3.web.municipality.cases import below
from fsm3.web.shared.account_pages import account_title, attested_sums, lines_table
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Link
from fsm3.web.shared.problem_texts import could_not, sentences

ATTEST, SEND = "municipality/attest.html", "municipality/send_account.html"
_ACTS = {ATTEST: gettext_lazy("Attest"), SEND: gettext_lazy("Send")}


@open_to(Role.SIGNATORY)
@require_http_methods(["GET", "HEAD", "POST"])
def attest(request: SignedIn, case_id: int, account_id: int) -> HttpResponse:
    """Show exactly what is attested, and attest it."""
    case, view = of_case(request, case_id, account_id)
    if request.method == "POST":
        act = partial(accounts.attest, account_id, by=request.actor, at=request.received_at)
        problems = stopped_by(partial(act, content_sha256=request.POST.get("content_sha256", "")))
        if not problems:
            messages.success(request, _("The account is attested for the management."))
            return redirect("own_account", case_id=case_id, account_id=account_id)
        case, view = of_case(request, case_id, account_id)
        return _page(request, case, view, ATTEST, problems)
    return _page(request, case, view, ATTEST)


@open_to(Role.SIGNATORY)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: SignedIn, case_id: int, account_id: int) -> HttpResponse:
    """Say what sending means, and send; what is missing is told."""
    case, view = of_case(request, case_id, account_id)
    if request.method == "POST":
        problems = stopped_by(partial(accounts.send, account_id, by=request.actor, at=request.received_at))
        if not problems:
            messages.success(request, _("The account is sent. Its signed PDF is being made."))
            return redirect("own_account", case_id=case_id, account_id=account_id)
        case, view = of_case(request, case_id, account_id)
        return _page(request, case, view, SEND, problems)
    return _page(request, case, view, SEND)


def _page(
    request: SignedIn, case: OwnCase, view: AccountView, template: str, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    """The page of one act on an account, with the account as it stands now."""
    title = account_title(view)
    missing = tuple(sentences(view.missing))
    context = {
        "case": case,
        "breadcrumb": below(
            case, str(_ACTS[template]), Link(title, reverse("own_account", args=(case.id, view.id)))
        ),
        "title": title,
        "account": view,
        "problems": could_not(sentences(problems)),
        "sums": attested_sums(view),
        "lines": lines_table(view),
        "missing": Alert("info", _("Missing before it can be sent"), points=missing) if missing else None,
        "open": case.leads and view.status is AccountStatus.DRAFT,
        "attestable": case.leads and awaits_management(view),
    }
    return render(request, template, context, status=409 if problems else 200)
