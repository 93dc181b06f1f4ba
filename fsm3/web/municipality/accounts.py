"""A municipality's account: begun, written, shown, corrected; `attesting.py` attests and sends it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.selectors.own import OwnCase
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy
from budgets.selectors.account_views import AccountView, account_for
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.problems import Problem
from fsm3.journeys import accounts
from fsm3.web.municipality.account_forms import AccountForm, account_form
from fsm3.web.municipality.cases import below, own
from fsm3.web.shared import account_files
from fsm3.web.shared.account_pages import account_facts, account_title, attestations, lines_table, versions
from fsm3.web.shared.account_texts import account_badge
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences

_CORRECTABLE = (AccountStatus.SENT, AccountStatus.RETURNED, AccountStatus.ACCEPTED)

_UNATTESTED = {"attestation_missing", "auditor_report_missing", "attested_other_content"}


@open_to(*TAKES_PART)
@require_POST
def start(request: SignedIn, case_id: int, kind: str) -> HttpResponse:
    """Begin an account; what stops it is told on the page of the case."""
    own(case_id, request.actor)
    if kind not in set(AccountKind):
        raise Http404
    begun: list[int] = []
    act = partial(accounts.start, case_id, AccountKind(kind), by=request.actor, at=request.received_at)
    problems = stopped_by(lambda: begun.append(act()))
    if problems:
        messages.error(request, " ".join(sentences(problems)))
        return redirect("own_application", case_id=case_id)
    return redirect("own_account", case_id=case_id, account_id=begun[0])


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedIn, case_id: int, account_id: int) -> HttpResponse:
    """Show an account; while it is a draft, with its form, which is saved here."""
    case, view = of_case(request, case_id, account_id)
    if request.method != "POST":
        return page(request, case, view)
    if not case.leads:
        raise PermissionDenied
    form = account_form(request.POST, view, back=_back(case))
    if not all([form.is_valid(), form.rows.is_valid()]):
        return page(request, case, view, form=form)
    problems = _write(request, view, form)
    if not problems:
        messages.success(request, _("Saved."))
        return redirect(request.path)
    return page(request, case, view, form=form, problems=tuple(form.mark(problems)), status=409)


def _write(request: SignedIn, view: AccountView, form: AccountForm) -> tuple[Problem, ...]:
    """Save what was typed. After somebody else's save the form goes on from theirs, which the page then shows."""
    edition = form.cleaned_data["edition"]
    problems = stopped_by(
        partial(
            accounts.write, view.id, form.lines(), edition=edition, by=request.actor, at=request.received_at
        )
    )
    if any(problem.code == "edited_meanwhile" for problem in problems):
        form.reopen(view.edition)
    return problems


@open_to(*TAKES_PART)
@require_POST
def correct(request: SignedIn, case_id: int, account_id: int) -> HttpResponse:
    """Begin a new version of an account that was sent."""
    case, view = of_case(request, case_id, account_id)
    begun: list[int] = []
    act = partial(accounts.correct, account_id, by=request.actor, at=request.received_at)
    problems = stopped_by(lambda: begun.append(act()))
    if problems:
        return page(request, case, view, problems=problems, status=409)
    messages.success(request, _("A correction is begun. What was sent stands until it is sent."))
    return redirect("own_account", case_id=case_id, account_id=begun[0])


@open_to(*TAKES_PART)
@require_safe
def pdf(request: SignedIn, case_id: int, account_id: int) -> HttpResponse:
    """Send the signed PDF of an account."""
    _, view = of_case(request, case_id, account_id)
    return account_files.sent(request, view)


def of_case(request: SignedIn, case_id: int, account_id: int) -> tuple[OwnCase, AccountView]:
    """A case and an account of it. Raises Http404 for what is not the municipality's (`bad-inputs.md` 29)."""
    case = own(case_id, request.actor)
    view = account_for(account_id, request.actor)
    if view is None or view.application_id != case.id:
        raise Http404
    return case, view


def page(
    request: SignedIn,
    case: OwnCase,
    view: AccountView,
    *,
    form: AccountForm | None = None,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page of an account."""
    draft = view.status is AccountStatus.DRAFT
    if draft and case.leads and form is None:
        form = account_form(None, view, back=_back(case))
    context: dict[str, Any] = {
        "case": case,
        "breadcrumb": below(case, account_title(view)),
        "title": account_title(view),
        "badge": account_badge(view.status),
        "problems": could_not(sentences(problems)),
        "facts": account_facts(view),
        "account": view,
        "form": form if draft else None,
        "stored": lines_table(view) if not draft or not form or problems else None,
        "missing": _missing(view) if draft else None,
        "attestations": attestations(view),
        "file": account_files.offered(view, reverse("own_account_pdf", args=(case.id, view.id))),
        "versions": versions(view, lambda each: reverse("own_account", args=(case.id, each))),
        "may_attest": _may_sign(request, case, view) and awaits_management(view),
        "may_send": _may_sign(request, case, view) and not view.missing,
        "may_correct": case.leads and view.status in _CORRECTABLE and view.versions[-1].id == view.id,
    }
    return render(request, "municipality/account.html", context, status=status)


def _missing(view: AccountView) -> Alert:
    """What has to be done before the account can be sent."""
    if view.missing:
        return Alert("info", _("Missing before it can be sent"), points=tuple(sentences(view.missing)))
    return Alert("success", _("Nothing is missing"), _("A signatory can send the account."))


def _may_sign(request: SignedIn, case: OwnCase, view: AccountView) -> bool:
    signs = request.actor.role == Role.SIGNATORY and case.leads
    return signs and view.status is AccountStatus.DRAFT


def awaits_management(view: AccountView) -> bool:
    """Whether nothing but attestations is missing, and the management's among them."""
    codes = {problem.code for problem in view.missing}
    missing = {problem.where for problem in view.missing if problem.code in _UNATTESTED}
    return codes <= _UNATTESTED and AttestedBy.MANAGEMENT in missing


def _back(case: OwnCase) -> str:
    return reverse("own_application", args=(case.id,))
