"""Reads of outcomes: what is known of each month, locked or not, and where a later vintage differs.

Source: domain page, "Outcomes". A locked month shows the vintage it was locked on, any other the newest that contains it.
A month is known when its shares are counted for every municipality asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from fsm3.core.canonical import canonical, sha256
from fsm3.core.periods import Month, ProjectPeriod
from payouts.models import MonthShare
from payouts.rules.flags import Flag, flags
from payouts.rules.shares import MonthCount, added
from payouts.selectors.vintages import VintageHead, heads, locks, newest_by_month


@dataclass(frozen=True)
class KnownMonth:
    """What is known of a month; `vintage` is the number of the vintage it rests on."""

    count: MonthCount
    locked: bool
    vintage: int


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of one municipality, or of a joint application added up, months in order."""

    newest_vintage: int | None
    months: tuple[KnownMonth, ...]


def outcomes_of(pool_id: int, municipalities: Collection[str], period: ProjectPeriod) -> Outcomes:
    """The outcomes of the municipalities of an award in the months that begin within its period, added up."""
    known = of_pool(pool_id).of(municipalities)
    own = tuple(month for month in known.months if month.count.month.first_day in period)
    return Outcomes(known.newest_vintage, own)


Shares = Mapping[tuple[int, Month], Mapping[str, MonthCount]]


@dataclass(frozen=True)
class PoolOutcomes:
    """All outcomes of a pool: its vintages, its locks by month, and the shares by vintage and month."""

    vintages: tuple[VintageHead, ...]
    locks: Mapping[Month, int]
    shares: Shares

    @property
    def newest(self) -> dict[Month, VintageHead]:
        """The newest vintage of each month."""
        return newest_by_month(self.vintages)

    @property
    def newest_number(self) -> int | None:
        """The number of the newest vintage; None before the first."""
        return self.vintages[-1].number if self.vintages else None

    def count(self, vintage: int, month: Month, municipalities: Collection[str]) -> MonthCount | None:
        """A month as a vintage counts it, the municipalities added up; None while one of them is not counted."""
        found = self.shares.get((vintage, month), {})
        if not all(code in found for code in municipalities):
            return None
        return added(found[code] for code in municipalities)

    def of(self, municipalities: Collection[str]) -> Outcomes:
        """What is known of every month, whatever period it lies in (`bad-inputs.md` 21)."""
        numbers = {vintage.id: vintage.number for vintage in self.vintages}
        known = []
        for month, newest in self.newest.items():
            vintage = self.locks.get(month, newest.id)
            count = self.count(vintage, month, municipalities)
            if count is not None:
                known.append(KnownMonth(count, month in self.locks, numbers[vintage]))
        return Outcomes(self.newest_number, tuple(known))


def of_pool(pool_id: int) -> PoolOutcomes:
    """All outcomes of a pool that count, or that the newest vintage would let count, in three queries."""
    vintages, locked = heads(pool_id), locks(pool_id)
    wanted = {(vintage.id, month) for month, vintage in newest_by_month(vintages).items()}
    wanted |= {(vintage, month) for month, vintage in locked.items()}
    shares: dict[tuple[int, Month], dict[str, MonthCount]] = {}
    rows = MonthShare.objects.filter(vintage__in={vintage for vintage, _ in wanted})
    for row in rows.order_by("municipality"):
        if (row.vintage_id, row.month) in wanted:
            shares.setdefault((row.vintage_id, row.month), {})[row.municipality] = _count(row)
    return PoolOutcomes(vintages, locked, shares)


def _count(row: MonthShare) -> MonthCount:
    return MonthCount(row.month, row.count, row.in_group, **row.detail)


def codes(award: AwardInForce) -> tuple[str, ...]:
    """The codes of the municipalities of an award, the lead first."""
    return tuple(place.code for place in award.places)


def flagged(pool: PoolOutcomes, award: AwardInForce) -> dict[Month, tuple[Flag, ...]]:
    """The flags of an award's months, as they stand."""
    series = [month.count for month in pool.of(codes(award)).months]
    return flags(series, award.terms.outcomes.small_group)


@dataclass(frozen=True)
class Difference:
    """A locked month of an award that a later vintage counts otherwise; nothing moves by itself."""

    award: AwardInForce
    locked: KnownMonth
    newest: KnownMonth


def differences(pool_id: int) -> tuple[Difference, ...]:
    """Where the newest vintage of a locked month differs from the one it is locked on (`bad-inputs.md` 58)."""
    pool = of_pool(pool_id)
    return tuple(found for award in awards.in_force_in(pool_id) for found in differences_of(pool, award))


def differences_of(pool: PoolOutcomes, award: AwardInForce) -> Iterable[Difference]:
    """The differences of one award."""
    for known in pool.of(codes(award)).months:
        newest = pool.newest[known.count.month]
        later = pool.count(newest.id, known.count.month, codes(award))
        if known.locked and later is not None and later != known.count:
            yield Difference(award, known, KnownMonth(later, locked=False, vintage=newest.number))


@dataclass(frozen=True)
class Standing:
    """A month of a pool before it is locked: the id of its newest vintage, whether it is locked, counted and flagged.

    `sha256` digests the shares that would be locked; `flags` names them by the code of the leading municipality.
    """

    newest: int
    locked: bool
    counted: bool
    sha256: str
    flags: Mapping[str, list[str]]


def standing(pool_id: int) -> dict[Month, Standing]:
    """How every month stands that any vintage contains."""
    pool = of_pool(pool_id)
    told = {award.lead.code: flagged(pool, award) for award in awards.in_force_in(pool_id)}
    return {month: _standing(pool, month, vintage, told) for month, vintage in pool.newest.items()}


def _standing(
    pool: PoolOutcomes,
    month: Month,
    vintage: VintageHead,
    told: Mapping[str, Mapping[Month, tuple[Flag, ...]]],
) -> Standing:
    counts = pool.shares.get((vintage.id, month), {})
    shares = {code: [count.count, count.group] for code, count in counts.items()}
    found = {code: [str(flag) for flag in each[month]] for code, each in told.items() if each.get(month)}
    counted = set(counts) == set(vintage.municipalities)
    return Standing(vintage.id, month in pool.locks, counted, sha256(canonical(shares)), found)


def as_json(pool_key: str, pool_id: int, municipality: str | None = None) -> dict[str, object]:
    """The shares of every award in force, as scripts read them; of the one a municipality takes part in, if named."""
    pool = of_pool(pool_id)
    chosen = [
        award for award in awards.in_force_in(pool_id) if municipality is None or municipality in codes(award)
    ]
    return {
        "pool": pool_key,
        "vintage": pool.newest_number,
        "municipalities": [
            {
                "code": award.lead.code,
                "covered": [place.code for place in award.covered],
                "months": {
                    str(known.count.month): _month_as_json(known, award)
                    for known in pool.of(codes(award)).months
                },
            }
            for award in chosen
        ],
    }


def _month_as_json(known: KnownMonth, award: AwardInForce) -> dict[str, object]:
    notes = {note.key: known.count.notes.get(note.key, 0) for note in award.terms.outcomes.notes}
    return {"count": known.count.count, "group": known.count.group, **notes, "locked": known.locked}
