"""Writes of pools: municipalities, versions of the terms, tables of caps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from applications.models import Cap, CapTable, Municipality, Pool, PoolVersion
from applications.rules.caps_file import CapRow
from applications.rules.pool_file import canonical as canonical_terms
from applications.rules.pool_terms import PoolTerms
from fsm3.core.canonical import canonical, sha256
from fsm3.core.danish import sort_key
from fsm3.core.money import Money


def keep_municipality(
    *, code: str, name: str, official_name: str, cvr: str, region: str, organisation_id: int
) -> None:
    """Add a municipality, or bring it up to date."""
    Municipality.objects.update_or_create(
        code=code,
        defaults={
            "name": name,
            "sort_key": sort_key(name),
            "official_name": official_name,
            "cvr": cvr,
            "region": region,
            "organisation_id": organisation_id,
        },
    )


@dataclass(frozen=True)
class LockedPool:
    """A pool whose row this transaction holds; `envelope` is nothing before a version is in force."""

    id: int
    key: str
    envelope: Money


def lock(key: str) -> LockedPool:
    """Lock a pool: the first lock of every journey that gives out numbers or money. Raises Pool.DoesNotExist."""
    row = Pool.objects.select_for_update(no_key=True).get(key=key)
    return LockedPool(row.id, row.key, row.envelope)


def keep_pool(key: str, *, invented: bool) -> None:
    """Make sure the pool has its row."""
    Pool.objects.get_or_create(key=key, defaults={"invented": invented})


@dataclass(frozen=True)
class Loaded:
    """A version that was just stored."""

    id: int
    number: int
    sha256: str


def add_version(pool_id: int, terms: PoolTerms, *, at: datetime) -> Loaded | None:
    """Store the terms as the pool's next version; None when they are those of its newest version."""
    text = canonical_terms(terms)
    digest = sha256(text)
    newest = PoolVersion.objects.filter(pool_id=pool_id).order_by("-number").first()
    if newest and newest.sha256 == digest:
        return None
    row = PoolVersion.objects.create(
        pool_id=pool_id, number=newest.number + 1 if newest else 1, terms=text, sha256=digest, loaded_at=at
    )
    return Loaded(row.id, row.number, digest)


def newest_version(pool_id: int) -> Loaded | None:
    """The newest version of a pool while it has not been in force, to be proposed again."""
    rows = PoolVersion.objects.filter(pool_id=pool_id).order_by("-number")
    return _not_in_force(rows.values_list("id", "number", "sha256", "in_force_at").first())


def newest_cap_table(pool_id: int) -> Loaded | None:
    """The newest table of caps of a pool while it has not been in force, to be proposed again."""
    rows = CapTable.objects.filter(pool_id=pool_id).order_by("-number")
    return _not_in_force(rows.values_list("id", "number", "sha256", "in_force_at").first())


def _not_in_force(row: tuple[int, int, str, datetime | None] | None) -> Loaded | None:
    return Loaded(*row[:3]) if row and row[3] is None else None


def put_version_in_force(version_id: int, *, envelope: Money, at: datetime) -> None:
    """Let a version count from now, and let the database guard its envelope."""
    version = PoolVersion.objects.get(id=version_id)
    PoolVersion.objects.filter(id=version_id).update(in_force_at=at)
    Pool.objects.filter(id=version.pool_id).update(envelope=envelope)


def add_cap_table(
    pool_id: int, rows: Iterable[CapRow], *, source: str, dated: date, at: datetime
) -> Loaded | None:
    """Store a table of caps as the pool's next; None when it equals its newest table."""
    listed = sorted(rows, key=lambda row: row.municipality)
    digest = sha256(
        canonical(
            {"source": source, "dated": dated.isoformat(), "rows": [row.as_content() for row in listed]}
        )
    )
    newest = CapTable.objects.filter(pool_id=pool_id).order_by("-number").first()
    if newest and newest.sha256 == digest:
        return None
    table = CapTable.objects.create(
        pool_id=pool_id,
        number=newest.number + 1 if newest else 1,
        source=source,
        dated=dated,
        sha256=digest,
        loaded_at=at,
    )
    Cap.objects.bulk_create(
        Cap(
            table=table,
            municipality_id=row.municipality,
            amount=row.amount,
            cohort=row.cohort,
            earlier_pool_ends=row.earlier_pool_ends,
            clarification_pool=row.clarification_pool,
            target_group=row.target_group,
        )
        for row in listed
    )
    return Loaded(table.id, table.number, digest)


def put_caps_in_force(table_id: int, *, at: datetime) -> None:
    """Let a table of caps count from now."""
    CapTable.objects.filter(id=table_id).update(in_force_at=at)
