"""What is proposed of a pool beside what is in force: every term of a version that changes, every cap of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from applications.models import Cap, CapTable, PoolVersion
from applications.selectors.pools import caps_in_force
from fsm3.core.danish import day, kroner
from fsm3.core.money import Money


@dataclass(frozen=True)
class TermChange:
    """A term that is not as it is in force; one of the two is empty where it comes or goes."""

    place: str
    before: str
    after: str


def version_changes(version_id: int) -> tuple[TermChange, ...]:
    """What a version changes in the terms in force; nothing for the first version of a pool. Two queries."""
    row = PoolVersion.objects.get(id=version_id)
    earlier = PoolVersion.objects.filter(
        pool_id=row.pool_id, number__lt=row.number, in_force_at__isnull=False
    ).order_by("-number")
    before = earlier.values_list("terms", flat=True).first()
    if before is None:
        return ()
    old, new = (dict(_leaves("", json.loads(text))) for text in (before, row.terms))
    return tuple(
        TermChange(place, old.get(place, ""), new.get(place, ""))
        for place in dict.fromkeys([*old, *new])
        if old.get(place) != new.get(place)
    )


def _leaves(place: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every value with its place, `cohorts[2].parts[1].share`."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(f"{place}.{key}" if place else key, each)
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from _leaves(f"{place}[{number}]", each)
    else:
        yield place, "" if value is None else str(value)


@dataclass(frozen=True)
class CapRowView:
    """A municipality's cap in the table beside the one in force; `changed` where they differ."""

    municipality: str
    cohort: str
    before: str
    after: str
    changed: bool


@dataclass(frozen=True)
class CapTableView:
    """A table of caps, municipalities in Danish order."""

    source: str
    dated: str
    total: str
    rows: tuple[CapRowView, ...]


def cap_table(table_id: int) -> CapTableView:
    """A table of caps beside the one in force, in three queries."""
    table = CapTable.objects.get(id=table_id)
    before = caps_in_force(table.pool_id)
    caps = list(
        Cap.objects.filter(table=table).select_related("municipality").order_by("municipality__sort_key")
    )
    return CapTableView(
        source=table.source,
        dated=day(table.dated),
        total=kroner(Money.sum(cap.amount for cap in caps)),
        rows=tuple(
            _cap(cap, before[cap.municipality_id].amount if cap.municipality_id in before else None)
            for cap in caps
        ),
    )


def _cap(cap: Cap, before: Money | None) -> CapRowView:
    return CapRowView(
        municipality=cap.municipality.name,
        cohort=cap.cohort,
        before="" if before is None else kroner(before),
        after=kroner(cap.amount),
        changed=before != cap.amount,
    )
