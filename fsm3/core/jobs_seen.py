"""Jobs as people look at them: how long the queue is, which jobs are in trouble, and what each of these is for.

A job is in trouble when it is stuck, when it has been due for some minutes and nobody took it, when a worker that held it
is gone, or when it failed at least once and waits for its next try.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Q, When

from fsm3.core import clock
from fsm3.core.documents import Document
from fsm3.core.jobs import MOST_ATTEMPTS, Job, State
from fsm3.core.mail import Mail
from fsm3.core.periods import COPENHAGEN

TOO_LONG = timedelta(minutes=5)
"""How long a job may be due before it is shown: the sweeper rings for it every few seconds."""
MOST = 200


@dataclass(frozen=True)
class Queue:
    """How many jobs of a kind there are now, and how many were done since midnight."""

    kind: str
    waiting: int
    running: int
    done_today: int
    stuck: int


def queues() -> tuple[Queue, ...]:
    """All kinds of job that there is anything to say of today, in one query."""
    midnight = clock.now().astimezone(COPENHAGEN).replace(hour=0, minute=0, second=0, microsecond=0)
    done = Q(state=State.DONE, finished_at__gte=midnight)
    rows = (
        Job.objects.filter(~Q(state=State.DONE) | done)
        .values("kind")
        .annotate(
            waiting=Count("id", filter=Q(state=State.WAITING)),
            running=Count("id", filter=Q(state=State.RUNNING)),
            done_today=Count("id", filter=done),
            stuck=Count("id", filter=Q(state=State.STUCK)),
        )
        .order_by("kind")
    )
    return tuple(Queue(**row) for row in rows)


@dataclass(frozen=True)
class Trouble:
    """A job in trouble. `fault` is the technical line, empty where nothing was caught; `next_at` when it is due, unless stuck.

    `case` is what it is for, if it is for one. `title` and `person` are those of its document or mail. `interrupted` says that it was cut off every time.
    """

    id: int
    kind: str
    key: str
    payload: Mapping[str, Any]
    state: State
    attempts: int
    fault: str
    since: datetime
    tried_at: datetime | None
    next_at: datetime
    case: int | None = None
    title: str = ""
    person: int | None = None

    @property
    def interrupted(self) -> bool:
        """Whether nothing was caught although it was tried as often as a job is."""
        return not self.fault and self.attempts >= MOST_ATTEMPTS


def in_trouble(*, kind: str = "", job: int | None = None) -> tuple[Trouble, ...]:
    """The jobs in trouble, those that are stuck first and those that only wait last; in three queries.

    All of a kind, one alone, or at most `MOST` of all kinds.
    """
    moment = clock.now()
    trouble = (
        Q(state=State.STUCK)
        | Q(state=State.WAITING, not_before__lt=moment - TOO_LONG)
        | Q(state=State.WAITING, attempts__gt=0)
        | Q(state=State.RUNNING, lease_until__lt=moment - TOO_LONG)
    )
    worst = Case(When(state=State.STUCK, then=0), When(attempts__gt=0, then=1), default=2)
    rows = Job.objects.filter(trouble).order_by(worst, "kind", "id")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(id=job) if job is not None else rows
    found = list(rows if kind else rows[:MOST])
    documents = _documents({row.payload["document"] for row in found if "document" in row.payload})
    mails = _mails({row.payload["mail"] for row in found if "mail" in row.payload})
    return tuple(_trouble(row, documents, mails) for row in found)


_Named = dict[int, tuple[int | None, str, int | None]]
"""Of a document or a mail: its case, its title, and the person it is to."""


def _documents(ids: set[int]) -> _Named:
    rows = Document.objects.filter(id__in=ids).values_list("id", "case", "title")
    return {id_: (case, title, None) for id_, case, title in rows}


def _mails(ids: set[int]) -> _Named:
    rows = Mail.objects.filter(id__in=ids).values_list("id", "case", "subject", "to_id")
    return {id_: (case, subject, to) for id_, case, subject, to in rows}


def _trouble(row: Job, documents: _Named, mails: _Named) -> Trouble:
    nothing = (None, "", None)
    if "document" in row.payload:
        case, title, person = documents.get(row.payload["document"], nothing)
    else:
        case, title, person = mails.get(row.payload.get("mail", 0), nothing)
    return Trouble(
        row.id,
        row.kind,
        row.key,
        row.payload,
        State(row.state),
        row.attempts,
        row.last_error,
        row.created_at,
        row.tried_at,
        row.not_before,
        case,
        title,
        person,
    )
