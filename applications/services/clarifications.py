"""Writes of clarifications: asking, moving the day, the municipality's replies, the end. The case is locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from applications.models import Clarification, ClarificationDue, ClarificationQuestion, ClarificationReply
from applications.rules.clarification import Question, State


def ask(
    application_id: int, questions: Sequence[Question], *, about: int, due: date, by: int, at: datetime
) -> int:
    """Keep what is asked about a sent version; returns the clarification."""
    row = Clarification.objects.create(
        application_id=application_id, about_id=about, asked_by_id=by, asked_at=at
    )
    ClarificationQuestion.objects.bulk_create(
        ClarificationQuestion(clarification=row, place=place, task=question.task, text=question.text)
        for place, question in enumerate(questions, start=1)
    )
    ClarificationDue.objects.create(clarification=row, day=due, set_by_id=by, set_at=at)
    return row.id


def extend(clarification_id: int, day: date, *, reason: str, by: int, at: datetime) -> None:
    """Keep a later day, and why."""
    ClarificationDue.objects.create(
        clarification_id=clarification_id, day=day, reason=reason, set_by_id=by, set_at=at
    )


def reply(replies: Mapping[int, str], *, by: int, at: datetime) -> None:
    """Keep what is written to questions; what was written before stays below it."""
    ClarificationReply.objects.bulk_create(
        ClarificationReply(question_id=question, text=text, written_by_id=by, written_at=at)
        for question, text in replies.items()
    )


def end(clarification_id: int, state: State, *, because: str = "", by: int, at: datetime) -> None:
    """End a clarification: it was answered, closed with a reason, or fell away with the application."""
    Clarification.objects.filter(id=clarification_id, state=State.OPEN).update(
        state=state, ended_by_id=by, ended_at=at, ended_because=because
    )
