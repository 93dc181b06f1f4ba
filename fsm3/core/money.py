"""Money: whole øre, exact shares, and a division in which nothing is lost.

An amount is a number of øre. Shares are `Fraction`s, so a percentage is never a rounded float; the only rounding in
the system is half up to the øre, and it happens here. Domain page, "Payout": the award is split by rounding the
boundaries and taking differences, so that the parts always add up to the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import floor

_KRONER = re.compile(r"(-?)(\d+)(?:\.(\d{1,2}))?")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount of Danish kroner, held as a whole number of øre."""

    oere: int

    def __post_init__(self) -> None:
        """Refuse anything but a true integer: a float here is a mistake somewhere else."""
        if type(self.oere) is not int:
            raise TypeError(f"Money is whole øre, not {type(self.oere).__name__}.")

    @classmethod
    def of(cls, kroner: str | int) -> Money:
        """Read a machine amount such as `"1234.50"` or `1234` (kroner). Raises ValueError for anything else."""
        match = _KRONER.fullmatch(str(kroner))
        if match is None:
            raise ValueError(f"Not a machine amount of kroner: {kroner!r}.")
        sign, whole, part = match.groups()
        oere = int(whole) * 100 + int((part or "").ljust(2, "0"))
        return cls(-oere if sign else oere)

    @classmethod
    def sum(cls, amounts: Iterable[Money]) -> Money:
        """The sum of amounts; nothing sums to zero kroner."""
        return cls(sum(amount.oere for amount in amounts))

    def __add__(self, other: Money) -> Money:
        return Money(self.oere + other.oere)

    def __sub__(self, other: Money) -> Money:
        return Money(self.oere - other.oere)

    def __neg__(self) -> Money:
        return Money(-self.oere)

    def __bool__(self) -> bool:
        return self.oere != 0

    def __str__(self) -> str:
        """The machine form: kroner with two decimals, as in `1234.50`."""
        whole, part = divmod(abs(self.oere), 100)
        return f"{'-' if self.oere < 0 else ''}{whole}.{part:02}"

    def share(self, share: Fraction) -> Money:
        """The given share of this amount, rounded half up to the øre."""
        return Money(floor(self.oere * share + Fraction(1, 2)))

    def split(self, shares: Sequence[Fraction]) -> tuple[Money, ...]:
        """Divide by shares that sum to one, without loss: `sum(parts) == self`, exactly.

        Each boundary (the running sum of shares) is rounded half up and the parts are the differences; domain page,
        "Payout". Raises ValueError when the shares do not sum to one or one of them is negative.
        """
        if sum(shares) != 1 or any(share < 0 for share in shares):
            raise ValueError("Shares are not negative and sum to one.")
        boundaries = [Money(0), *(self.share(boundary) for boundary in accumulate(shares))]
        return tuple(upper - lower for lower, upper in pairwise(boundaries))

    def in_proportion_to(self, weights: Sequence[Money]) -> tuple[Money, ...]:
        """Divide this amount in proportion to weights, without loss; all of it to the first when all weigh nothing."""
        total = Money.sum(weights)
        if not total:
            return (self, *(Money(0) for _ in weights[1:]))
        return self.split([Fraction(weight.oere, total.oere) for weight in weights])


ZERO = Money(0)
