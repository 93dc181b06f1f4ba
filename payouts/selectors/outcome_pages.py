"""Outcomes as pages show them: months beside municipalities, vintages with what they took, differences, uploads.

Figures and days are formatted here; flags and faults stay codes, which have their words in the doors. True counts are
shown: these pages are the agency's, the municipality's own and the national audit office's (domain page, "Outcomes").
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from applications.selectors.pools import municipalities
from applications.selectors.visibility import visible_to
from fsm3.access import selectors as access
from fsm3.core import danish
from fsm3.core.actors import Actor
from fsm3.core.periods import Month
from fsm3.core.problems import Problem
from payouts.models import OutcomeUpload
from payouts.rules.flags import Flag
from payouts.rules.outcome_months import Absence
from payouts.rules.shares import best, shown
from payouts.selectors import outcomes
from payouts.selectors.outcomes import KnownMonth, PoolOutcomes
from payouts.selectors.vintages import Report, reports


@dataclass(frozen=True)
class Cell:
    """One month of one award. `later` is the share of a newer vintage than the locked one, where it differs."""

    share: str
    count: str
    group: str
    locked: bool
    vintage: int
    in_period: bool
    best: bool
    flags: tuple[Flag, ...]
    later: str = ""


@dataclass(frozen=True)
class Line:
    """The months of one award, in the order of the matrix; None where nothing is known."""

    application_id: int
    code: str
    names: tuple[str, ...]
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Matrix:
    """All known months of the awards somebody may see."""

    newest_vintage: int | None
    months: tuple[str, ...]
    lines: tuple[Line, ...]


def matrix(pool_id: int, actor: Actor) -> Matrix:
    """Months beside municipalities, for one who reads these cases."""
    pool = outcomes.of_pool(pool_id)
    months = tuple(pool.newest)
    lines = tuple(_line(pool, award, months) for award in _seen(pool_id, actor))
    return Matrix(pool.newest_number, tuple(map(danish.month, months)), lines)


def line_of(award: AwardInForce) -> tuple[tuple[str, ...], Line]:
    """The months that are known in a pool, and those of one award."""
    pool = outcomes.of_pool(award.pool_id)
    months = tuple(pool.newest)
    return tuple(map(danish.month, months)), _line(pool, award, months)


def _seen(pool_id: int, actor: Actor) -> tuple[AwardInForce, ...]:
    """The awards in force of the cases somebody reads."""
    cases = set(visible_to(actor).values_list("id", flat=True))
    return tuple(award for award in awards.in_force_in(pool_id) if award.application_id in cases)


def _line(pool: PoolOutcomes, award: AwardInForce, months: tuple[Month, ...]) -> Line:
    known = {each.count.month: each for each in pool.of(outcomes.codes(award)).months}
    later = {each.locked.count.month: each.newest for each in outcomes.differences_of(pool, award)}
    flagged = outcomes.flagged(pool, award)
    highest = best((each.count for each in known.values()), award.period)
    cells = tuple(
        _cell(
            known[month],
            award,
            flags=flagged[month],
            later=later.get(month),
            best=highest is not None and highest.month == month,
        )
        if month in known
        else None
        for month in months
    )
    return Line(award.application_id, award.lead.code, tuple(place.name for place in award.places), cells)


def _cell(
    known: KnownMonth, award: AwardInForce, *, flags: tuple[Flag, ...], later: KnownMonth | None, best: bool
) -> Cell:
    count = known.count
    return Cell(
        share=shown(count.share),
        count=str(count.count),
        group=str(count.group),
        locked=known.locked,
        vintage=known.vintage,
        in_period=count.month.first_day in award.period,
        best=best,
        flags=flags,
        later=shown(later.count.share) if later else "",
    )


@dataclass(frozen=True)
class MonthLine:
    """A month of the pool as it is chosen for a lock: flags by the names of the municipalities they belong to."""

    month: str
    text: str
    locked: bool
    counted: bool
    flags: tuple[tuple[str, tuple[Flag, ...]], ...]


def months_to_lock(pool_id: int) -> tuple[MonthLine, ...]:
    """Every month that a vintage contains, and what to look at before it is locked."""
    names = {award.lead.code: award.lead.name for award in awards.in_force_in(pool_id)}
    return tuple(
        MonthLine(
            month=str(month),
            text=danish.month(month),
            locked=each.locked,
            counted=each.counted,
            flags=tuple((names[code], tuple(map(Flag, found))) for code, found in each.flags.items()),
        )
        for month, each in outcomes.standing(pool_id).items()
    )


@dataclass(frozen=True)
class DifferenceLine:
    """A locked month that a newer vintage counts otherwise: share, count and group of both."""

    application_id: int
    name: str
    month: str
    locked: tuple[str, str, str]
    locked_on: int
    newest: tuple[str, str, str]
    newest_vintage: int


def differences(pool_id: int) -> tuple[DifferenceLine, ...]:
    """Where locked months and newest vintages differ (`bad-inputs.md` 58)."""
    return tuple(
        DifferenceLine(
            application_id=each.award.application_id,
            name=each.award.lead.name,
            month=danish.month(each.locked.count.month),
            locked=_figures(each.locked),
            locked_on=each.locked.vintage,
            newest=_figures(each.newest),
            newest_vintage=each.newest.vintage,
        )
        for each in outcomes.differences(pool_id)
    )


def _figures(known: KnownMonth) -> tuple[str, str, str]:
    return shown(known.count.share), str(known.count.count), str(known.count.group)


@dataclass(frozen=True)
class VintageLine:
    """A vintage with its report: months from and to, absences that were confirmed.

    `not_stored` rows of municipalities `without_award` were counted and left out.
    """

    number: int
    file_name: str
    sha256: str
    imported_at: str
    imported_by: str
    rows: str
    months: tuple[str, str]
    not_stored: str
    without_award: int
    confirmed: tuple[tuple[str, str], ...]


def vintages(pool_id: int) -> tuple[VintageLine, ...]:
    """The vintages of a pool, newest first."""
    found = reports(pool_id)
    people = access.names({each.imported_by for each in found})
    places = {code: place.name for code, place in municipalities().items()}
    return tuple(_vintage(each, people[each.imported_by], places) for each in found)


def _vintage(report: Report, by: str, places: dict[str, str]) -> VintageLine:
    absent = [Absence.parse(text) for text in report.confirmations]
    return VintageLine(
        number=report.number,
        file_name=report.file_name,
        sha256=report.sha256,
        imported_at=danish.moment(report.imported_at),
        imported_by=by,
        rows=_count(report.rows),
        months=(danish.month(report.months[0]), danish.month(report.months[-1])),
        not_stored=_count(sum(report.counted_not_stored.values())),
        without_award=len(report.counted_not_stored),
        confirmed=tuple((places[each.municipality], danish.month(each.month)) for each in absent),
    )


def _count(number: int) -> str:
    """`15.000`."""
    return f"{number:,}".replace(",", ".")


@dataclass(frozen=True)
class UploadLine:
    """What became of an uploaded file. A file that was read without faults and made no vintage said nothing new."""

    id: int
    file_name: str
    uploaded_at: str
    uploaded_by: str
    read: bool
    vintage: int | None
    problems: tuple[Problem, ...]


def uploads(pool_id: int, newest: int = 20) -> tuple[UploadLine, ...]:
    """The newest uploads of a pool, newest first."""
    return _uploads(OutcomeUpload.objects.filter(pool_id=pool_id).order_by("-id")[:newest])


def upload(upload_id: int, pool_id: int) -> UploadLine | None:
    """One upload of a pool; None where there is none."""
    return next(iter(_uploads(OutcomeUpload.objects.filter(pool_id=pool_id, id=upload_id))), None)


def _uploads(rows: QuerySet[OutcomeUpload]) -> tuple[UploadLine, ...]:
    found = list(rows.defer("content").select_related("vintage"))
    people = access.names({row.by_user_id for row in found})
    return tuple(
        UploadLine(
            id=row.id,
            file_name=row.file_name,
            uploaded_at=danish.moment(row.uploaded_at),
            uploaded_by=people[row.by_user_id],
            read=row.read_at is not None,
            vintage=row.vintage.number if row.vintage else None,
            problems=tuple(Problem(**each) for each in row.problems),
        )
        for row in found
    )
