"""What a statement is made of: whose it is, where its figures come from, and its lines.

Domain page, "Payout": account version with its digest, vintage, month of r.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from applications.rules.pool_terms import Cohort, PoolTerms
from fsm3.core.money import Money
from fsm3.core.periods import Month
from payouts.rules.entitlement import KnownShare


@dataclass(frozen=True)
class AccountUsed:
    """The account an accepted amount comes from: its version and the SHA-256 of what was attested."""

    version: int
    sha256: str


@dataclass(frozen=True)
class Whose:
    """Whose statement it is, under which terms, and where its figures come from.

    `municipality` is empty for an invented case. `vintages` tells on which vintage each locked month rests.
    """

    pool_version: int
    terms: PoolTerms
    cohort: Cohort
    municipality: str = ""
    covered: tuple[str, ...] = ()
    partial: AccountUsed | None = None
    final: AccountUsed | None = None
    vintages: Mapping[Month, int] = field(default_factory=dict)

    def vintage_of(self, known: KnownShare | None) -> int | None:
        """The vintage a month was locked on."""
        return self.vintages.get(known.month) if known else None


@dataclass(frozen=True)
class Line:
    """One rule: the section of the call it rests on, what it was used on, and the amount it gives, if any."""

    section: str
    text: str
    amount: Money | None = None
