"""Writes of expectations: what a municipality ticks. The case is locked."""

from __future__ import annotations

from datetime import date, datetime

from applications.models import ExpectationTick


def tick(
    application_id: int, key: str, day: date, *, done: bool, comment: str, by: int, at: datetime
) -> None:
    """Keep what is said of a row; what was said before stays below it."""
    ExpectationTick.objects.create(
        application_id=application_id,
        key=key,
        day=day,
        done=done,
        comment=comment,
        ticked_by_id=by,
        ticked_at=at,
    )
