"""The envelope as a line through a ranking: how far the money reaches, and what is taken on the way down.

Domain page, "Application": awards in ranking order under the envelope. A case that is to be refused, or of which nothing
is said yet, takes nothing; whether the money would have reached it is asked with what it applied for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applications.rules.ranking import Position
from fsm3.core.money import ZERO, Money


@dataclass(frozen=True)
class Claim:
    """What a case takes of the envelope: its award, or none; and what it asks for, within its cap."""

    asks: Money
    award: Money | None = None


@dataclass(frozen=True)
class Reach:
    """How far the money reaches: what is taken after each case, and how many cases stand above the line."""

    running: tuple[Money, ...]
    above: int
    left: Money

    @property
    def taken(self) -> Money:
        """What all awards take together."""
        return self.running[-1] if self.running else ZERO


def reach(claims: Sequence[Claim], envelope: Money) -> Reach:
    """Go down a ranking: the line stands before the first case that what is left does not hold."""
    running: list[Money] = []
    taken, above = ZERO, len(claims)
    for place, claim in enumerate(claims):
        wanted = claim.asks if claim.award is None else claim.award
        if taken + wanted > envelope:
            above = min(above, place)
        taken += claim.award or ZERO
        running.append(taken)
    return Reach(tuple(running), above, envelope - taken)


def filled_down(ranked: Sequence[Position], asks: Sequence[Money], envelope: Money) -> frozenset[str]:
    """Who is awarded when all are awarded in full, best first, until the first that the money does not hold.

    Those who share a place are awarded all or none: nothing tells them apart yet.
    """
    awarded: set[str] = set()
    left = envelope
    for place in sorted({position.place for position in ranked}):
        group = [pair for pair in zip(ranked, asks, strict=True) if pair[0].place == place]
        left -= Money.sum(asked for _position, asked in group)
        if left < ZERO:
            break
        awarded |= {position.case for position, _asked in group}
    return frozenset(awarded)
