"""What one table of caps says differently from another, municipality by municipality. Domain page, "The pool".

Awards that were given keep the cap and the cohort they were given under (`bad-inputs.md` 53): a change concerns what is
sent and decided from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from applications.rules.caps_file import CapRow


class Turn(StrEnum):
    """What becomes of a municipality's cap."""

    ADDED = "added"
    REMOVED = "removed"
    UP = "up"
    DOWN = "down"
    COHORT = "cohort"
    FACTS = "facts"
    SAME = "same"


@dataclass(frozen=True)
class CapChange:
    """A municipality in two tables; one side is None where it is not in that table."""

    municipality: str
    before: CapRow | None
    after: CapRow | None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What changes; `SAME` alone where nothing does."""
        if self.before is None or self.after is None:
            return (Turn.ADDED if self.before is None else Turn.REMOVED,)
        return tuple(_turns(self.before, self.after)) or (Turn.SAME,)

    @property
    def changed(self) -> bool:
        """Whether anything of it changes."""
        return self.before != self.after


def compared(before: Iterable[CapRow], after: Iterable[CapRow]) -> tuple[CapChange, ...]:
    """Every municipality of either table, by code."""
    old, new = ({row.municipality: row for row in side} for side in (before, after))
    return tuple(CapChange(code, old.get(code), new.get(code)) for code in sorted({*old, *new}))


def _turns(before: CapRow, after: CapRow) -> Iterator[Turn]:
    if before.amount != after.amount:
        yield Turn.UP if before.amount < after.amount else Turn.DOWN
    if before.cohort != after.cohort:
        yield Turn.COHORT
    if _facts(before) != _facts(after):
        yield Turn.FACTS


def _facts(row: CapRow) -> tuple[object, ...]:
    return row.earlier_pool_ends, row.clarification_pool, row.target_group
