"""What is expected of a municipality after its award, row by row, with what it said of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from applications.models import ExpectationTick
from applications.rules.expectations import Row, Tick, is_late, rows
from applications.selectors.awards import AwardInForce


@dataclass(frozen=True)
class Ticked:
    """The newest that was said of a row, by whom and when."""

    tick: Tick
    by: str
    at: datetime


@dataclass(frozen=True)
class Expected:
    """A row of what is expected, with what was said of it; `late`: its day has passed without a tick."""

    row: Row
    ticked: Ticked | None
    late: bool

    @property
    def done(self) -> bool:
        """Whether it is ticked."""
        return self.ticked is not None and self.ticked.tick.done

    @property
    def comment(self) -> str:
        """What was said of it, if anything."""
        return self.ticked.tick.comment if self.ticked else ""


def expected(award: AwardInForce, *, on: date) -> tuple[Expected, ...]:
    """Everything expected under an award, by day, as it stands on a day."""
    found = rows(award.terms, award.period, award.choices)
    said = _said(award.application_id) if found else {}
    return tuple(_expected(row, said.get(row.key), on) for row in found)


def _expected(row: Row, ticked: Ticked | None, on: date) -> Expected:
    return Expected(row, ticked, is_late(row, ticked.tick if ticked else None, on))


def _said(application_id: int) -> dict[tuple[str, date], Ticked]:
    ticks = ExpectationTick.objects.filter(application_id=application_id).order_by("key", "day", "-id")
    fields = ("key", "day", "done", "comment", "ticked_by__name", "ticked_at")
    newest = ticks.distinct("key", "day").values_list(*fields)
    return {
        (key, day): Ticked(Tick(done=done, comment=comment), by, at)
        for key, day, done, comment, by, at in newest
    }
