"""Reads of accounts as journeys and payouts need them: what a draft says now, what was sent, and what was accepted.

Source: domain page, "Accounts". A draft mirrors the budget in force whenever it is read; what was sent is read from its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from applications.selectors.visibility import visible_to as cases_visible_to
from budgets.models import Account, AccountLine, Attestation
from budgets.rules import accounts as rules
from budgets.rules import attestation
from budgets.rules.account_content import AccountContent, from_text, to_text
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion, Given
from budgets.selectors.budgets import approved, version_in_force
from fsm3.access.roles import MUNICIPALITY_ROLES, Role
from fsm3.core.actors import Actor
from fsm3.core.canonical import sha256
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import Problem

_READS_DRAFTS = MUNICIPALITY_ROLES | {Role.AUDITOR}


def visible_to(actor: Actor) -> QuerySet[Account]:
    """The accounts an actor may read: those of the cases they see, drafts where they are written or reported on."""
    cases = cases_visible_to(actor).values_list("id", flat=True)
    rows = Account.objects.filter(application_id__in=list(cases))
    return rows if actor.role in _READS_DRAFTS else rows.exclude(status=AccountStatus.DRAFT)


def may_see(account_id: int, actor: Actor) -> bool:
    """Whether an actor may read an account."""
    return visible_to(actor).filter(id=account_id).exists()


def case_of(account_id: int) -> int:
    """The case an account is of, for locking the case before the account. Raises Account.DoesNotExist."""
    return Account.objects.values_list("application_id", flat=True).get(id=account_id)


def versions(application_id: int, kind: AccountKind) -> dict[int, AccountStatus]:
    """The versions of an account with their statuses, by id, oldest first."""
    rows = Account.objects.filter(application_id=application_id, kind=kind).order_by("version")
    return {account: AccountStatus(status) for account, status in rows.values_list("id", "status")}


def content(account_id: int) -> AccountContent:
    """What an account says: a draft now, any other as it was sent. Raises Account.DoesNotExist."""
    row = Account.objects.prefetch_related("lines").get(id=account_id)
    return content_of(row, awards.in_force(row.application_id))


def content_of(row: Account, award: AwardInForce) -> AccountContent:
    """What an account says, of a row whose award is known."""
    return from_text(row.content) if row.content else _draft_content(row, award)


def _draft_content(row: Account, award: AwardInForce) -> AccountContent:
    kind, number = AccountKind(row.kind), version_in_force(row.application_id)
    cut_off = cut_off_of(kind, award)
    days = rules.counted(kind, award.period, cut_off)
    budget = approved(row.application_id, number)
    written = [_written(line) for line in row.lines.all()]
    return AccountContent(
        case_number=award.case_number,
        kind=kind,
        version=row.version,
        award=award.amount,
        budget_number=number,
        period=award.period,
        cut_off=cut_off,
        lines=rules.mirror(budget, written, days),
    )


def cut_off_of(kind: AccountKind, award: AwardInForce) -> date | None:
    """The day a partial account tells up to; None for a final one."""
    return award.terms.accounts.partial_cut_off if kind is AccountKind.PARTIAL else None


def _written(row: AccountLine) -> rules.AccountLine:
    """What is written on a line; what the budget says of it is not kept here."""
    return rules.AccountLine(
        number=row.number,
        category="",
        department="",
        note="",
        budget=ZERO,
        spent=row.spent,
        explanation=row.explanation,
        first_day=row.first_day,
        last_day=row.last_day,
    )


@dataclass(frozen=True)
class Working:
    """A draft as it stands, with all that is asked before it may be sent."""

    content: AccountContent
    award: AwardInForce
    given: tuple[Given, ...]

    @property
    def text(self) -> str:
        """The canonical text that is attested and sent."""
        return to_text(self.content)

    @property
    def sha256(self) -> str:
        """Its digest, which an attestation names."""
        return sha256(self.text)

    @property
    def needed(self) -> tuple[AttestedBy, ...]:
        """Who has to attest it, in order."""
        terms = self.award.terms.accounts
        return attestation.required(award=self.content.award, kind=self.content.kind, terms=terms)

    def faults(self) -> list[Problem]:
        """Why nobody may attest it yet."""
        return list(
            rules.faults(
                self.content.lines,
                kind=self.content.kind,
                period=self.content.period,
                cut_off=self.content.cut_off,
                terms=self.award.terms.budget,
            )
        )

    def missing(self, *, sender: int | None = None) -> list[Problem]:
        """Why it may not be sent yet, by somebody where one is named."""
        unattested = attestation.faults(self.needed, self.given, content_sha256=self.sha256, sender=sender)
        return [*self.faults(), *unattested]


def working(account_id: int) -> Working:
    """A draft as it stands. Raises Account.DoesNotExist."""
    row = Account.objects.prefetch_related("lines", "attestations").get(id=account_id)
    return working_of(row, awards.in_force(row.application_id))


def working_of(row: Account, award: AwardInForce) -> Working:
    """A draft as it stands, of a row whose award is known."""
    return Working(content_of(row, award), award, given_in(row.attestations.all()))


def given_in(rows: Iterable[Attestation]) -> tuple[Given, ...]:
    """The attestations that stand, in the order they were given."""
    return tuple(
        Given(
            AttestedBy(row.role),
            row.user_id,
            row.content_sha256,
            Conclusion(row.conclusion) if row.conclusion else None,
        )
        for row in sorted(rows, key=lambda row: row.id)
        if row.voided_at is None
    )


@dataclass(frozen=True)
class AcceptedLine:
    """A line of an accepted account; `name` is its category and department."""

    number: int
    name: str
    spent: Money
    accepted: Money
    reason: str


@dataclass(frozen=True)
class Accepted:
    """The accepted account of a kind that counts. `conclusion` is None where no auditor reported."""

    account_id: int
    kind: AccountKind
    version: int
    sha256: str
    lines: tuple[AcceptedLine, ...]
    accepted_by: int
    conclusion: Conclusion | None
    emphasis: str
    late: bool

    @property
    def spent(self) -> Money:
        """What was spent, over all lines."""
        return Money.sum(line.spent for line in self.lines)

    @property
    def accepted(self) -> Money:
        """What was accepted of it, over all lines."""
        return Money.sum(line.accepted for line in self.lines)


def accepted(application_id: int, kind: AccountKind) -> Accepted | None:
    """The accepted account that counts: the newest version that was accepted; None while there is none."""
    rows = Account.objects.filter(
        application_id=application_id, kind=kind, status=AccountStatus.ACCEPTED
    ).prefetch_related("lines", "attestations")
    row = rows.first()
    return _accepted(row, awards.in_force(application_id)) if row else None


def _accepted(row: Account, award: AwardInForce) -> Accepted:
    report = _report(row.attestations.all())
    return Accepted(
        account_id=row.id,
        kind=AccountKind(row.kind),
        version=row.version,
        sha256=row.sha256,
        lines=_accepted_lines(content_of(row, award).lines, row.lines.all(), award),
        accepted_by=row.accepted_by_id or 0,
        conclusion=Conclusion(report.conclusion) if report else None,
        emphasis=report.emphasis if report else "",
        late=row.late,
    )


def _report(rows: Iterable[Attestation]) -> Attestation | None:
    standing = (row for row in rows if row.role == AttestedBy.AUDITOR and row.voided_at is None)
    return next(standing, None)


def _accepted_lines(
    lines: Sequence[rules.AccountLine], rows: Iterable[AccountLine], award: AwardInForce
) -> tuple[AcceptedLine, ...]:
    row_of = {row.number: row for row in rows}
    return tuple(
        AcceptedLine(
            number=line.number,
            name=f"{award.terms.category(line.category).name}, {line.department}",
            spent=line.spent or ZERO,
            accepted=row_of[line.number].accepted or ZERO,
            reason=row_of[line.number].reason,
        )
        for line in lines
    )
