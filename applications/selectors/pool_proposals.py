"""What is proposed of a pool beside what was in force before it: every term of a version, every cap of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from applications.models import Cap, CapTable, PoolVersion
from applications.rules.cap_changes import CapChange, compared
from applications.rules.caps_file import CapRow
from applications.rules.pool_terms import PoolTerms
from applications.rules.term_changes import TermChange, changes
from applications.selectors import awards, pools
from fsm3.core.danish import day
from fsm3.core.money import Money


@dataclass(frozen=True)
class VersionView:
    """What terms change; `before` are those they take the place of, None where they are the first of a pool."""

    before: PoolTerms | None
    after: PoolTerms
    changes: tuple[TermChange, ...]


def version_changes(version_id: int) -> VersionView:
    """What a version changes in the terms it takes, or took, the place of. Two queries once the terms are known."""
    pool, number = PoolVersion.objects.values_list("pool_id", "number").get(id=version_id)
    earlier = PoolVersion.objects.filter(pool_id=pool, number__lt=number, in_force_at__isnull=False)
    before = earlier.order_by("-number").values_list("id", flat=True).first()
    return _version(pools.terms_of(before) if before else None, pools.terms_of(version_id))


def changes_to(terms: PoolTerms) -> VersionView:
    """What terms that nobody has proposed yet would change in those in force. One query once the terms are known."""
    before = pools.in_force(terms.key)
    return _version(before.terms if before else None, terms)


def _version(before: PoolTerms | None, after: PoolTerms) -> VersionView:
    return VersionView(before, after, changes(before, after))


@dataclass(frozen=True)
class CapsView:
    """What a table of caps changes, municipalities in Danish order; `names` gives their names by code, `cohorts` by key.

    `kept` are the codes of those among the changed whose award keeps its own cap and cohort.
    """

    changes: tuple[CapChange, ...]
    names: dict[str, str]
    cohorts: dict[str, str]
    before: Money
    after: Money
    kept: frozenset[str]
    first: bool


@dataclass(frozen=True)
class CapTableView:
    """A table of caps with where it comes from, and what it changes in the one it takes, or took, the place of."""

    source: str
    dated: str
    caps: CapsView


def cap_table(table_id: int) -> CapTableView:
    """A table of caps beside the one that was in force before it."""
    table = CapTable.objects.get(id=table_id)
    earlier = CapTable.objects.filter(
        pool_id=table.pool_id, number__lt=table.number, in_force_at__isnull=False
    )
    before = earlier.order_by("-number").values_list("id", flat=True).first()
    caps = _caps(table.pool_id, rows_of(before) if before else (), rows_of(table.id))
    return CapTableView(source=table.source, dated=day(table.dated), caps=caps)


def caps_to(pool_id: int, rows: Iterable[CapRow]) -> CapsView:
    """What rows that nobody has proposed yet would change in the table in force."""
    return _caps(pool_id, rows_in_force(pool_id), tuple(rows))


def rows_in_force(pool_id: int) -> tuple[CapRow, ...]:
    """The rows of the table in force, by code; none before the first."""
    newest = CapTable.objects.filter(pool_id=pool_id, in_force_at__isnull=False).order_by("-number")
    table = newest.values_list("id", flat=True).first()
    return rows_of(table) if table else ()


def rows_of(table_id: int) -> tuple[CapRow, ...]:
    """The rows of a table, by code."""
    fields = (
        "municipality_id",
        "amount",
        "cohort",
        "earlier_pool_ends",
        "clarification_pool",
        "target_group",
    )
    rows = Cap.objects.filter(table_id=table_id).order_by("municipality_id")
    return tuple(CapRow(*row) for row in rows.values_list(*fields))


def _caps(pool_id: int, before: tuple[CapRow, ...], after: tuple[CapRow, ...]) -> CapsView:
    names = {code: place.name for code, place in pools.municipalities().items()}
    order = {code: number for number, code in enumerate(names)}
    found = sorted(compared(before, after), key=lambda each: order[each.municipality])
    awarded = {place.code for award in awards.in_force_in(pool_id) for place in award.places}
    changed = {each.municipality for each in found if each.changed}
    terms = pools.terms_in(pool_id)
    return CapsView(
        changes=tuple(found),
        names=names,
        cohorts={cohort.key: cohort.name for cohort in terms.cohorts},
        before=Money.sum(row.amount for row in before),
        after=Money.sum(row.amount for row in after),
        kept=frozenset(awarded & changed),
        first=not before,
    )
