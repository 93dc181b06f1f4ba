"""The money of a case: the statement as it is now, what it waits for, and what was decided before."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors.case_heads import CaseHead
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.web.caseworker import money_tables
from fsm3.web.caseworker.money_tables import MONEY
from fsm3.web.caseworker.places import case_of, require_award, under_case
from fsm3.web.caseworker.told import people, told, waiting
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Alert, Fact, Link, Summary
from fsm3.web.shared.labels import READS_ALL, decision_label
from fsm3.web.shared.problem_texts import sentences
from fsm3.web.shared.statement_tables import accounts_used, statement_months, statement_table
from payouts.selectors import payments
from payouts.selectors.payments import MoneyView, StatementView


@open_to(*READS_ALL)
@require_safe
def payout(request: SignedIn, case_id: int) -> HttpResponse:
    """Show the statement of a case as it is now."""
    case = case_of(request, case_id)
    found = money_of(request, case)
    open_now = [each for each in proposals.of_case(case.id) if each.kind in MONEY and not each.verdict]
    names = access.names(people(open_now))
    context = {
        "case": case,
        "breadcrumb": under_case(case, _("Payouts")),
        "waiting": [waiting(told(each, names, request.actor)) for each in open_now],
        "facts": facts(found),
        "standing": None if open_now else standing(found),
        "lines": statement_table(found.lines),
        "acts": tuple(_acts(case, found)) if request.actor.role == Role.CASEWORKER and not open_now else (),
        "statements": money_tables.statements_table(case.id, payments.statements(case.id)),
        "repayments": money_tables.repayments_table(payments.repayments(case.id)),
        "hearings": money_tables.hearings_table(request, case.id),
    }
    return render(request, "caseworker/payout.html", context)


def money_of(request: SignedIn, case: CaseHead) -> MoneyView:
    """The money of a case. Raises Http404 for one that never had an award."""
    require_award(case)
    return payments.money_of(case.id, at=request.received_at)


def facts(found: MoneyView) -> Summary:
    """The amount first, and what it is the difference of."""
    name = _("To claim back") if found.claim else _("To pay")
    return Summary(
        (
            Fact(name, found.to_pay, (decision_label(found.kind),), strong=True),
            Fact(_("Entitled"), found.entitled),
            Fact(_("Paid"), found.released),
            Fact(_("Paid back"), found.repaid),
            Fact(_("Award in force"), found.award),
        )
    )


def standing(found: MoneyView) -> Alert:
    """Whether it can be decided now, and if not, everything it waits for."""
    if found.ready:
        return Alert("success", _("Everything is there: it can be prepared"))
    return Alert("info", _("What it waits for"), points=tuple(sentences(found.problems)))


def _acts(case: CaseHead, found: MoneyView) -> Iterator[Link]:
    """What a caseworker can do now; the journeys say no to the rest."""
    codes = {problem.code for problem in found.problems}
    if found.ready:
        yield Link(_("Prepare"), reverse("prepare_payout", args=(case.id,)))
    if "hearing_needed" in codes:
        yield Link(_("Hear the municipality"), reverse("hear_settlement", args=(case.id,)))
    yield Link(_("Register a repayment received"), reverse("register_repayment", args=(case.id,)))


@open_to(*READS_ALL)
@require_safe
def statement(request: SignedIn, case_id: int, statement_id: int) -> HttpResponse:
    """Show a statement as it was frozen when it was decided."""
    case = case_of(request, case_id)
    found = next((each for each in payments.statements(case.id) if each.id == statement_id), None)
    if found is None:
        raise Http404
    title = _("Statement %(number)s") % {"number": found.number}
    above = Link(_("Payouts"), reverse("payout", args=(case.id,)))
    context = {
        "case": case,
        "title": title,
        "breadcrumb": under_case(case, title, above),
        "facts": _frozen(found),
        "lines": statement_table(found.lines),
        "accounts": accounts_used(found.accounts),
        "months": statement_months(found.months),
    }
    return render(request, "caseworker/statement.html", context)


def _frozen(found: StatementView) -> Summary:
    names = access.names({found.decided_by} if found.decided_by else set())
    decided_by = names.get(found.decided_by or 0, "")
    name = _("Claimed back") if found.claim else _("Paid")
    return Summary(
        (
            Fact(name, found.to_pay, (found.paid_to,) if found.paid_to else (), strong=True),
            Fact(_("Kind"), decision_label(found.kind)),
            Fact(_("Entitled"), found.entitled),
            Fact(_("Decided"), f"{decided_by}, {found.decided}"),
            Fact("SHA-256", found.sha256),
        )
    )
