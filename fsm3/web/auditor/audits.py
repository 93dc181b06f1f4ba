"""An auditor's work: the accounts of the municipalities that engaged the firm, and the report on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from budgets.rules.attestation import AttestedBy, Conclusion
from budgets.selectors.account_lists import AccountRow, listed
from budgets.selectors.account_views import AccountView, account_for
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import accounts
from fsm3.web.shared import account_files
from fsm3.web.shared.account_pages import (
    account_facts,
    account_title,
    attestations,
    attested_sums,
    lines_table,
    versions,
)
from fsm3.web.shared.account_texts import account_badge, account_name, conclusion_badge, conclusion_label
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Link, Table
from fsm3.web.shared.problem_texts import could_not, sentences


@open_to(Role.AUDITOR)
@require_safe
def audits(request: SignedIn) -> HttpResponse:
    """Show the accounts: what waits for a report first, then the rest."""
    found = listed(request.actor)
    waiting = [each for each in found if each.waits_for is AttestedBy.AUDITOR]
    rest = [each for each in found if each.waits_for is not AttestedBy.AUDITOR]
    context = {
        "breadcrumb": Breadcrumb(_("Accounts to audit")),
        "waiting": _table(_("Wait for your report"), waiting, _("No account waits for a report.")),
        "rest": _table(_("All other accounts"), rest, _("There are no other accounts.")),
    }
    return render(request, "auditor/audits.html", context)


def _table(caption: str, found: Sequence[AccountRow], empty: str) -> Table:
    columns = (
        Column(_("Account")),
        Column(_("Municipality")),
        Column(_("Status")),
        Column(_("Conclusion")),
        Column(_("Spent, DKK"), number=True),
        Column(_("Sent")),
    )
    return Table(caption, columns, tuple(_row(each) for each in found), empty, stacked=True)


def _row(each: AccountRow) -> tuple[Cell, ...]:
    name = account_name(each.kind, each.version)
    return (
        Cell(name, reverse("audit", args=(each.id,)), details=(each.case_number,)),
        Cell(each.municipality, details=(each.pool,)),
        Cell(badge=account_badge(each.status)),
        Cell(badge=conclusion_badge(each.conclusion)) if each.conclusion else Cell("–"),
        Cell(each.spent),
        Cell(each.sent_at or "–"),
    )


class ReportForm(forms.Form):
    """The conclusion on just the content that was read."""

    content_sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    conclusion = forms.ChoiceField(
        label=gettext_lazy("Conclusion"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a conclusion.")},
    )
    emphasis = forms.CharField(
        label=gettext_lazy("Emphasis of matter"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("What the reader should notice, without changing the conclusion."),
    )
    text = forms.CharField(
        label=gettext_lazy("Report"),
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("Needed for every conclusion but one without reservation."),
    )

    def __init__(self, data: QueryDict | None, *, view: AccountView) -> None:
        """Take what was sent, on the content that is shown."""
        super().__init__(data, initial={"content_sha256": view.sha256})
        choices = [(each.value, conclusion_label(each)) for each in Conclusion]
        self.fields["conclusion"].choices = choices  # type: ignore[attr-defined]
        buttons = (
            Button(_("Give the report")),
            Button(_("Back to the accounts"), "secondary", url=reverse("audits")),
        )
        self.helper = Helper(buttons=buttons)

    def reopen(self, sha256: str) -> None:
        """Let the report be given on the content that is shown now."""
        data = cast("QueryDict", self.data).copy()
        data["content_sha256"] = sha256
        self.data = data


@open_to(Role.AUDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def audit(request: SignedIn, account_id: int) -> HttpResponse:
    """Show an account whole, and report on it."""
    view = _account(request, account_id)
    form = ReportForm(request.POST if request.method == "POST" else None, view=view)
    problems: tuple[Problem, ...] = ()
    if form.is_valid():
        problems = _report(request, account_id, form)
        if not problems:
            messages.success(
                request, _("The report is given. A signatory of the municipality can send the account.")
            )
            return redirect("audit", account_id=account_id)
        form.reopen(view.sha256)
    context = {
        "title": account_title(view),
        "account": view,
        "breadcrumb": Breadcrumb(account_title(view), (Link(_("Accounts to audit"), reverse("audits")),)),
        "badge": account_badge(view.status),
        "problems": could_not(sentences(problems)),
        "facts": account_facts(view),
        "lines": lines_table(view),
        "sums": attested_sums(view),
        "attestations": attestations(view),
        "file": account_files.offered(view, reverse("audit_pdf", args=(view.id,))),
        "versions": versions(view, lambda each: reverse("audit", args=(each,))),
        "form": form if _waits(view) else None,
    }
    return render(request, "auditor/audit.html", context, status=409 if problems else 200)


@open_to(Role.AUDITOR)
@require_safe
def pdf(request: SignedIn, account_id: int) -> HttpResponse:
    """Send the signed PDF of an account."""
    return account_files.sent(request, _account(request, account_id))


def _account(request: SignedIn, account_id: int) -> AccountView:
    """An account of a municipality that engaged the firm. Raises Http404 for any other (`bad-inputs.md` 29)."""
    view = account_for(account_id, request.actor)
    if view is None:
        raise Http404
    return view


def _waits(view: AccountView) -> bool:
    """Whether nothing but the auditor's report is missing."""
    return bool(view.missing) and all(problem.where == AttestedBy.AUDITOR for problem in view.missing)


def _report(request: SignedIn, account_id: int, form: ReportForm) -> tuple[Problem, ...]:
    typed = form.cleaned_data
    act = partial(
        accounts.report,
        account_id,
        content_sha256=typed["content_sha256"],
        conclusion=Conclusion(typed["conclusion"]),
        emphasis=typed["emphasis"],
        text=typed["text"],
        by=request.actor,
        at=request.received_at,
    )
    return stopped_by(act)
