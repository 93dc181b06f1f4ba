"""What a case is worth now: the facts of award, accounts, outcomes and payments, and what the formula makes of them.

Source: domain page, "Payout". Journeys decide on what `worked` gives; its `state` tells whether the ground has moved since
something was proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Sum

from applications.rules.workflow import ACCOUNTABLE, Status
from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from budgets.rules.accounts import AccountKind
from budgets.rules.attestation import holds_payout
from budgets.selectors import accounts
from budgets.selectors.accounts import Accepted
from fsm3.core.canonical import canonical, sha256
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem
from payouts.models import Confirmation, HoldRelease, Payment, Repayment, Statement
from payouts.rules import readiness
from payouts.rules.entitlement import Entitlement, Facts, KnownShare
from payouts.rules.hearing import About, covers
from payouts.rules.readiness import HearingHeld, PayoutKind, Standing
from payouts.rules.statement import Statement as WorkedOut
from payouts.rules.statement import statement
from payouts.rules.statement_values import AccountUsed, Whose
from payouts.rules.terms import award_terms
from payouts.selectors import hearings, outcomes
from payouts.selectors.hearings import HearingView
from payouts.selectors.outcomes import KnownMonth

COUNTED = ACCOUNTABLE | {Status.LAPSED}
"""Where money is worked out: the award is accepted, settled, or has lapsed and may be claimed back."""


@dataclass(frozen=True)
class Paid:
    """What was released and what came back."""

    released: Money
    repaid: Money

    @property
    def net(self) -> Money:
        """What was released and has not come back."""
        return self.released - self.repaid


def paid(application_id: int) -> Paid:
    """What a case has been paid so far."""
    rows = (Payment.objects, Repayment.objects)
    sums = (each.filter(application_id=application_id).aggregate(sum=Sum("amount"))["sum"] for each in rows)
    return Paid(*(amount or ZERO for amount in sums))


@dataclass(frozen=True)
class Worked:
    """A case with all that its amount rests on, the statement that explains it, and how it stands."""

    award: AwardInForce
    statement: WorkedOut
    partial: Accepted | None
    final: Accepted | None
    months: tuple[KnownMonth, ...]
    hearings: tuple[HearingView, ...]
    standing: Standing
    statements: int

    @property
    def facts(self) -> Facts:
        """What the formula was asked."""
        return self.statement.facts

    @property
    def found(self) -> Entitlement:
        """What the formula found."""
        return self.statement.found

    @property
    def kind(self) -> PayoutKind:
        """What would be decided."""
        return readiness.kind(self.facts, self.found)

    @property
    def covering(self) -> HearingView | None:
        """The newest hearing in which the municipality was told of nothing better than this."""
        told = (each for each in reversed(self.hearings) if covers(each.heard, self.found))
        return next(told, None)

    def problems(self) -> list[Problem]:
        """Everything that keeps the case from being decided."""
        return list(readiness.faults(self.facts, self.found, self.standing))

    @property
    def state(self) -> str:
        """A digest of all this: who decides on another ground than was proposed is refused."""
        held = {"status": self.award.status, "held": self.standing.held, "statements": self.statements}
        return sha256(canonical({**self.content(), **held}))

    def content(self) -> dict[str, Any]:
        """The statement with its annexes, as it is proposed and frozen."""
        return {
            "award": self.award.id,
            "kind": self.kind,
            "statement": self.statement.as_json(),
            "released_parts": sorted(self.found.released),
            "months": [_month(each) for each in self.months],
            "accounts": [_account(each) for each in (self.partial, self.final) if each],
        }


def worked(application_id: int, *, at: datetime) -> Worked:
    """A case as it stands at a moment. Raises NotReady with `no_award`."""
    award = awards.in_force(application_id)
    partial, final = (
        accounts.accepted(application_id, kind) for kind in (AccountKind.PARTIAL, AccountKind.FINAL)
    )
    codes = [place.code for place in award.places]
    months = outcomes.outcomes_of(award.pool_id, codes, award.period).months
    facts = _facts(award, partial, final, months, today=day_of(at))
    heard = hearings.about(application_id, About.SETTLEMENT)
    return Worked(
        award,
        statement(_whose(award, partial, final, months), facts),
        partial,
        final,
        months,
        heard,
        _standing(award, final, heard, today=day_of(at)),
        Statement.objects.filter(application_id=application_id).count(),
    )


def _facts(
    award: AwardInForce,
    partial: Accepted | None,
    final: Accepted | None,
    months: tuple[KnownMonth, ...],
    *,
    today: date,
) -> Facts:
    money = paid(award.application_id)
    rows = Confirmation.objects.filter(application_id=award.application_id)
    return Facts(
        parts=award_terms(award.cohort, award.amount),
        award=award.amount,
        period=award.period,
        today=today,
        accepted_partial=partial.accepted if partial else None,
        accepted_final=final.accepted if final else None,
        months=tuple(
            KnownShare(each.count.month, each.count.count, each.count.group, each.locked) for each in months
        ),
        confirmed=frozenset(rows.values_list("part", flat=True)),
        released=money.released,
        repaid=money.repaid,
    )


def _whose(
    award: AwardInForce, partial: Accepted | None, final: Accepted | None, months: tuple[KnownMonth, ...]
) -> Whose:
    return Whose(
        pool_version=award.pool_version,
        terms=award.terms,
        cohort=award.cohort,
        municipality=award.lead.code,
        covered=tuple(place.code for place in award.covered),
        partial=_used(partial),
        final=_used(final),
        vintages={each.count.month: each.vintage for each in months if each.locked},
    )


def _used(accepted: Accepted | None) -> AccountUsed | None:
    return AccountUsed(accepted.version, accepted.sha256) if accepted else None


def _standing(
    award: AwardInForce, final: Accepted | None, heard: tuple[HearingView, ...], *, today: date
) -> Standing:
    decided = Statement.objects.filter(application_id=award.application_id).exclude(
        kind=PayoutKind.INSTALMENT
    )
    return Standing(
        counted=award.status in COUNTED,
        held=final is not None and is_held(final),
        hearings=tuple(HearingHeld(each.heard, each.due, each.is_closed(today)) for each in heard),
        settled=decided.order_by("-number").values_list("entitled", flat=True).first(),
    )


def is_held(account: Accepted) -> bool:
    """Whether the report on an accepted account holds its payout (`bad-inputs.md` 50)."""
    released = HoldRelease.objects.filter(account_id=account.account_id)
    return holds_payout(account.conclusion) and not released.exists()


def _month(each: KnownMonth) -> list[object]:
    return [str(each.count.month), each.count.count, each.count.group, each.locked, each.vintage]


def _account(account: Accepted) -> dict[str, object]:
    return {
        "kind": account.kind,
        "version": account.version,
        "sha256": account.sha256,
        "lines": [
            {
                "number": line.number,
                "name": line.name,
                "spent": str(line.spent),
                "accepted": str(line.accepted),
                "reason": line.reason,
            }
            for line in account.lines
        ],
    }
