"""What the demo's applicants ask for: a drawn share of their invented caps, in whole thousands of kroner.

The awards above the last sum are scaled together so that, with the two that win the tie, they leave a little of the
envelope over: too little for the municipality that is passed over and for the one that loses the tie.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from fsm3.core.money import Money
from fsm3.demo.caps import fsm3_caps
from fsm3.demo.cast import FANOE, Applicant, Part, Trait, cast
from fsm3.demo.chance import chance

ENVELOPE = Money.of(52_000_000)
LEFT_OVER = Money.of(310_000)
THOUSAND = 100_000
"""A thousand kroner in øre."""


def cap(applicant: Applicant) -> Money:
    """The applicant's cap, with that of the municipality it covers."""
    codes = {applicant.code, *((FANOE,) if Trait.JOINT in applicant.traits else ())}
    return Money.sum(row.amount for row in fsm3_caps() if row.municipality in codes)


def requested(applicant: Applicant) -> Money:
    """What the applicant asks for; never above the cap."""
    if Trait.WHOLE_CAP in applicant.traits:
        return cap(applicant)
    share = _drawn_share(applicant)
    return _thousands(cap(applicant), share * _scale() if _is_ranked_first(applicant) else share)


def _thousands(amount: Money, share: Fraction) -> Money:
    return Money(int(amount.oere * min(share, Fraction(1))) // THOUSAND * THOUSAND)


def _drawn_share(applicant: Applicant) -> Fraction:
    return Fraction(chance("requested", applicant.code).randint(80, 96), 100)


def _is_ranked_first(applicant: Applicant) -> bool:
    return applicant.part is Part.AWARDED and Trait.TIE_WON not in applicant.traits


@cache
def _scale() -> Fraction:
    """By how much the drawn shares of those ranked first are scaled."""
    first = [applicant for applicant in cast() if _is_ranked_first(applicant)]
    winners = Money.sum(requested(applicant) for applicant in cast() if Trait.TIE_WON in applicant.traits)
    drawn = sum(cap(applicant).oere * _drawn_share(applicant) for applicant in first)
    return (ENVELOPE - LEFT_OVER - winners).oere / Fraction(drawn)
