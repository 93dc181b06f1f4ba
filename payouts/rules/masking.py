"""Counts that would point at somebody: 1 to 4 are hidden outside the agency, the municipality and the audit office.

Domain page, "Outcomes": zero is shown, and one more count is hidden where a difference would give a hidden one away.
After masking, every hidden count could have been another number, for all that a reader can work out: at least two
are hidden beside a shown total, and they are not all the ones their sum betrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_HIDDEN = 4


@dataclass(frozen=True)
class Masked:
    """Counts and their total as others may see them; None is hidden."""

    counts: tuple[int | None, ...]
    total: int | None


def is_small(count: int) -> bool:
    """Whether a count would point at somebody."""
    return 1 <= count <= MOST_HIDDEN


def mask(counts: Sequence[int]) -> Masked:
    """Mask counts that are shown with their total. The total is hidden when nothing else could protect the counts."""
    hidden = {place for place, count in enumerate(counts) if is_small(count)}
    larger = sorted(
        (place for place, count in enumerate(counts) if count > MOST_HIDDEN), key=lambda place: counts[place]
    )
    while hidden and _betrayed([counts[place] for place in hidden]) and larger:
        hidden.add(larger.pop(0))
    total = sum(counts)
    betrayed = bool(hidden) and _betrayed([counts[place] for place in hidden])
    shown = tuple(None if place in hidden else count for place, count in enumerate(counts))
    return Masked(shown, None if betrayed or is_small(total) else total)


def _betrayed(hidden: Sequence[int]) -> bool:
    """Whether the sum of hidden counts, none of them zero, tells each of them."""
    return len(hidden) == 1 or sum(hidden) == len(hidden)


def mask_share(count: int, group: int) -> tuple[int | None, int | None]:
    """Count and group as others may see them; those without a result are a count as well, told by the difference."""
    masked = mask((count, group - count))
    return masked.counts[0], masked.total
