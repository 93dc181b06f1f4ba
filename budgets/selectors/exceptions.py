"""What departs from the ordinary way of accounts, in cases that somebody may see: late, missing, cut, corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from applications.rules.due_dates import DueKind, is_overdue
from applications.rules.exceptional import Exceptional, What
from applications.selectors.due_dates import due_in
from applications.selectors.exceptions import day_after
from budgets.models import Account, AccountLine, Attestation
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion, holds_payout
from fsm3.core import danish
from fsm3.core.money import Money

_DUE = {AccountKind.PARTIAL: DueKind.PARTIAL_ACCOUNT, AccountKind.FINAL: DueKind.FINAL_ACCOUNT}


def in_cases(cases: Collection[int], *, owing: Collection[int], today: date) -> Iterator[Exceptional]:
    """Everything that departs in these cases, of which `owing` owe accounts, in four queries however many there are."""
    yield from _sent(cases)
    yield from _cut(cases)
    yield from _missing(owing, today)


def _sent(cases: Collection[int]) -> Iterator[Exceptional]:
    """Accounts that came late, and those that correct an earlier version, with why that one was sent back."""
    rows = (
        Account.objects.filter(Q(late=True) | Q(corrects__isnull=False), application__in=cases)
        .exclude(status=AccountStatus.DRAFT)
        .select_related("corrects")
        .order_by("id")
    )
    for row in rows:
        figures = {"account": row.kind, "version": str(row.version)}
        case, by, at = row.application_id, row.sent_by_id, row.sent_at
        if row.late and row.due and at:
            due = {"day": danish.day(row.due)}
            yield Exceptional(What.ACCOUNT_LATE, at, case, by, "", {**figures, **due}, row.id)
        if row.corrects and at:
            reason = row.corrects.return_reason
            yield Exceptional(What.ACCOUNT_CORRECTED, at, case, by, reason, figures, row.id)


def _cut(cases: Collection[int]) -> Iterator[Exceptional]:
    """Accounts of which less was accepted than was spent: by how much, and the reason given on each line."""
    rows = AccountLine.objects.filter(
        account__application__in=cases, account__accepted_at__isnull=False, accepted__lt=F("spent")
    )
    found: dict[int, list[AccountLine]] = {}
    for row in rows.select_related("account").order_by("account_id", "number"):
        found.setdefault(row.account_id, []).append(row)
    for account, lines in found.items():
        whole = lines[0].account
        cut = Money.sum(
            line.spent - line.accepted for line in lines if line.spent and line.accepted is not None
        )
        figures = {"account": whole.kind, "amount": danish.kroner(cut)}
        reasons = "\n".join(dict.fromkeys(line.reason for line in lines))
        if whole.accepted_at:
            yield Exceptional(
                What.ACCOUNT_CUT,
                whole.accepted_at,
                whole.application_id,
                whole.accepted_by_id,
                reasons,
                figures,
                account,
            )


def _missing(owing: Collection[int], today: date) -> Iterator[Exceptional]:
    """Accounts that are due and were not sent."""
    sent = Account.objects.filter(application__in=owing).exclude(status=AccountStatus.DRAFT)
    there = set(sent.values_list("application_id", "kind"))
    for case, dues in due_in(owing).items():
        for kind, due_kind in _DUE.items():
            due = dues.get(due_kind)
            if due and (case, kind) not in there and is_overdue(due.day, today):
                figures = {"account": kind.value, "day": danish.day(due.day)}
                yield Exceptional(What.ACCOUNT_OVERDUE, day_after(due.day), case, figures=figures)


@dataclass(frozen=True)
class FinalAccount:
    """The accepted final account of a case, and what its auditor reported, if one did."""

    id: int
    case: int
    accepted_at: datetime
    conclusion: Conclusion | None
    reported_by: int | None
    reported_at: datetime | None
    text: str

    @property
    def holds(self) -> bool:
        """Whether its report holds the payout (`bad-inputs.md` 50)."""
        return holds_payout(self.conclusion)


def final_accounts(cases: Collection[int]) -> tuple[FinalAccount, ...]:
    """The accepted final accounts of cases, with what their auditors reported, in two queries."""
    rows = Account.objects.filter(
        application__in=cases, kind=AccountKind.FINAL, status=AccountStatus.ACCEPTED
    ).order_by("id")
    found = list(rows)
    given = Attestation.objects.filter(account__in=found, role=AttestedBy.AUDITOR, voided_at__isnull=True)
    reports = {report.account_id: report for report in given}
    return tuple(
        _final(row, row.accepted_at, reports.get(row.id)) for row in found if row.accepted_at is not None
    )


def _final(row: Account, accepted_at: datetime, report: Attestation | None) -> FinalAccount:
    return FinalAccount(
        id=row.id,
        case=row.application_id,
        accepted_at=accepted_at,
        conclusion=Conclusion(report.conclusion) if report else None,
        reported_by=report.user_id if report else None,
        reported_at=report.at if report else None,
        text=report.text if report else "",
    )
