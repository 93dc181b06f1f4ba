"""Frozen rankings: as each was, and replayed by the rules from what was frozen with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import PoolVersion, Ranking
from applications.rules.pool_terms import PoolTerms
from applications.rules.ranking import Position
from applications.rules.replay import Difference, differences, frozen_positions, replayed
from applications.selectors.pools import terms_of
from applications.selectors.visibility import visible_to
from fsm3.core.actors import Actor
from fsm3.core.canonical import sha256
from fsm3.core.problems import NotReady


@dataclass(frozen=True)
class FrozenRanking:
    """A ranking as it was frozen, and what a replay of it gives.

    `intact` is whether its content is what its digest says; `terms` are those it names, None where there are none such.
    """

    id: int
    pool_id: int
    pool_key: str
    made_at: datetime
    sha256: str
    intact: bool
    content: Mapping[str, Any]
    terms: PoolTerms | None
    positions: tuple[Position, ...]
    differs: tuple[Difference, ...]
    ranks: bool

    @property
    def same(self) -> bool:
        """Whether the replay gives the same order for the same reasons, from content that is what it was."""
        return self.intact and self.ranks and not self.differs


def frozen(ranking_id: int) -> FrozenRanking | None:
    """A ranking with its replay; None when there is none."""
    row = Ranking.objects.select_related("pool").filter(id=ranking_id).first()
    return _replay(row) if row else None


def all_frozen() -> tuple[FrozenRanking, ...]:
    """Every ranking with its replay, oldest first."""
    return tuple(_replay(row) for row in Ranking.objects.select_related("pool").order_by("id"))


def _replay(row: Any) -> FrozenRanking:
    content = json.loads(row.content)
    terms = _terms(row.pool_id, content["pool_version"])
    positions = frozen_positions(content)
    anew = _anew(content, terms)
    return FrozenRanking(
        id=row.id,
        pool_id=row.pool_id,
        pool_key=row.pool.key,
        made_at=row.made_at,
        sha256=row.sha256,
        intact=sha256(row.content) == row.sha256,
        content=content,
        terms=terms,
        positions=positions,
        differs=differences(positions, anew or ()),
        ranks=anew is not None,
    )


def _terms(pool_id: int, version: Mapping[str, Any]) -> PoolTerms | None:
    """The terms a ranking names, by number and digest."""
    rows = PoolVersion.objects.filter(pool_id=pool_id, number=version["number"], sha256=version["sha256"])
    found = rows.values_list("id", flat=True).first()
    return terms_of(found) if found else None


def _anew(content: Mapping[str, Any], terms: PoolTerms | None) -> Sequence[Position] | None:
    """The replay; None where content and terms do not fit each other."""
    try:
        return replayed(content, terms) if terms else None
    except (NotReady, KeyError):
        return None


@dataclass(frozen=True)
class Named:
    """A ranked case with its municipality, as far as somebody sees it."""

    id: int
    municipality: str


def names_in(pool_id: int, *, actor: Actor) -> dict[str, Named]:
    """The cases of a pool that an actor sees, by number."""
    rows = visible_to(actor).filter(pool_id=pool_id)
    return {
        number: Named(case, name) for number, case, name in rows.values_list("number", "id", "lead__name")
    }
