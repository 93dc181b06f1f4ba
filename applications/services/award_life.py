"""Writes of what follows an award: acceptance, renunciation, due dates, and an award that no longer counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from applications.models import Acceptance, Award, DueDate, Renunciation
from applications.rules.due_dates import DueKind


def accept(award_id: int, *, by: int, at: datetime) -> None:
    """Keep that an award was accepted."""
    Acceptance.objects.create(award_id=award_id, accepted_by_id=by, accepted_at=at)


def renounce(application_id: int, *, reason: str, by: int, at: datetime) -> None:
    """Keep that a municipality gave its award up, and why."""
    Renunciation.objects.create(
        application_id=application_id, reason=reason, renounced_by_id=by, renounced_at=at
    )


def end_award(application_id: int) -> None:
    """Let the award of a case count no longer: it lapsed, or another takes its place."""
    Award.objects.filter(application_id=application_id, in_force=True).update(in_force=False)


def set_due_dates(
    application_id: int,
    days: Mapping[DueKind, date],
    *,
    at: datetime,
    by: int | None = None,
    reason: str = "",
) -> None:
    """Store days on which something is due; those stored before stay to be read."""
    DueDate.objects.bulk_create(
        DueDate(application_id=application_id, kind=kind, day=day, reason=reason, set_by_id=by, set_at=at)
        for kind, day in days.items()
    )
