"""Reads of payments: the list for whoever pays them out, and the money of a case as its page shows it.

Everything is formatted here, once. What a statement says is read from its frozen text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from applications.selectors import awards
from fsm3.core import danish
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import COPENHAGEN, Month, day_of
from fsm3.core.problems import Problem
from payouts.models import Payment, Repayment, Statement
from payouts.rules.hearing import About
from payouts.rules.readiness import PayoutKind
from payouts.selectors import hearings, money
from payouts.selectors.hearings import HearingView

COLUMNS = ("CVR-nummer", "Modtager", "Sagsnummer", "Beløb", "Frigivet")


def rows(pool_id: int) -> Iterator[tuple[str, ...]]:
    """The payments of a pool as rows of `COLUMNS`, oldest first."""
    found = Payment.objects.filter(application__pool_id=pool_id).select_related("application").order_by("id")
    for row in found:
        released = row.released_at.astimezone(COPENHAGEN)
        decimal = str(row.amount).replace(".", ",")
        yield row.cvr, row.recipient, row.application.number, decimal, f"{released:%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class LineView:
    """A rule of a statement; the amount is empty where it gives none."""

    section: str
    text: str
    amount: str


@dataclass(frozen=True)
class MonthView:
    """A month of a statement."""

    month: str
    count: int
    group: int
    locked: bool
    vintage: int
    best: bool


@dataclass(frozen=True)
class StatementView:
    """A decided statement: its lines, its months, its letter and its payment (`paid_to` is empty without one)."""

    id: int
    application_id: int
    number: int
    kind: PayoutKind
    sha256: str
    entitled: str
    to_pay: str
    claim: bool
    decided: str
    decided_by: int | None
    document_id: int
    paid_to: str
    lines: tuple[LineView, ...]
    months: tuple[MonthView, ...]
    accounts: tuple[Mapping[str, Any], ...]


def statements(application_id: int) -> tuple[StatementView, ...]:
    """What was decided about the money of a case, newest first."""
    found = Statement.objects.filter(application_id=application_id).select_related("payment", "proposal")
    return tuple(_statement(row) for row in found.order_by("-number"))


def statement(statement_id: int) -> StatementView:
    """One statement. Raises Statement.DoesNotExist."""
    return _statement(Statement.objects.select_related("payment", "proposal").get(id=statement_id))


def lines_of(told: Mapping[str, Any]) -> tuple[LineView, ...]:
    """The lines of a statement as it is proposed or frozen."""
    return tuple(LineView(line["section"], line["text"], _amount(line["amount"])) for line in told["lines"])


def _statement(row: Statement) -> StatementView:
    content = json.loads(row.content)
    told = content["statement"]
    payment: Payment | None = getattr(row, "payment", None)
    return StatementView(
        id=row.id,
        application_id=row.application_id,
        number=row.number,
        kind=PayoutKind(row.kind),
        sha256=row.sha256,
        entitled=danish.kroner(row.entitled),
        to_pay=danish.kroner(row.to_pay if row.to_pay >= ZERO else -row.to_pay),
        claim=row.to_pay < ZERO,
        decided=danish.moment(row.decided_at),
        decided_by=row.proposal.decided_by_id,
        document_id=row.document_id,
        paid_to=f"{payment.recipient}, CVR {payment.cvr}" if payment else "",
        lines=lines_of(told),
        months=months_of(content),
        accounts=tuple(content["accounts"]),
    )


def months_of(content: Mapping[str, Any]) -> tuple[MonthView, ...]:
    """The months of a statement with its annexes, as it is proposed or frozen."""
    best = content["statement"]["best"]
    return tuple(_month(each, best["month"] if best else None) for each in content["months"])


def month_text(month: str) -> str:
    """A month of a statement in words."""
    return danish.month(Month.parse(month))


def _month(told: list[Any], best: str | None) -> MonthView:
    month, count, group, locked, vintage = told
    return MonthView(danish.month(Month.parse(month)), count, group, locked, vintage, best=month == best)


def _amount(text: str | None) -> str:
    return "" if text is None else danish.amount(Money.of(text))


@dataclass(frozen=True)
class RepaymentView:
    """Money that came back."""

    amount: str
    received: str
    registered_by: int


def repayments(application_id: int) -> tuple[RepaymentView, ...]:
    """What a case has paid back, oldest first."""
    found = Repayment.objects.filter(application_id=application_id).order_by("id")
    return tuple(
        RepaymentView(danish.kroner(row.amount), danish.day(row.received_on), row.registered_by_id)
        for row in found
    )


@dataclass(frozen=True)
class MoneyView:
    """The money of a case now: what would be decided, what keeps it, and every line that explains it."""

    application_id: int
    case_number: str
    municipality: str
    kind: PayoutKind
    award: str
    entitled: str
    released: str
    repaid: str
    to_pay: str
    claim: bool
    waits_for: str
    held: bool
    problems: tuple[Problem, ...]
    lines: tuple[LineView, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be prepared now."""
        return not self.problems


def money_of(application_id: int, *, at: datetime) -> MoneyView:
    """The money of a case as it stands. Raises NotReady with `no_award`."""
    worked = money.worked(application_id, at=at)
    found, facts = worked.found, worked.facts
    return MoneyView(
        application_id=application_id,
        case_number=worked.award.case_number,
        municipality=worked.award.lead.name,
        kind=worked.kind,
        award=danish.kroner(facts.award),
        entitled=danish.kroner(found.entitled),
        released=danish.kroner(facts.released),
        repaid=danish.kroner(facts.repaid),
        to_pay=danish.kroner(found.to_pay if found.to_pay >= ZERO else -found.to_pay),
        claim=found.to_pay < ZERO,
        waits_for=danish.month(found.waits_for) if found.waits_for else "",
        held=worked.standing.held,
        problems=tuple(worked.problems()),
        lines=lines_of(worked.statement.as_json()),
    )


def waiting(pool_id: int, *, at: datetime) -> tuple[MoneyView, ...]:
    """What every award in force of a pool waits for, or is ready for, by case number."""
    return tuple(money_of(award.application_id, at=at) for award in awards.in_force_in(pool_id))


@dataclass(frozen=True)
class HearingPage:
    """A hearing as a page shows it. `open` says that it can still keep a decision waiting."""

    id: int
    about: About
    topic: str
    opened: str
    due: str
    open: bool
    answered: bool
    waived: bool
    answer: str
    answered_at: str
    document_id: int
    intends: tuple[str, ...]
    reasons: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]


def hearing_pages(application_id: int, *, today: date) -> tuple[HearingPage, ...]:
    """The hearings of a case, newest first."""
    return tuple(_hearing(each, today) for each in reversed(hearings.hearings_of(application_id)))


def _hearing(view: HearingView, today: date) -> HearingPage:
    return HearingPage(
        id=view.id,
        about=view.about,
        topic=view.topic,
        opened=danish.day(day_of(view.opened_at)),
        due=danish.day(view.due),
        open=not view.is_closed(today),
        answered=bool(view.answer),
        waived=view.waived,
        answer=view.answer,
        answered_at=danish.moment(view.answered_at) if view.answered_at else "",
        document_id=view.document_id,
        intends=tuple(view.content["intends"]),
        reasons=tuple(view.content["reasons"]),
        figures=tuple((name, _amount(amount)) for name, amount in view.content["figures"]),
    )
