"""Reads of pools: the terms in force, and what a municipality may ask for under them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from applications.models import Cap, CapTable, Municipality, PoolVersion
from applications.rules.pool_file import from_canonical
from applications.rules.pool_terms import PoolTerms
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod


@dataclass(frozen=True)
class InForce:
    """A version of a pool's terms that counts."""

    pool_id: int
    version_id: int
    number: int
    sha256: str
    terms: PoolTerms


def in_force(pool_key: str) -> InForce | None:
    """The version of a pool's terms that counts now; None before the first is put in force."""
    rows = PoolVersion.objects.filter(pool__key=pool_key, in_force_at__isnull=False).order_by("-number")
    row = rows.values_list("pool_id", "id", "number", "sha256").first()
    return InForce(*row, terms=terms_of(row[1])) if row else None


def all_in_force() -> tuple[InForce, ...]:
    """The version that counts of every pool, oldest pool first, in one query once the terms are known."""
    rows = (
        PoolVersion.objects.filter(in_force_at__isnull=False)
        .order_by("pool_id", "-number")
        .distinct("pool_id")
    )
    return tuple(
        InForce(*row, terms=terms_of(row[1])) for row in rows.values_list("pool_id", "id", "number", "sha256")
    )


def terms_in(pool_id: int) -> PoolTerms:
    """The terms that count in a pool now. Raises IndexError for a pool without any in force."""
    rows = PoolVersion.objects.filter(pool_id=pool_id, in_force_at__isnull=False).order_by("-number")
    return terms_of(rows.values_list("id", flat=True)[0])


@lru_cache(maxsize=64)
def terms_of(version_id: int) -> PoolTerms:
    """The terms of a version. A version never changes, so they are read once in a process."""
    return from_canonical(PoolVersion.objects.values_list("terms", flat=True).get(id=version_id))


def keys_in_force() -> tuple[str, ...]:
    """The keys of all pools with a version in force, oldest first."""
    rows = PoolVersion.objects.filter(in_force_at__isnull=False).order_by("pool_id").distinct()
    return tuple(dict.fromkeys(rows.values_list("pool__key", flat=True)))


@dataclass(frozen=True)
class CapInForce:
    """What a municipality may ask for in a pool, by the table of caps that counts."""

    table_id: int
    municipality: str
    amount: Money
    cohort: str
    earlier_pool_ends: date | None
    target_group: int | None

    def own_period(self, terms: PoolTerms) -> ProjectPeriod:
        """The municipality's own project period."""
        return terms.own_period(terms.cohort(self.cohort), self.earlier_pool_ends)


def caps_in_force(pool_id: int, municipalities: Sequence[str] | None = None) -> dict[str, CapInForce]:
    """The caps that count in a pool by municipality code, of all municipalities or of those given."""
    newest = CapTable.objects.filter(pool_id=pool_id, in_force_at__isnull=False).order_by("-number")
    return _caps(Cap.objects.filter(table_id=newest.values("id")[:1]), municipalities)


def caps_sha256(pool_key: str) -> str:
    """The digest of the table of caps that counts in a pool; nothing before the first."""
    newest = CapTable.objects.filter(pool__key=pool_key, in_force_at__isnull=False).order_by("-number")
    return newest.values_list("sha256", flat=True).first() or ""


def caps_of(table_id: int, municipalities: Sequence[str]) -> dict[str, CapInForce]:
    """The caps of one table by municipality code: those a sent version was sent under."""
    return _caps(Cap.objects.filter(table_id=table_id), municipalities)


def _caps(rows: QuerySet[Cap], municipalities: Sequence[str] | None) -> dict[str, CapInForce]:
    if municipalities is not None:
        rows = rows.filter(municipality_id__in=municipalities)
    fields = ("table_id", "municipality_id", "amount", "cohort", "earlier_pool_ends", "target_group")
    return {row[1]: CapInForce(*row) for row in rows.values_list(*fields)}


@dataclass(frozen=True)
class Place:
    """A municipality as a name and a number in the register."""

    code: str
    name: str
    official_name: str
    cvr: str
    organisation_id: int


_PLACE = ("code", "name", "official_name", "cvr", "organisation_id")


def municipalities() -> dict[str, Place]:
    """All municipalities by code, in Danish order of their names."""
    return {row[0]: Place(*row) for row in Municipality.objects.order_by("sort_key").values_list(*_PLACE)}


def place(code: str) -> Place:
    """One municipality. Raises Municipality.DoesNotExist."""
    return Place(*Municipality.objects.values_list(*_PLACE).get(code=code))


def places(codes: Collection[str]) -> dict[str, Place]:
    """Some municipalities by code."""
    rows = Municipality.objects.filter(code__in=codes).values_list(*_PLACE)
    return {row[0]: Place(*row) for row in rows}


def place_of(organisation_id: int | None) -> Place:
    """The municipality that an organisation is. Raises Municipality.DoesNotExist for any other organisation."""
    return Place(*Municipality.objects.values_list(*_PLACE).get(organisation=organisation_id))
