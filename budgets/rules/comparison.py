"""Two versions of a budget laid side by side, line by line: what came, what went, what says something else.

Domain page, "Application" and "Budget": old and new stay side by side when a municipality answers a clarification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from budgets.rules.lines import Line


class Difference(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Pair:
    """A line before and after; the one or the other is missing for a line that is new or gone."""

    before: Line | None
    after: Line | None

    @property
    def difference(self) -> Difference:
        """What became of the line."""
        if self.before is None:
            return Difference.NEW
        if self.after is None:
            return Difference.GONE
        return Difference.SAME if self.before == self.after else Difference.CHANGED

    @property
    def newest(self) -> Line:
        """The line as it is, or as it was before it went. Raises ValueError for a pair of nothing."""
        line = self.after or self.before
        if line is None:
            raise ValueError("A pair has a line.")
        return line


def compare(before: Sequence[Line], after: Sequence[Line]) -> tuple[Pair, ...]:
    """Pair the lines of two versions by their number, in the order of the numbers."""
    old, new = ({line.number: line for line in lines} for lines in (before, after))
    return tuple(Pair(old.get(number), new.get(number)) for number in sorted(old.keys() | new.keys()))
