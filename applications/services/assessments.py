"""Writes of assessment: conflicts of interest, drafts, scores of two, agreed scores."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from applications.models import (
    AgreedDraft,
    AgreedScore,
    AgreedScores,
    Assessment,
    AssessmentDraft,
    ConflictOfInterest,
    Score,
)
from applications.rules.assessment import Jotted, Points


def declare_conflict(application_id: int, *, user_id: int, reason: str, at: datetime) -> None:
    """Keep somebody's statement that they are not impartial in a case."""
    ConflictOfInterest.objects.create(
        application_id=application_id, user_id=user_id, reason=reason, declared_at=at
    )


def write_draft(
    application_id: int,
    *,
    assessor_id: int,
    scores: Mapping[str, Jotted],
    read_id: int,
    edition: int,
    at: datetime,
) -> None:
    """Keep what an assessor has written so far, of the sent version that was read."""
    AssessmentDraft.objects.update_or_create(
        application_id=application_id,
        assessor_id=assessor_id,
        defaults={"scores": _kept(scores), "read_id": read_id, "edition": edition, "saved_at": at},
    )


def _kept(scores: Mapping[str, Jotted]) -> dict[str, dict[str, object]]:
    return {key: {"points": jotted.points, "reason": jotted.reason} for key, jotted in scores.items()}


def write_agreed_draft(
    application_id: int, *, by: int, scores: Mapping[str, Jotted], edition: int, at: datetime
) -> None:
    """Keep what two assessors half agree on, as one of them wrote it."""
    AgreedDraft.objects.update_or_create(
        application_id=application_id,
        defaults={"scores": _kept(scores), "edition": edition, "written_by_id": by, "saved_at": at},
    )


def drop_agreed_draft(application_id: int) -> None:
    """Let go of what two half agreed on: what they agree on is entered."""
    AgreedDraft.objects.filter(application_id=application_id).delete()


def drop_draft(application_id: int, *, assessor_id: int) -> None:
    """Let go of a draft: its assessment is given, or its writer is not impartial."""
    AssessmentDraft.objects.filter(application_id=application_id, assessor_id=assessor_id).delete()


def add_assessment(
    application_id: int, *, assessor_id: int, place: int, scores: Mapping[str, Points], at: datetime
) -> None:
    """Keep one assessor's scores."""
    row = Assessment.objects.create(
        application_id=application_id, assessor_id=assessor_id, place=place, made_at=at
    )
    Score.objects.bulk_create(
        Score(assessment=row, criterion=key, points=score.points, reason=score.reason)
        for key, score in scores.items()
    )


def enter_agreed(application_id: int, *, by: int, scores: Mapping[str, Points], at: datetime) -> None:
    """Keep the agreed scores as one of the two entered them; entering again replaces what is not confirmed."""
    AgreedScore.objects.filter(scores_id=application_id).delete()
    row, _ = AgreedScores.objects.update_or_create(
        application_id=application_id, defaults={"entered_by_id": by, "entered_at": at}
    )
    AgreedScore.objects.bulk_create(
        AgreedScore(scores=row, criterion=key, points=score.points, reason=score.reason)
        for key, score in scores.items()
    )


def confirm_agreed(application_id: int, *, by: int, at: datetime) -> None:
    """Keep that the other of the two confirmed the agreed scores."""
    AgreedScores.objects.filter(application_id=application_id).update(confirmed_by_id=by, confirmed_at=at)
