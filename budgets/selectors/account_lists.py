"""Lists of accounts, formatted: what a municipality has written, what an auditor may report on, what waits at the agency."""

from __future__ import annotations

from dataclasses import dataclass

from budgets.models import Account
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.selectors.accounts import visible_to
from fsm3.core.actors import Actor
from fsm3.core.danish import amount, moment
from fsm3.core.money import ZERO, Money


@dataclass(frozen=True)
class AccountRow:
    """A version of an account in a list."""

    id: int
    application_id: int
    case_number: str
    municipality: str
    kind: AccountKind
    version: int
    status: AccountStatus
    spent: str
    sent_at: str
    late: bool


def listed(actor: Actor) -> tuple[AccountRow, ...]:
    """The accounts an actor may read, by case; partial first, newest version first. Three queries."""
    rows = visible_to(actor).select_related("application__lead").prefetch_related("lines")
    return tuple(_row(row) for row in rows.order_by("application__number", "-kind", "-version"))


def _row(row: Account) -> AccountRow:
    return AccountRow(
        id=row.id,
        application_id=row.application_id,
        case_number=row.application.number,
        municipality=row.application.lead.name,
        kind=AccountKind(row.kind),
        version=row.version,
        status=AccountStatus(row.status),
        spent=amount(Money.sum(line.spent or ZERO for line in row.lines.all())),
        sent_at=moment(row.sent_at) if row.sent_at else "",
        late=row.late,
    )
