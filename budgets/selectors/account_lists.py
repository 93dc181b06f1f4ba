"""Accounts in lists: what a case has, and what an auditor is engaged for. Formatted here, in few queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from budgets.models import Account
from budgets.rules import attestation
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion
from budgets.selectors.accounts import given_in, visible_to
from fsm3.core.actors import Actor
from fsm3.core.danish import amount, moment
from fsm3.core.money import ZERO, Money


@dataclass(frozen=True)
class AccountRow:
    """A version of an account in a line. `waits_for` is who has to attest it next; None once all have."""

    id: int
    application_id: int
    case_number: str
    municipality: str
    pool: str
    kind: AccountKind
    version: int
    status: AccountStatus
    spent: str
    accepted: str
    sent_at: str
    late: bool
    waits_for: AttestedBy | None
    conclusion: Conclusion | None
    document_id: int | None


def listed_in(application_id: int, actor: Actor) -> tuple[AccountRow, ...]:
    """The accounts of a case that an actor may see: partial first, newest version first."""
    return _rows(visible_to(actor).filter(application_id=application_id).order_by("-kind", "-version"))


def listed(actor: Actor) -> tuple[AccountRow, ...]:
    """All accounts an actor may see, by case: partial first, newest version first. As many queries however many there are."""
    return _rows(visible_to(actor).order_by("application__number", "-kind", "-version"))


def _rows(rows: QuerySet[Account]) -> tuple[AccountRow, ...]:
    found = list(rows.prefetch_related("lines", "attestations"))
    standing = awards.of_cases({row.application_id for row in found}) if found else {}
    return tuple(_row(row, standing) for row in found)


def _row(row: Account, standing: Mapping[int, AwardInForce]) -> AccountRow:
    award, kind, status = standing[row.application_id], AccountKind(row.kind), AccountStatus(row.status)
    given = given_in(row.attestations.all())
    accepted = [line.accepted for line in row.lines.all() if line.accepted is not None]
    needed = attestation.required(award=award.amount, kind=kind, terms=award.terms.accounts)
    roles = {each.role for each in given}
    waiting = (role for role in needed if role not in roles) if status is AccountStatus.DRAFT else iter(())
    return AccountRow(
        id=row.id,
        application_id=row.application_id,
        case_number=award.case_number,
        municipality=award.lead.name,
        pool=award.terms.name,
        kind=kind,
        version=row.version,
        status=status,
        spent=amount(Money.sum(line.spent or ZERO for line in row.lines.all())),
        accepted=amount(Money.sum(accepted)) if accepted else "",
        sent_at=moment(row.sent_at) if row.sent_at else "",
        late=row.late,
        waits_for=next(waiting, None),
        conclusion=next((each.conclusion for each in given if each.conclusion), None),
        document_id=row.document_id,
    )


@dataclass(frozen=True)
class AccountHead:
    """A version of an account that was sent, in a line of the page of its case."""

    id: int
    kind: AccountKind
    version: int
    status: AccountStatus
    spent: str
    accepted: str
    sent_at: str
    late: bool


def sent_in(application_id: int) -> tuple[AccountHead, ...]:
    """The accounts that were sent in a case, partial first, newest version first, in one query."""
    rows = Account.objects.filter(application_id=application_id).exclude(status=AccountStatus.DRAFT)
    summed = rows.annotate(spent=Sum("lines__spent"), accepted=Sum("lines__accepted"))
    return tuple(
        AccountHead(
            id=row.id,
            kind=AccountKind(row.kind),
            version=row.version,
            status=AccountStatus(row.status),
            spent=amount(row.spent or ZERO),
            accepted="" if row.accepted is None else amount(row.accepted),
            sent_at=moment(row.sent_at) if row.sent_at else "",
            late=row.late,
        )
        for row in summed.order_by("-kind", "-version")
    )
