"""Writes of the decision room. The case or the pool is locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import RoomEdition, RoomGroup
from applications.rules.room import Group, kind_of
from fsm3.core.money import Money


@dataclass(frozen=True)
class Written:
    """What is written of a case; without an award it is to be refused. `lines` are as a proposal holds them."""

    application_id: int
    edition: int
    award: Money | None
    lines: Sequence[dict[str, Any]]
    reason: str
    deviation: str


def keep(written: Sequence[Written], *, by: int, at: datetime) -> None:
    """Keep the next edition of each case; the database refuses an edition that is there already."""
    RoomEdition.objects.bulk_create(
        RoomEdition(
            application_id=each.application_id,
            edition=each.edition,
            award=each.award,
            lines=list(each.lines),
            reason=each.reason,
            deviation=each.deviation,
            written_by_id=by,
            written_at=at,
        )
        for each in written
    )


def add_group(pool_id: int, group: Group, *, by: int, at: datetime) -> int:
    """Keep a group; returns its id."""
    cases = sorted(group.cases) if isinstance(group.cases, frozenset) else list(group.cases)
    return RoomGroup.objects.create(
        pool_id=pool_id, kind=kind_of(group), cases=cases, reason=group.reason, made_by_id=by, made_at=at
    ).id


def take_back(group_id: int) -> None:
    """Remove a group that no ranking has frozen."""
    RoomGroup.objects.filter(id=group_id, ranking=None).delete()


def freeze_groups(pool_id: int, ranking_id: int) -> None:
    """Let the open groups of a pool belong to the ranking that froze them."""
    RoomGroup.objects.filter(pool_id=pool_id, ranking=None).update(ranking_id=ranking_id)
