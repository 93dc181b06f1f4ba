"""How pools are set up: every pool with what counts in it, and all versions and tables of caps that one ever had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum

from applications.models import CapTable, Pool, PoolVersion
from applications.rules.caps_file import CapRow
from applications.rules.pool_terms import PoolTerms
from applications.selectors import pools
from applications.selectors.pool_proposals import rows_of
from fsm3.core.danish import day, kroner, moment
from fsm3.core.money import Money


@dataclass(frozen=True)
class VersionLine:
    """A version of a pool's terms; `counts` marks the one that counts now, `since` is nothing before it was in force."""

    id: int
    number: int
    sha256: str
    loaded: str
    since: str
    counts: bool


@dataclass(frozen=True)
class TableLine:
    """A table of caps, as a version's line, with where it comes from and what it comes to."""

    id: int
    number: int
    sha256: str
    source: str
    dated: str
    municipalities: int
    total: str
    since: str
    counts: bool


@dataclass(frozen=True)
class PoolSetup:
    """A pool with its versions and tables, newest first; `name` is that of the newest version before one is in force."""

    id: int
    key: str
    name: str
    invented: bool
    deadline: str
    envelope: str
    versions: tuple[VersionLine, ...]
    tables: tuple[TableLine, ...]

    @property
    def version(self) -> VersionLine | None:
        """The version that counts."""
        return next((each for each in self.versions if each.counts), None)

    @property
    def table(self) -> TableLine | None:
        """The table that counts."""
        return next((each for each in self.tables if each.counts), None)


def all_pools() -> tuple[PoolSetup, ...]:
    """Every pool, oldest first, in three queries once the terms are known."""
    return _setups(None)


def pool_setup(pool_key: str) -> PoolSetup | None:
    """One pool; None where there is none of the key."""
    return next(iter(_setups(pool_key)), None)


def version_terms(pool_key: str, number: int) -> PoolTerms | None:
    """The terms of a version by its number; None where there is none such."""
    rows = PoolVersion.objects.filter(pool__key=pool_key, number=number)
    version = rows.values_list("id", flat=True).first()
    return pools.terms_of(version) if version else None


def table_rows(pool_key: str, number: int) -> tuple[CapRow, ...] | None:
    """The rows of a table of caps by its number; None where there is none such."""
    table = CapTable.objects.filter(pool__key=pool_key, number=number).values_list("id", flat=True).first()
    return rows_of(table) if table else None


def _setups(pool_key: str | None) -> tuple[PoolSetup, ...]:
    rows = Pool.objects.order_by("id")
    found = list(rows if pool_key is None else rows.filter(key=pool_key))
    ids = [pool.id for pool in found]
    versions, tables = _versions(ids), _tables(ids)
    return tuple(
        _setup(
            pool,
            tuple(line for of, line in versions if of == pool.id),
            tuple(line for of, line in tables if of == pool.id),
        )
        for pool in found
    )


def _setup(pool: Pool, versions: tuple[VersionLine, ...], tables: tuple[TableLine, ...]) -> PoolSetup:
    counts = next((each.id for each in versions if each.counts), None)
    terms = pools.terms_of(counts) if counts else None
    newest = terms or (pools.terms_of(versions[0].id) if versions else None)
    return PoolSetup(
        id=pool.id,
        key=pool.key,
        name=newest.name if newest else pool.key,
        invented=pool.invented,
        deadline=moment(terms.deadline.at) if terms else "",
        envelope=kroner(terms.envelope) if terms else "",
        versions=versions,
        tables=tables,
    )


def _versions(ids: list[int]) -> list[tuple[int, VersionLine]]:
    counted: set[int] = set()
    rows = PoolVersion.objects.filter(pool__in=ids).order_by("pool", "-number").defer("terms")
    return [
        (
            row.pool_id,
            VersionLine(
                id=row.id,
                number=row.number,
                sha256=row.sha256,
                loaded=moment(row.loaded_at),
                since=_since(row.in_force_at),
                counts=_counts(row.pool_id, row.in_force_at, counted),
            ),
        )
        for row in rows
    ]


def _tables(ids: list[int]) -> list[tuple[int, TableLine]]:
    counted: set[int] = set()
    rows = CapTable.objects.filter(pool__in=ids).order_by("pool", "-number")
    return [
        (
            row.pool_id,
            TableLine(
                id=row.id,
                number=row.number,
                sha256=row.sha256,
                source=row.source,
                dated=day(row.dated),
                municipalities=row.municipalities,
                total=kroner(row.total or Money(0)),
                since=_since(row.in_force_at),
                counts=_counts(row.pool_id, row.in_force_at, counted),
            ),
        )
        for row in rows.annotate(municipalities=Count("caps"), total=Sum("caps__amount"))
    ]


def _since(at: datetime | None) -> str:
    return moment(at) if at else ""


def _counts(pool: int, at: datetime | None, counted: set[int]) -> bool:
    """Whether a line counts: the newest of its pool that was put in force."""
    if at is None or pool in counted:
        return False
    counted.add(pool)
    return True
