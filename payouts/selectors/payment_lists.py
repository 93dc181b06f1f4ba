"""The payments and claims of a pool as a page lists them, with their sums; those of cases somebody may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from applications.selectors.visibility import visible_to
from fsm3.core import danish
from fsm3.core.actors import Actor
from fsm3.core.money import ZERO, Money
from payouts.models import Payment, Repayment, Statement
from payouts.rules.readiness import PayoutKind


@dataclass(frozen=True)
class PaymentRow:
    """A payment, or a claim for money back, with the statement it rests on."""

    case: int
    case_number: str
    statement: int
    cvr: str
    recipient: str
    amount: str
    at: str


@dataclass(frozen=True)
class PoolPayments:
    """What a pool has paid, claimed back and received back."""

    payments: tuple[PaymentRow, ...]
    claims: tuple[PaymentRow, ...]
    paid: str
    claimed: str
    received: str


def of_pool(pool_id: int, actor: Actor) -> PoolPayments:
    """The payments of a pool by CVR number, then in order of release, in three queries."""
    cases = visible_to(actor).filter(pool_id=pool_id).values("id")
    paid = list(
        Payment.objects.filter(application__in=cases).select_related("application").order_by("cvr", "id")
    )
    claimed = list(
        Statement.objects.filter(application__in=cases, kind=PayoutKind.REPAYMENT)
        .select_related("application__lead")
        .order_by("application__lead__cvr", "id")
    )
    received = Repayment.objects.filter(application__in=cases).aggregate(sum=Sum("amount"))["sum"]
    return PoolPayments(
        payments=tuple(_payment(row) for row in paid),
        claims=tuple(_claim(row) for row in claimed),
        paid=danish.amount(Money.sum(row.amount for row in paid)),
        claimed=danish.amount(Money.sum(-row.to_pay for row in claimed)),
        received=danish.amount(received or ZERO),
    )


def _payment(row: Payment) -> PaymentRow:
    return PaymentRow(
        case=row.application_id,
        case_number=row.application.number,
        statement=row.statement_id,
        cvr=row.cvr,
        recipient=row.recipient,
        amount=danish.amount(row.amount),
        at=danish.moment(row.released_at),
    )


def _claim(row: Statement) -> PaymentRow:
    return PaymentRow(
        case=row.application_id,
        case_number=row.application.number,
        statement=row.id,
        cvr=row.application.lead.cvr,
        recipient=row.application.lead.official_name,
        amount=danish.amount(-row.to_pay),
        at=danish.moment(row.decided_at),
    )
