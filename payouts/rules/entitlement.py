"""The one entitlement formula: what a municipality may have by now, and what is left to pay or to claim back.

Call, "Udbetaling og resultatkrav"; domain page, "Payout". The same formula serves instalments, settlements, top-ups,
corrections, amended and lapsed awards, and repayment. That documented expenses bound both halves, and that parts paid
in advance wait for no account, is our reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from applications.rules.pool_terms import Trigger
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import Month, ProjectPeriod
from payouts.rules.shares import best as best_month
from payouts.rules.terms import AwardPart

IN_ADVANCE = frozenset({Trigger.START_DATE, Trigger.CONFIRMED_CONDITION})
"""What releases a part before any account is accepted."""


@dataclass(frozen=True)
class KnownShare:
    """A month as far as it is known: `count` of the `group` are touched by a result. Only a locked month counts."""

    month: Month
    count: int
    group: int
    locked: bool

    def reaches(self, at: Fraction) -> bool:
        """Whether the share is at least `at`, in integers: 1,496 of 10,000 never reach 15 per cent."""
        return self.group > 0 and self.count * at.denominator >= at.numerator * self.group


@dataclass(frozen=True)
class Facts:
    """All that the formula asks: the award's own terms, what was accepted, what is known of months, what was paid.

    `award` is nothing once it has lapsed. `accepted_partial` and `accepted_final` are None before an account is
    accepted; `confirmed` holds the keys of the parts whose condition is confirmed.
    """

    parts: tuple[AwardPart, ...]
    award: Money
    period: ProjectPeriod
    today: date
    accepted_partial: Money | None
    accepted_final: Money | None
    months: tuple[KnownShare, ...]
    confirmed: frozenset[str]
    released: Money
    repaid: Money

    @property
    def final(self) -> bool:
        """Whether what is found is a settlement: the final account is accepted, or the award has lapsed."""
        return self.accepted_final is not None or not self.award


@dataclass(frozen=True)
class Threshold:
    """A share with the part of the award it releases, and whether a locked month reaches it."""

    at: Fraction
    releases: Money
    reached: bool


@dataclass(frozen=True)
class Entitlement:
    """What the formula finds. `released` are the keys of the released parts and `total` is their sum (T).

    `advance` is what may be paid with no account; `waits_for` is the first month whose lock a settlement waits for.
    """

    best: KnownShare | None
    thresholds: tuple[Threshold, ...]
    released: frozenset[str]
    advance: Money
    total: Money
    entitled: Money
    to_pay: Money
    waits_for: Month | None


def entitlement(facts: Facts) -> Entitlement:
    """Work out what a municipality may have. To pay is what it may have less what was paid and not paid back."""
    best = best_month((each for each in facts.months if each.locked), facts.period)
    released = tuple(part for part in facts.parts if _is_released(part, facts, best))
    advance = Money.sum(part.amount for part in released if part.trigger in IN_ADVANCE)
    total = Money.sum(part.amount for part in released)
    entitled = _entitled(facts, advance=advance, total=total)
    return Entitlement(
        best=best,
        thresholds=tuple(_thresholds(facts.parts, best)),
        released=frozenset(part.key for part in released),
        advance=advance,
        total=total,
        entitled=entitled,
        to_pay=entitled - (facts.released - facts.repaid),
        waits_for=_waits_for(facts, best),
    )


def _entitled(facts: Facts, *, advance: Money, total: Money) -> Money:
    """Released parts within documented expenses; before the final account, what is paid in advance waits for none."""
    if facts.accepted_final is not None:
        return min(total, facts.accepted_final)
    return max(advance, min(total, facts.accepted_partial or ZERO))


def _is_released(part: AwardPart, facts: Facts, best: KnownShare | None) -> bool:
    """Whether what releases a part has happened; without a partial account the final one serves both."""
    final = facts.accepted_final is not None
    match part.trigger:
        case Trigger.START_DATE:
            return facts.period.first <= facts.today
        case Trigger.CONFIRMED_CONDITION:
            return part.key in facts.confirmed
        case Trigger.PARTIAL_ACCOUNT:
            return final or facts.accepted_partial is not None
        case Trigger.FINAL_ACCOUNT:
            return final
    return final and _reached(part, best)


def _reached(part: AwardPart, best: KnownShare | None) -> bool:
    return best is not None and part.reached_at is not None and best.reaches(part.reached_at)


def _thresholds(parts: Iterable[AwardPart], best: KnownShare | None) -> Iterator[Threshold]:
    for part in parts:
        if part.reached_at is not None:
            yield Threshold(part.reached_at, part.amount, _reached(part, best))


def _waits_for(facts: Facts, best: KnownShare | None) -> Month | None:
    """The first month that is not locked, unless a locked one already reaches the highest threshold.

    An unlocked month is never zero: it may still turn out to be the best.
    """
    asked = [part.reached_at for part in facts.parts if part.reached_at is not None]
    if facts.accepted_final is None or not facts.award or not asked:
        return None
    if best is not None and best.reaches(max(asked)):
        return None
    locked = {known.month for known in facts.months if known.locked}
    return next((month for month in facts.period.months() if month not in locked), None)
