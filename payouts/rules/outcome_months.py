"""What a file says of whole months: who is absent, what was confirmed, and what is to be stored.

Domain page, "Outcomes": a file is the truth for the months it contains, for all municipalities. One with an award that
has no row in a month is a fault unless a confirmation, sent with the file, names month and municipality; rows of a
municipality without an award are counted and not stored.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from fsm3.core.periods import Month
from fsm3.core.problems import NotReady, Problem
from payouts.rules import outcome_cells as cells
from payouts.rules.outcome_file import Columns


@dataclass(frozen=True, order=True)
class Absence:
    """A municipality with an award that has no row in a month of the file."""

    month: Month
    municipality: str

    def __str__(self) -> str:
        return f"{self.month}:{self.municipality}"

    @classmethod
    def parse(cls, text: str) -> Absence:
        """Read `YYYY-MM:CODE`. Raises NotReady(`confirmation_unreadable`)."""
        month, _, code = text.partition(":")
        try:
            return cls(cells.read_month(month), cells.read_code(code))
        except cells.Wrong:
            raise NotReady([Problem("confirmation_unreadable")]) from None


def absences(
    present: Collection[tuple[Month, str]], awarded: Collection[str], months: Iterable[Month]
) -> tuple[Absence, ...]:
    """Who is missing from a month of the file although awarded: a fault unless confirmed (`bad-inputs.md` 51)."""
    return tuple(
        Absence(month, code)
        for month in sorted(months)
        for code in sorted(awarded)
        if (month, code) not in present
    )


def unconfirmed(found: Iterable[Absence], confirmed: Collection[Absence]) -> Iterator[Problem]:
    """The absences that no confirmation names."""
    for absence in found:
        if absence not in confirmed:
            detail = {"month": str(absence.month), "municipality": absence.municipality}
            yield Problem("municipality_absent", str(absence.month), detail)


@dataclass(frozen=True)
class Parsed:
    """A file that passed every check. `rows` are those to store: of `municipalities`, which have an award.

    `not_stored` counts the rows of others by code; `confirmed` are the absences that a confirmation was needed for.
    `lines` gives the rows to store as PostgreSQL copies them, with the number of the vintage's row in front.
    """

    file_name: str
    sha256: str
    columns: Columns
    months: tuple[Month, ...]
    municipalities: tuple[str, ...]
    rows: int
    not_stored: Mapping[str, int]
    confirmed: tuple[Absence, ...]
    lines: Callable[[int], Iterable[str]]
