"""Writes of accounts: versions, lines, attestations, what is sent, sent back and accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from budgets.models import Account, AccountLine, Attestation
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.accounts import AccountLine as Line
from budgets.rules.attestation import AttestedBy, Conclusion
from fsm3.core.money import Money


@dataclass(frozen=True)
class LockedAccount:
    """A version of an account whose row this transaction holds."""

    id: int
    application_id: int
    kind: AccountKind
    version: int
    status: AccountStatus
    edition: int
    corrects_id: int | None
    late: bool


def lock(account_id: int) -> LockedAccount:
    """Lock an account, after its case. Raises Account.DoesNotExist."""
    row = Account.objects.select_for_update(no_key=True).get(id=account_id)
    return LockedAccount(
        row.id,
        row.application_id,
        AccountKind(row.kind),
        row.version,
        AccountStatus(row.status),
        row.edition,
        row.corrects_id,
        row.late,
    )


def add(
    application_id: int,
    kind: AccountKind,
    *,
    version: int,
    corrects: int | None = None,
    by: int,
    at: datetime,
) -> int:
    """Open a version as a draft; returns it."""
    return Account.objects.create(
        application_id=application_id,
        kind=kind,
        version=version,
        corrects_id=corrects,
        started_by_id=by,
        started_at=at,
    ).id


def write_lines(account_id: int, lines: Sequence[Line]) -> None:
    """Let the lines of a draft be these, in place of those it had, and count the edit."""
    AccountLine.objects.filter(account_id=account_id).delete()
    AccountLine.objects.bulk_create(
        AccountLine(
            account_id=account_id,
            number=line.number,
            spent=line.spent,
            explanation=line.explanation,
            first_day=line.first_day,
            last_day=line.last_day,
        )
        for line in lines
    )
    Account.objects.filter(id=account_id).update(edition=F("edition") + 1)


def void_attestations(account_id: int, *, but_of: str = "", at: datetime) -> int:
    """Void the attestations that stand, but those of the content that is `but_of`; returns how many there were."""
    standing = Attestation.objects.filter(account_id=account_id, voided_at__isnull=True)
    return standing.exclude(content_sha256=but_of).update(voided_at=at)


def attest(
    account_id: int,
    role: AttestedBy,
    *,
    content_sha256: str,
    by: int,
    organisation_id: int,
    at: datetime,
    conclusion: Conclusion | None = None,
    emphasis: str = "",
    text: str = "",
) -> None:
    """Keep an attestation of a content."""
    Attestation.objects.create(
        account_id=account_id,
        role=role,
        user_id=by,
        organisation_id=organisation_id,
        content_sha256=content_sha256,
        at=at,
        conclusion=conclusion or "",
        emphasis=emphasis,
        text=text,
    )


@dataclass(frozen=True)
class Sent:
    """What is frozen when an account is sent: its text, the budget it mirrors, and when it was due."""

    content: str
    sha256: str
    budget_number: int
    due: date | None
    late: bool


def send(account_id: int, sent: Sent, status: AccountStatus, *, by: int, at: datetime) -> None:
    """Freeze a draft as it is sent. The database refuses what management has not attested."""
    Account.objects.filter(id=account_id).update(
        status=status,
        content=sent.content,
        sha256=sent.sha256,
        budget_number=sent.budget_number,
        due=sent.due,
        late=sent.late,
        sent_by_id=by,
        sent_at=at,
    )


def keep_document(account_id: int, document_id: int) -> None:
    """Keep which document an account became."""
    Account.objects.filter(id=account_id, document__isnull=True).update(document_id=document_id)


def set_status(account_id: int, status: AccountStatus) -> None:
    """Move a version to the status that the workflow gave."""
    Account.objects.filter(id=account_id).update(status=status)


def send_back(account_id: int, status: AccountStatus, *, reason: str, by: int, at: datetime) -> None:
    """Keep why a version was sent back."""
    Account.objects.filter(id=account_id).update(
        status=status, return_reason=reason, returned_by_id=by, returned_at=at
    )


def accept(
    account_id: int,
    status: AccountStatus,
    accepted: Mapping[int, tuple[Money, str]],
    *,
    by: int,
    at: datetime,
) -> None:
    """Keep what is accepted of each line."""
    for number, (amount, reason) in accepted.items():
        AccountLine.objects.filter(account_id=account_id, number=number).update(
            accepted=amount, reason=reason
        )
    Account.objects.filter(id=account_id).update(status=status, accepted_by_id=by, accepted_at=at)
