"""What departs from the ordinary way of outcomes and money: held, waiting, released all the same, counted anew after a lock."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from applications.rules.exceptional import Exceptional, What
from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from budgets.selectors.exceptions import FinalAccount, final_accounts
from fsm3.core import danish
from fsm3.core.money import ZERO
from fsm3.core.periods import Month
from payouts.models import Hearing, HoldRelease, MonthLock, Statement, Vintage
from payouts.rules.entitlement import Facts, KnownShare, entitlement
from payouts.rules.hearing import About
from payouts.rules.readiness import PayoutKind
from payouts.rules.terms import award_terms
from payouts.selectors import outcomes
from payouts.selectors.outcomes import PoolOutcomes


def in_pool(pool_id: int, cases: Collection[int], *, today: date) -> Iterator[Exceptional]:
    """Everything that departs in a pool and in these of its cases, in a dozen queries however many there are."""
    finals = final_accounts(cases)
    yield from _released(cases)
    yield from _held(finals)
    yield from _waiting(pool_id, finals, today)
    yield from _counted_anew(pool_id)


def _released(cases: Collection[int]) -> Iterator[Exceptional]:
    """Payouts that an approver let go on although the auditor's report held them."""
    rows = HoldRelease.objects.filter(account__application__in=cases).select_related("account", "proposal")
    for row in rows.order_by("id"):
        yield Exceptional(
            What.HOLD_RELEASED,
            row.released_at,
            row.account.application_id,
            row.proposal.prepared_by_id,
            json.loads(row.proposal.content)["reason"],
            place=row.account_id,
            decided_by=row.proposal.decided_by_id,
        )


def _held(finals: Iterable[FinalAccount]) -> Iterator[Exceptional]:
    """Payouts that the report on the accepted account holds, and that nobody has let go on."""
    holding = [each for each in finals if each.holds]
    rows = HoldRelease.objects.filter(account__in=[each.id for each in holding])
    released = set(rows.values_list("account_id", flat=True))
    for each in holding:
        if each.id not in released and each.conclusion:
            figures = {"conclusion": each.conclusion.value}
            since = each.reported_at or each.accepted_at
            yield Exceptional(
                What.PAYOUT_HELD, since, each.case, each.reported_by, each.text, figures, each.id
            )


def _waiting(pool_id: int, finals: Iterable[FinalAccount], today: date) -> Iterator[Exceptional]:
    """Settlements that wait for a month to be locked, or for the municipality to be heard."""
    settled = _settled(each.case for each in finals)
    waiting = {each.case: each for each in finals if each.case not in settled}
    hearings = _hearings(waiting, today)
    known, found = outcomes.of_pool(pool_id), awards.of_cases(waiting)
    for case, final in waiting.items():
        month = _awaited(found[case], known, today)
        if month:
            yield Exceptional(
                What.MONTH_AWAITED, final.accepted_at, case, figures={"month": danish.month(month)}
            )
        elif case in hearings:
            hearing = hearings[case]
            figures = {"day": danish.day(hearing.due)}
            yield Exceptional(
                What.HEARING_AWAITED, hearing.opened_at, case, hearing.opened_by_id, figures=figures
            )


def _settled(cases: Iterable[int]) -> set[int]:
    rows = Statement.objects.filter(application__in=list(cases)).exclude(kind=PayoutKind.INSTALMENT)
    return set(rows.values_list("application_id", flat=True))


def _hearings(cases: Collection[int], today: date) -> dict[int, Hearing]:
    """The hearings about a settlement that are open, by case."""
    rows = Hearing.objects.filter(
        application__in=cases, about=About.SETTLEMENT, due__gte=today, answer__isnull=True
    )
    return {row.application_id: row for row in rows}


def _awaited(award: AwardInForce, known: PoolOutcomes, today: date) -> Month | None:
    """The first month whose lock a settlement waits for, as the formula finds it; no amount counts for that."""
    months = known.of(outcomes.codes(award)).months
    facts = Facts(
        parts=award_terms(award.cohort, award.amount),
        award=award.amount,
        period=award.period,
        today=today,
        accepted_partial=None,
        accepted_final=ZERO,
        months=tuple(
            KnownShare(each.count.month, each.count.count, each.count.group, each.locked) for each in months
        ),
        confirmed=frozenset(),
        released=ZERO,
        repaid=ZERO,
    )
    return entitlement(facts).waits_for


def _counted_anew(pool_id: int) -> Iterator[Exceptional]:
    """Vintages that hold months which were locked before on an earlier one: nothing moves by itself."""
    locks = MonthLock.objects.filter(pool_id=pool_id, unlocked_at__isnull=True)
    locked = {
        month: (vintage, at) for month, vintage, at in locks.values_list("month", "vintage_id", "locked_at")
    }
    for row in Vintage.objects.filter(pool_id=pool_id).order_by("number"):
        months = sorted(
            month
            for month in map(Month.parse, row.months)
            if month in locked and locked[month][0] < row.id and locked[month][1] < row.imported_at
        )
        if months:
            figures = {
                "number": str(row.number),
                "count": str(len(months)),
                "first": danish.month(months[0]),
                "last": danish.month(months[-1]),
            }
            yield Exceptional(
                What.VINTAGE_AFTER_LOCK, row.imported_at, None, row.imported_by_id, figures=figures
            )
