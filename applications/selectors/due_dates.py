"""Reads of due dates: the newest day stored for each kind counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from applications.models import Award, DueDate
from applications.rules.due_dates import DueKind
from applications.selectors.visibility import visible_to
from fsm3.core.actors import Actor


@dataclass(frozen=True)
class Due:
    """A due date with why and by whom it was set; nobody and no reason when it came with the award."""

    kind: DueKind
    day: date
    reason: str
    set_by: int | None
    set_at: datetime


def due(application_id: int, kind: DueKind) -> date | None:
    """The day on which something is due in a case; None when it is not owed."""
    rows = DueDate.objects.filter(application_id=application_id, kind=kind).order_by("-id")
    return rows.values_list("day", flat=True).first()


def all_due(application_id: int) -> dict[DueKind, Due]:
    """All that is due in a case, by kind."""
    return due_in([application_id]).get(application_id, {})


def due_in(application_ids: Collection[int]) -> dict[int, dict[DueKind, Due]]:
    """All that is due in many cases, by case and kind, in one query."""
    found: dict[int, dict[DueKind, Due]] = {}
    fields = ("application_id", "kind", "day", "reason", "set_by_id", "set_at")
    rows = DueDate.objects.filter(application_id__in=application_ids).order_by("id")
    for case, kind, *rest in rows.values_list(*fields):
        found.setdefault(case, {})[DueKind(kind)] = Due(DueKind(kind), *rest)
    return found


def dues_in() -> ArraySubquery:
    """For a query of awards: every due date ever stored in the case, for `due_of` to read."""
    rows = DueDate.objects.filter(application_id=OuterRef("application_id")).order_by("id")
    told = JSONObject(kind="kind", day="day", reason="reason", set_by="set_by_id", set_at="set_at")
    return ArraySubquery(rows.values(told=told))


def due_of(rows: Iterable[Mapping[str, Any]]) -> dict[DueKind, Due]:
    """What is due, by kind: the newest of the days stored for each."""
    found = (
        Due(
            DueKind(row["kind"]),
            date.fromisoformat(row["day"]),
            row["reason"],
            row["set_by"],
            datetime.fromisoformat(row["set_at"]),
        )
        for row in rows
    )
    return {due.kind: due for due in found}


def owing(pool_id: int, kind: DueKind, *, actor: Actor) -> tuple[int, ...]:
    """The cases of a pool with an award in force that owe something, of those an actor may see."""
    awarded = Award.objects.filter(pool_id=pool_id, in_force=True).values("application_id")
    owed = DueDate.objects.filter(application__in=awarded, kind=kind).values("application_id")
    return tuple(visible_to(actor).filter(id__in=owed).order_by("id").values_list("id", flat=True))
