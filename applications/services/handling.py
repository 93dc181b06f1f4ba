"""Writes of handling a case: statements of impartiality, what was found of admissibility, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from applications.models import AdmissibilityFinding, ImpartialityStatement, Note
from applications.rules.notes import Audience


def state_impartiality(application_id: int, *, user_id: int, at: datetime) -> bool:
    """Keep somebody's statement that they are impartial in a case; returns whether it is new."""
    _, new = ImpartialityStatement.objects.get_or_create(
        application_id=application_id, user_id=user_id, defaults={"stated_at": at}
    )
    return new


def find_admissible(
    application_id: int, *, checks: Sequence[Any], unmet: int, remark: str, by: int, at: datetime
) -> None:
    """Keep what was found when an application was found admissible."""
    AdmissibilityFinding.objects.create(
        application_id=application_id, checks=checks, unmet=unmet, remark=remark, found_by_id=by, found_at=at
    )


def write_note(application_id: int, *, audience: Audience, text: str, by: int, at: datetime) -> int:
    """Keep a note; returns it."""
    row = Note.objects.create(
        application_id=application_id, audience=audience, text=text, written_by_id=by, written_at=at
    )
    return row.id
