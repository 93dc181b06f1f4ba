"""Reads of vintages: which one counts for which month, and the rows that a share is counted from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from applications.rules.pool_terms import GroupKind
from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from applications.selectors.pools import terms_in
from fsm3.core.actors import Actor
from fsm3.core.periods import Month
from payouts.models import CitizenMonth, MonthLock, MonthShare, OutcomeUpload, Vintage
from payouts.rules.outcome_months import Parsed
from payouts.rules.shares import Alike, MonthCount, counted


@dataclass(frozen=True)
class VintageHead:
    """A vintage without its rows."""

    id: int
    number: int
    sha256: str
    months: tuple[Month, ...]
    municipalities: tuple[str, ...]


def heads(pool_id: int) -> tuple[VintageHead, ...]:
    """The vintages of a pool, oldest first."""
    rows = Vintage.objects.filter(pool_id=pool_id).order_by("number")
    fields = ("id", "number", "sha256", "months", "municipalities")
    return tuple(
        VintageHead(key, number, digest, tuple(map(Month.parse, months)), tuple(places))
        for key, number, digest, months, places in rows.values_list(*fields)
    )


def newest_by_month(vintages: Sequence[VintageHead]) -> dict[Month, VintageHead]:
    """The newest vintage that contains each month, months in order."""
    newest = {month: vintage for vintage in vintages for month in vintage.months}
    return dict(sorted(newest.items()))


def locks(pool_id: int) -> dict[Month, int]:
    """The months that are locked, with the id of the vintage each is locked on."""
    rows = MonthLock.objects.filter(pool_id=pool_id, unlocked_at__isnull=True).order_by("month")
    return dict(rows.values_list("month", "vintage_id"))


def says_the_same(pool_id: int, parsed: Parsed) -> bool:
    """Whether the newest vintage of every month of a file is that very file, stored for the same municipalities."""
    newest = newest_by_month(heads(pool_id))
    return all(
        month in newest
        and newest[month].sha256 == parsed.sha256
        and newest[month].municipalities == parsed.municipalities
        for month in parsed.months
    )


def without_shares() -> Iterator[tuple[int, Month]]:
    """Every vintage and month whose shares are not counted yet."""
    done = set(MonthShare.objects.values_list("vintage_id", "month").distinct())
    for key, months in Vintage.objects.order_by("id").values_list("id", "months"):
        yield from ((key, month) for month in map(Month.parse, months) if (key, month) not in done)


def count_month(vintage_id: int, month: Month) -> dict[str, MonthCount]:
    """Count a month of a vintage for every municipality that had an award when it was taken, by the award's terms."""
    vintage = Vintage.objects.get(id=vintage_id)
    rows = _alike(CitizenMonth.objects.filter(vintage_id=vintage_id, month=month.first_day))
    own = {place.code: award for award in awards.in_force_in(vintage.pool_id) for place in award.places}
    counts = {}
    for code in vintage.municipalities:
        terms = own[code].terms if code in own else terms_in(vintage.pool_id)
        if terms.outcomes.group is GroupKind.FIXED_LIST and code in own:
            counts[code] = _of_list(vintage, month, code, own[code])
        else:
            counts[code] = counted(month, rows.get(code, ()), terms.outcomes, answers=vintage.columns)
    return counts


def _of_list(vintage: Vintage, month: Month, code: str, award: AwardInForce) -> MonthCount:
    """Count a month among those on the list of a municipality: everybody with a row in its first month (reading).

    The list is taken from the newest vintage, up to this one, that contains that month.
    """
    first = next(award.period.months())
    earlier = [head for head in heads(vintage.pool_id) if head.number <= vintage.number]
    holds = newest_by_month(earlier)[first]
    listed = CitizenMonth.objects.filter(vintage_id=holds.id, month=first.first_day, municipality=code)
    rows = CitizenMonth.objects.filter(
        vintage=vintage, month=month.first_day, municipality=code, citizen__in=listed.values("citizen")
    )
    alike = _alike(rows).get(code, ())
    return counted(month, alike, award.terms.outcomes, answers=vintage.columns, listed=listed.count())


def _alike(rows: QuerySet[CitizenMonth]) -> Mapping[str, list[Alike]]:
    """Rows as numbers of citizens with the very same answers, by municipality."""
    worked = rows.annotate(worked=ExpressionWrapper(Q(hours__gt=0), output_field=BooleanField()))
    groups = worked.values_list("municipality", "answers", "worked").annotate(citizens=Count("citizen"))
    found: dict[str, list[Alike]] = {}
    for municipality, *alike in groups:
        found.setdefault(municipality, []).append(Alike(*alike))
    return found


@dataclass(frozen=True)
class Upload:
    """A file that waits to be read."""

    id: int
    pool_key: str
    file_name: str
    content: bytes
    confirmations: tuple[str, ...]
    by: Actor


def upload(upload_id: int) -> Upload | None:
    """A file that waits to be read; None when it was read already."""
    rows = OutcomeUpload.objects.filter(id=upload_id, content__isnull=False).select_related("pool")
    row = rows.first()
    if row is None or row.content is None:
        return None
    by = Actor(row.by_user_id, row.by_role, row.by_organisation_id)
    return Upload(row.id, row.pool.key, row.file_name, bytes(row.content), tuple(row.confirmations), by)


@dataclass(frozen=True)
class Report:
    """What a vintage took and what it left."""

    number: int
    file_name: str
    sha256: str
    imported_at: datetime
    imported_by: int
    rows: int
    months: tuple[Month, ...]
    counted_not_stored: Mapping[str, int]
    confirmations: tuple[str, ...]


def report(vintage_id: int) -> Report:
    """What one vintage took. Raises Vintage.DoesNotExist."""
    return _report(Vintage.objects.get(id=vintage_id))


def reports(pool_id: int) -> tuple[Report, ...]:
    """What every vintage of a pool took, newest first."""
    return tuple(map(_report, Vintage.objects.filter(pool_id=pool_id).order_by("-number")))


def _report(row: Vintage) -> Report:
    return Report(
        number=row.number,
        file_name=row.file_name,
        sha256=row.sha256,
        imported_at=row.imported_at,
        imported_by=row.imported_by_id,
        rows=row.rows,
        months=tuple(map(Month.parse, row.months)),
        counted_not_stored=dict(row.counted_not_stored),
        confirmations=tuple(row.confirmations),
    )
