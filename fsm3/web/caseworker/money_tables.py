"""Statements, repayments, hearings and payments as tables of the agency's pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fsm3.access import selectors as access
from fsm3.core.periods import day_of
from fsm3.journeys.kinds import Kind
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Badge, Cell, Column, Table
from fsm3.web.shared.labels import decision_label
from payouts.rules.hearing import About
from payouts.selectors import payments
from payouts.selectors.payments import HearingPage, RepaymentView, StatementView

NONE = "\N{EN DASH}"
MONEY = frozenset({Kind.INSTALMENT, Kind.SETTLEMENT, Kind.REPAYMENT, Kind.ADVERSE_RELEASE, Kind.CONDITION})
"""The kinds of proposal that are about the money of a case."""
_ABOUT: dict[About, Promise] = {
    About.SETTLEMENT: gettext_lazy("The settlement"),
    About.ACCOUNT_CUT: gettext_lazy("A cut in an account"),
    About.AMENDMENT: gettext_lazy("The award"),
}


def statements_table(case_id: int, statements: Iterable[StatementView]) -> Table:
    """What was decided about the money of a case."""
    columns = (
        Column(_("Statement")),
        Column(_("Decided")),
        Column(_("Entitled"), number=True),
        Column(_("Paid or claimed back"), number=True),
    )
    rows = tuple(
        (
            Cell(
                _("Statement %(number)s") % {"number": each.number},
                reverse("statement", args=(case_id, each.id)),
                (decision_label(each.kind),),
            ),
            Cell(each.decided),
            Cell(each.entitled),
            Cell(f"\N{MINUS SIGN}{each.to_pay}" if each.claim else each.to_pay),
        )
        for each in statements
    )
    return Table(_("Statements"), columns, rows, _("Nothing is decided about money yet."), stacked=True)


def repayments_table(repayments: Iterable[RepaymentView]) -> Table:
    """What a municipality has paid back."""
    found = tuple(repayments)
    names = access.names({each.registered_by for each in found}) if found else {}
    columns = (Column(_("Received")), Column(_("Amount"), number=True), Column(_("Registered by")))
    rows = tuple((Cell(each.received), Cell(each.amount), Cell(names[each.registered_by])) for each in found)
    return Table(_("Repayments received"), columns, rows, _("Nothing was paid back."), stacked=True)


def hearings_table(request: SignedIn, case_id: int) -> Table:
    """What a municipality was told before a decision, and what it answered."""
    return _hearings(payments.hearing_pages(case_id, today=day_of(request.received_at)))


def hearings_about(request: SignedIn, case_id: int, topic: str) -> Table:
    """The hearings about one thing, such as an account."""
    found = payments.hearing_pages(case_id, today=day_of(request.received_at))
    return _hearings(each for each in found if each.topic == topic)


def _hearings(found: Iterable[HearingPage]) -> Table:
    columns = (
        Column(_("About")),
        Column(_("Opened")),
        Column(_("Can be answered until")),
        Column(_("Answer"), look="note"),
    )
    rows = tuple(_hearing(each) for each in found)
    return Table(_("Hearings"), columns, rows, _("No hearing was opened."), stacked=True)


def _hearing(each: HearingPage) -> tuple[Cell, ...]:
    return (
        Cell(str(_ABOUT[each.about]), details=each.intends),
        Cell(each.opened),
        Cell(each.due),
        _answer(each),
    )


def _answer(each: HearingPage) -> Cell:
    if each.answered:
        return Cell(each.answer, details=(each.answered_at,))
    if each.waived:
        return Cell(_("Waived"), details=(each.answered_at,))
    if each.open:
        return Cell(badge=Badge(_("Waits for an answer"), "warning"))
    return Cell(_("Not answered"))
