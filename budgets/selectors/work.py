"""What budgets and accounts wait for a caseworker to do, by case, in two queries however many cases there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from budgets.models import Account, BudgetChange
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.change import ChangeState


@dataclass(frozen=True)
class SentAccount:
    """An account that was sent and is not handled."""

    id: int
    application_id: int
    kind: AccountKind
    late: bool


@dataclass(frozen=True)
class ToHandle:
    """Accounts that were sent, budget changes asked for (each with its case), and when a case's newest account was accepted."""

    accounts: tuple[SentAccount, ...]
    changes: tuple[tuple[int, int], ...]
    accepted_at: dict[int, datetime]


def to_handle(cases: Collection[int]) -> ToHandle:
    """What the cases given have to be handled."""
    changes = BudgetChange.objects.filter(application_id__in=cases, state=ChangeState.ASKED).order_by("id")
    sent, accepted = [], {}
    rows = Account.objects.filter(
        application_id__in=cases, status__in=(AccountStatus.SENT, AccountStatus.ACCEPTED)
    ).order_by("accepted_at", "id")
    fields = ("id", "application_id", "kind", "status", "late", "accepted_at")
    for account, case, kind, status, late, at in rows.values_list(*fields):
        if status == AccountStatus.SENT:
            sent.append(SentAccount(account, case, AccountKind(kind), late))
        else:
            accepted[case] = at
    return ToHandle(tuple(sent), tuple(changes.values_list("id", "application_id")), accepted)
