"""Reads of the decision room, as its journey needs them: the newest edition of each case, and the open groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import RoomEdition, RoomGroup
from applications.rules.pool_terms import PoolTerms
from applications.rules.ranking import Choice, Entry, Position, SameDegree, ranking
from applications.rules.room import Group, as_group
from fsm3.core.money import Money
from fsm3.core.problems import NotReady, Problem


@dataclass(frozen=True)
class Edition:
    """What the room says of a case; without an award it is to be refused. `approved` holds amount and reason by line."""

    application_id: int
    edition: int
    award: Money | None
    approved: Mapping[int, tuple[Money, str]]
    reason: str
    deviation: str
    by: str
    at: datetime


def editions(cases: Collection[int]) -> dict[int, Edition]:
    """The newest edition of each case that has one, in one query."""
    rows = RoomEdition.objects.filter(application__in=cases).order_by("application_id", "-edition")
    fields = (
        "application_id", "edition", "award", "lines", "reason", "deviation", "written_by__name", "written_at",
    )  # fmt: skip
    found = rows.distinct("application_id").values_list(*fields)
    return {
        case: Edition(case, edition, award, _approved(lines), *written)
        for case, edition, award, lines, *written in found
    }


def _approved(lines: Sequence[Mapping[str, Any]]) -> dict[int, tuple[Money, str]]:
    return {line["number"]: (Money.of(line["amount"]), line["reason"]) for line in lines}


@dataclass(frozen=True)
class OpenGroup:
    """A group that no ranking has frozen yet, with who made it."""

    id: int
    group: Group
    by: str
    at: datetime


def open_groups(pool_id: int) -> tuple[OpenGroup, ...]:
    """The open groups of a pool, oldest first."""
    rows = RoomGroup.objects.filter(pool_id=pool_id, ranking=None).order_by("id")
    fields = ("id", "kind", "cases", "reason", "made_by__name", "made_at")
    return tuple(
        OpenGroup(group, as_group(kind, cases, reason), by, at)
        for group, kind, cases, reason, by, at in rows.values_list(*fields)
    )


def same_degree(groups: Sequence[OpenGroup]) -> tuple[SameDegree, ...]:
    """What is declared equal."""
    return tuple(each.group for each in groups if isinstance(each.group, SameDegree))


def choices(groups: Sequence[OpenGroup]) -> tuple[Choice, ...]:
    """What is chosen among equals."""
    return tuple(each.group for each in groups if isinstance(each.group, Choice))


def ranked(
    entries: Sequence[Entry], terms: PoolTerms, groups: Sequence[OpenGroup]
) -> tuple[tuple[Position, ...], tuple[Problem, ...]]:
    """The ranking, and what is wrong with the groups: with a fault in them it is the one without any group."""
    try:
        return ranking(entries, terms.criteria, same_degree(groups), choices(groups)), ()
    except NotReady as error:
        return ranking(entries, terms.criteria), error.problems
