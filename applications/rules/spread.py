"""The spread of a number that all applicants gave, with one application's place in it. Call, "Kriterier for tildeling af tilskud"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Spread:
    """A number among those of all applicants, its own included: how many gave each, and how many gave a lower one."""

    own: Fraction
    counts: tuple[tuple[Fraction, int], ...]

    @property
    def all(self) -> int:
        """How many gave a number."""
        return sum(count for _, count in self.counts)

    @property
    def lower(self) -> int:
        """How many gave a lower number than this one."""
        return sum(count for number, count in self.counts if number < self.own)

    @property
    def lowest(self) -> Fraction:
        """The lowest number given."""
        return self.counts[0][0]

    @property
    def highest(self) -> Fraction:
        """The highest number given."""
        return self.counts[-1][0]

    @property
    def middle(self) -> Fraction:
        """The number in the middle: half gave at most so many; between two, their mean."""
        every = [number for number, count in self.counts for _ in range(count)]
        return (every[(len(every) - 1) // 2] + every[len(every) // 2]) / 2


def spread(own: Fraction, others: Iterable[Fraction]) -> Spread:
    """Lay one number among those of the others."""
    return Spread(own, tuple(sorted(Counter([own, *others]).items())))
