"""Reads of hearings: what a municipality was told, until when, and what it answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fsm3.core.money import Money
from payouts.models import Hearing, HearingAnswer
from payouts.rules import hearing as rules
from payouts.rules.hearing import About, Heard


@dataclass(frozen=True)
class HearingView:
    """A hearing with its answer; `answer` is empty and `waived` true where the municipality waives its days."""

    id: int
    application_id: int
    about: About
    topic: str
    content: Mapping[str, Any]
    heard: Heard
    document_id: int
    opened_by: int
    opened_at: datetime
    due: date
    answer: str
    waived: bool
    answered_by: int | None
    answered_at: datetime | None

    def is_closed(self, today: date) -> bool:
        """Whether a decision may follow."""
        return rules.is_closed(due_on=self.due, today=today, answered=bool(self.answer), waived=self.waived)


def hearings_of(application_id: int) -> tuple[HearingView, ...]:
    """All hearings of a case, oldest first."""
    rows = Hearing.objects.filter(application_id=application_id).select_related("answer")
    return tuple(_view(row) for row in rows.order_by("id"))


def hearing(hearing_id: int) -> HearingView:
    """One hearing. Raises Hearing.DoesNotExist."""
    return _view(Hearing.objects.select_related("answer").get(id=hearing_id))


def of_letter(document_id: int) -> HearingView | None:
    """The hearing that a letter was written for first; None for a letter of anything else."""
    row = Hearing.objects.select_related("answer").filter(document_id=document_id).first()
    return _view(row) if row else None


def about(application_id: int, what: About, topic: str = "") -> tuple[HearingView, ...]:
    """The hearings of a case about one thing, oldest first."""
    found = hearings_of(application_id)
    return tuple(each for each in found if each.about is what and each.topic == topic)


def _view(row: Hearing) -> HearingView:
    content = json.loads(row.content)
    answer: HearingAnswer | None = getattr(row, "answer", None)
    return HearingView(
        id=row.id,
        application_id=row.application_id,
        about=About(row.about),
        topic=row.topic,
        content=content,
        heard=Heard(Money.of(content["entitled"]), Money.of(content["to_pay"])),
        document_id=row.document_id,
        opened_by=row.opened_by_id,
        opened_at=row.opened_at,
        due=row.due,
        answer=answer.text if answer else "",
        waived=answer.waived if answer else False,
        answered_by=answer.answered_by_id if answer else None,
        answered_at=answer.answered_at if answer else None,
    )
