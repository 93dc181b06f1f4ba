"""A statement that was decided: every line that explains what the municipality gets or pays back."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors.own import OwnCase
from fsm3.access.guards import open_to
from fsm3.core import documents
from fsm3.web.municipality.cases import below, own
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Fact, Summary
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.statement_tables import accounts_used, statement_months, statement_table
from payouts.selectors.payments import StatementView, statements


@open_to(*TAKES_PART)
@require_safe
def statement(request: SignedIn, case_id: int, statement_id: int) -> HttpResponse:
    """Show a statement of the case, line by line."""
    case = own(case_id, request.actor)
    found = _statement(case, statement_id)
    title = _("Statement %(number)s") % {"number": found.number}
    context = {
        "case": case,
        "title": title,
        "breadcrumb": below(case, title),
        "facts": _facts(found),
        "lines": statement_table(found.lines),
        "accounts": accounts_used(found.accounts),
        "months": statement_months(found.months),
    }
    return render(request, "municipality/statement.html", context)


def _statement(case: OwnCase, statement_id: int) -> StatementView:
    """A statement whose letter lies at the door. Raises Http404 for any other, and another's (`bad-inputs.md` 29)."""
    found = next((each for each in statements(case.id) if each.id == statement_id), None)
    if found is None or not documents.is_rendered(found.document_id):
        raise Http404
    return found


def _facts(found: StatementView) -> Summary:
    facts = [
        Fact(_("To be paid back") if found.claim else _("To be paid"), found.to_pay, strong=True),
        Fact(_("Entitled to in all"), found.entitled),
        Fact(_("Decided"), found.decided),
    ]
    if found.paid_to:
        facts.append(Fact(_("Paid to"), found.paid_to))
    return Summary((*facts, Fact("SHA-256", found.sha256)))
