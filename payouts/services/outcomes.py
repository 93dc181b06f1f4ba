"""Writes of outcomes: vintages with their rows, shares, locks, and files that wait to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection

from fsm3.core.actors import Actor
from fsm3.core.periods import Month
from fsm3.core.problems import Problem
from payouts.models import MonthLock, MonthShare, OutcomeUpload, Vintage
from payouts.rules.outcome_months import Parsed
from payouts.rules.shares import MonthCount

_COPY = "COPY payouts_citizenmonth (vintage_id, month, citizen, municipality, answers, hours) FROM STDIN"


def add_vintage(pool_id: int, parsed: Parsed, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Store a file as the pool's next vintage, with all its rows; its id and its number."""
    row = Vintage.objects.create(
        pool_id=pool_id,
        number=Vintage.objects.filter(pool_id=pool_id).count() + 1,
        sha256=parsed.sha256,
        file_name=parsed.file_name,
        imported_at=at,
        imported_by_id=by.person,
        rows=parsed.rows,
        months=[str(month) for month in parsed.months],
        columns=list(parsed.columns.answers),
        municipalities=list(parsed.municipalities),
        counted_not_stored=dict(parsed.not_stored),
        confirmations=[str(absence) for absence in parsed.confirmed],
    )
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for lines in parsed.lines(row.id):
            copy.write(lines)
    return row.id, row.number


def keep_shares(vintage_id: int, counts: Mapping[str, MonthCount]) -> None:
    """Keep the outcome of a month by municipality; what is there already stays, for it says the same."""
    MonthShare.objects.bulk_create(
        [
            MonthShare(
                vintage_id=vintage_id,
                month=count.month,
                municipality=municipality,
                count=count.count,
                in_group=count.group,
                detail=count.detail,
            )
            for municipality, count in sorted(counts.items())
        ],
        ignore_conflicts=True,
    )


def lock_months(pool_id: int, vintages: Mapping[Month, int], *, proposal: int, at: datetime) -> None:
    """Lock months, each on a vintage."""
    MonthLock.objects.bulk_create(
        MonthLock(pool_id=pool_id, month=month, vintage_id=vintage, proposal_id=proposal, locked_at=at)
        for month, vintage in sorted(vintages.items())
    )


def unlock_months(pool_id: int, months: Iterable[Month], *, proposal: int, at: datetime) -> None:
    """Unlock months; that they were locked stays to be read."""
    MonthLock.objects.filter(pool_id=pool_id, month__in=list(months), unlocked_at__isnull=True).update(
        unlocked_at=at, unlock_proposal_id=proposal
    )


def keep_upload(
    pool_id: int, content: bytes, *, file_name: str, confirmations: Sequence[str], by: Actor, at: datetime
) -> int:
    """Keep the bytes of a file until a job has read them."""
    row = OutcomeUpload.objects.create(
        pool_id=pool_id,
        content=content,
        file_name=file_name,
        confirmations=list(confirmations),
        uploaded_at=at,
        by_user_id=by.person,
        by_role=by.role,
        by_organisation_id=by.organisation_id or 0,
    )
    return row.id


def close_upload(
    upload_id: int, *, vintage_id: int | None, problems: Sequence[Problem], at: datetime
) -> None:
    """Let go of the bytes of a file and keep what became of it."""
    OutcomeUpload.objects.filter(id=upload_id).update(
        content=None,
        read_at=at,
        vintage_id=vintage_id,
        problems=[{"code": each.code, "where": each.where, "detail": dict(each.detail)} for each in problems],
    )
