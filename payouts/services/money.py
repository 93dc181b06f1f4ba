"""Writes of money: hearings and their answers, statements, payments, repayments, and what an approver lets go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fsm3.core.canonical import canonical, sha256
from fsm3.core.money import Money
from payouts.models import Confirmation, Hearing, HearingAnswer, HoldRelease, Payment, Repayment, Statement
from payouts.rules.hearing import About
from payouts.rules.readiness import PayoutKind


def open_hearing(
    application_id: int,
    about: About,
    *,
    topic: str,
    content: Mapping[str, Any],
    document_id: int,
    due: date,
    by: int,
    at: datetime,
) -> int:
    """Keep what a municipality is heard about; returns the hearing."""
    text = canonical(content)
    return Hearing.objects.create(
        application_id=application_id,
        about=about,
        topic=topic,
        content=text,
        sha256=sha256(text),
        document_id=document_id,
        opened_by_id=by,
        opened_at=at,
        due=due,
    ).id


def answer_hearing(hearing_id: int, *, text: str, by: int, at: datetime) -> None:
    """Keep the answer of a municipality; an empty one waives its days."""
    HearingAnswer.objects.create(
        hearing_id=hearing_id, text=text, waived=not text, answered_by_id=by, answered_at=at
    )


@dataclass(frozen=True)
class Decided:
    """What a statement says, as it is frozen."""

    kind: PayoutKind
    content: Mapping[str, Any]
    entitled: Money
    to_pay: Money


def add_statement(
    application_id: int, decided: Decided, *, proposal_id: int, document_id: int, at: datetime
) -> int:
    """Freeze a statement with the next number of its case; returns it. The case is locked."""
    text = canonical(decided.content)
    return Statement.objects.create(
        application_id=application_id,
        number=Statement.objects.filter(application_id=application_id).count() + 1,
        kind=decided.kind,
        content=text,
        sha256=sha256(text),
        entitled=decided.entitled,
        to_pay=decided.to_pay,
        proposal_id=proposal_id,
        document_id=document_id,
        decided_at=at,
    ).id


def pay(
    statement_id: int,
    application_id: int,
    *,
    amount: Money,
    recipient: str,
    cvr: str,
    by: int,
    at: datetime,
) -> None:
    """Release the money of a statement. The database refuses a second time, and more than the award."""
    Payment.objects.create(
        statement_id=statement_id,
        application_id=application_id,
        amount=amount,
        recipient=recipient,
        cvr=cvr,
        released_by_id=by,
        released_at=at,
    )


def register_repayment(
    application_id: int, amount: Money, *, received_on: date, by: int, at: datetime
) -> None:
    """Keep that money came back."""
    Repayment.objects.create(
        application_id=application_id,
        amount=amount,
        received_on=received_on,
        registered_by_id=by,
        registered_at=at,
    )


def release_hold(account_id: int, *, proposal_id: int, at: datetime) -> None:
    """Let a payout go on that the report on an account held."""
    HoldRelease.objects.create(account_id=account_id, proposal_id=proposal_id, released_at=at)


def confirm(application_id: int, part: str, *, proposal_id: int, at: datetime) -> None:
    """Keep that the condition of a part of the award is met."""
    Confirmation.objects.create(
        application_id=application_id, part=part, proposal_id=proposal_id, confirmed_at=at
    )
