"""Reads of clarifications: what was asked in a case, until when, how it ended, and what the municipality wrote so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery

from applications.models import Clarification, ClarificationDue, ClarificationQuestion, ClarificationReply
from applications.rules.clarification import Question, State


@dataclass(frozen=True)
class Asked:
    """A question as it stands in its clarification."""

    id: int
    place: int
    task: str
    text: str

    @property
    def question(self) -> Question:
        """The question as the rules know it."""
        return Question(self.task, self.text)


@dataclass(frozen=True)
class Due:
    """A day until which the answer was awaited; `reason` says why it was moved to this day."""

    day: date
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class ClarificationView:
    """A clarification. `about` and `answer` are sent versions; people are named, and `caseworker` is who asked."""

    id: int
    application_id: int
    state: State
    about: int
    answer: int | None
    caseworker: int
    asked_by: str
    asked_at: datetime
    ended_by: str
    ended_at: datetime | None
    ended_because: str
    questions: tuple[Asked, ...]
    dues: tuple[Due, ...]

    @property
    def due(self) -> date:
        """The day until which the answer is awaited."""
        return self.dues[-1].day

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks asked about, each once, in the order asked."""
        return tuple(dict.fromkeys(question.task for question in self.questions))


def of_case(application_id: int) -> tuple[ClarificationView, ...]:
    """The clarifications of a case, newest first, in three queries."""
    rows = (
        Clarification.objects.filter(application_id=application_id)
        .select_related("asked_by", "ended_by", "answer")
        .order_by("-id")
    )
    found = list(rows)
    ids = [row.id for row in found]
    questions = ClarificationQuestion.objects.filter(clarification_id__in=ids).order_by("place")
    dues = ClarificationDue.objects.filter(clarification_id__in=ids).select_related("set_by").order_by("id")
    return tuple(_view(row, list(questions), list(dues)) for row in found)


def _view(
    row: Clarification, questions: list[ClarificationQuestion], dues: list[ClarificationDue]
) -> ClarificationView:
    answer = getattr(row, "answer", None)
    return ClarificationView(
        id=row.id,
        application_id=row.application_id,
        state=State(row.state),
        about=row.about_id,
        answer=answer.id if answer else None,
        caseworker=row.asked_by_id,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
        ended_because=row.ended_because,
        questions=tuple(
            Asked(each.id, each.place, each.task, each.text)
            for each in questions
            if each.clarification_id == row.id
        ),
        dues=tuple(
            Due(each.day, each.reason, each.set_by.name, each.set_at)
            for each in dues
            if each.clarification_id == row.id
        ),
    )


def case_of(clarification_id: int) -> int:
    """The case a clarification is in. Raises Clarification.DoesNotExist."""
    return Clarification.objects.values_list("application_id", flat=True).get(id=clarification_id)


def open_of(application_id: int) -> ClarificationView | None:
    """The clarification of a case that is open, if one is."""
    return next((each for each in of_case(application_id) if each.state is State.OPEN), None)


def reopened(application_id: int) -> tuple[str, ...]:
    """The tasks that an open clarification of a case reopened; none when none is open."""
    return tuple(dict.fromkeys(_reopened(application_id).values_list("task", flat=True)))


def reopened_in() -> ArraySubquery:
    """For a query of applications: the tasks that an open clarification reopened, as they were asked."""
    return ArraySubquery(_reopened(OuterRef("id")).values("task"))


def _reopened(application: Any) -> QuerySet[ClarificationQuestion]:
    asked = ClarificationQuestion.objects.filter(
        clarification__application_id=application, clarification__state=State.OPEN
    )
    return asked.order_by("place")


def due_in() -> Subquery:
    """For a query of applications: until when the answer to an open clarification is awaited."""
    dues = ClarificationDue.objects.filter(
        clarification__application_id=OuterRef("id"), clarification__state=State.OPEN
    )
    return Subquery(dues.order_by("-id").values("day")[:1])


@dataclass(frozen=True)
class Replies:
    """What the municipality wrote to the questions so far, its own until it is sent; `edition` counts what was saved."""

    texts: dict[int, str]
    edition: int
    by: str
    at: datetime | None


def replies(clarification_id: int) -> Replies:
    """The newest reply to each question, by question."""
    rows = ClarificationReply.objects.filter(question__clarification_id=clarification_id).order_by("id")
    written = list(rows.values_list("question_id", "text", "written_by__name", "written_at"))
    texts = {question: text for question, text, _, _ in written}
    return Replies(
        texts, len(written), written[-1][2] if written else "", written[-1][3] if written else None
    )
