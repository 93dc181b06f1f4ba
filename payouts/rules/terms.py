"""The terms of an award, frozen with it: its parts in kroner, and what releases each.

Call, "Udbetaling og resultatkrav"; domain page, "Payout": the award is split without loss in the order of the
cohort's parts, each boundary rounded half up to the øre. A later correction of the pool changes none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from applications.rules.pool_terms import Cohort, Source, Trigger
from fsm3.core.money import Money


@dataclass(frozen=True)
class AwardPart:
    """One part of an award: `amount` at most is payable with `instalment` once its trigger has been met."""

    key: str
    instalment: int
    share: Fraction
    amount: Money
    trigger: Trigger
    reached_at: Fraction | None
    condition: str
    source: Source


def award_terms(cohort: Cohort, amount: Money) -> tuple[AwardPart, ...]:
    """Split an award by the parts of its cohort; the parts add up to the award exactly.

    999,999.99 gives 500,000.00, 399,999.99 and 100,000.00 under 50, 40 and 10 %.
    """
    amounts = amount.split([part.share for part in cohort.parts])
    return tuple(
        AwardPart(
            part.key,
            part.instalment,
            part.share,
            each,
            part.trigger,
            part.reached_at,
            part.condition,
            part.source,
        )
        for part, each in zip(cohort.parts, amounts, strict=True)
    )
