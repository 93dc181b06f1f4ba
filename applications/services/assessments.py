"""Writes of assessment: conflicts of interest, scores of two, agreed scores."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from applications.models import AgreedScore, AgreedScores, Assessment, ConflictOfInterest, Score
from applications.rules.assessment import Points


def declare_conflict(application_id: int, *, user_id: int, reason: str, at: datetime) -> None:
    """Keep somebody's statement that they are not impartial in a case."""
    ConflictOfInterest.objects.create(
        application_id=application_id, user_id=user_id, reason=reason, declared_at=at
    )


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
