"""Writes of applications: start, draft, joint application, sending, status."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from applications.models import Application, Draft, Participation, Pool, Submission, TaskEdit
from applications.rules import tasks
from applications.rules.sending import Task
from applications.rules.workflow import Status
from fsm3.core.canonical import sha256
from fsm3.core.money import Money


@dataclass(frozen=True)
class LockedCase:
    """An application whose row this transaction holds."""

    id: int
    number: str
    status: Status
    pool_id: int
    pool_key: str
    lead: str
    invented: bool


def lock(application_id: int) -> LockedCase:
    """Lock a case, after its pool where both are needed. Raises Application.DoesNotExist."""
    return _locked(_to_lock().get(id=application_id))


def lock_many(application_ids: Collection[int]) -> tuple[LockedCase, ...]:
    """Lock cases, the one opened first before the others, in one query; one that is none is left out."""
    return tuple(_locked(row) for row in _to_lock().filter(id__in=application_ids).order_by("id"))


def _to_lock() -> QuerySet[Application]:
    return Application.objects.select_for_update(of=("self",), no_key=True).select_related("pool")


def _locked(row: Application) -> LockedCase:
    return LockedCase(
        row.id, row.number, Status(row.status), row.pool_id, row.pool.key, row.lead_id, row.invented
    )


def start(
    pool_id: int, *, lead: str, prefix: str, year: int, by: int | None, invented: bool, at: datetime
) -> int:
    """Open a case with the pool's next number and an empty draft; the pool is locked."""
    Pool.objects.filter(id=pool_id).update(last_number=F("last_number") + 1)
    count = Pool.objects.values_list("last_number", flat=True).get(id=pool_id)
    row = Application.objects.create(
        pool_id=pool_id, lead_id=lead, number=f"{prefix}-{year}-{count:04}", started_at=at, invented=invented
    )
    Draft.objects.create(application=row, edited_by_id=by, edited_at=at)
    Participation.objects.create(application=row, pool_id=pool_id, municipality_id=lead, leads=True)
    return row.id


def set_status(application_id: int, status: Status) -> None:
    """Move a case to the status that the workflow gave."""
    Application.objects.filter(id=application_id).update(status=status)


def write_answers(application_id: int, answers: Mapping[str, Any], *, by: int | None, at: datetime) -> None:
    """Put answers into the draft beside those it has, and count an edit of each task they belong to."""
    draft = Draft.objects.get(application_id=application_id)
    _edit(application_id, by=by, at=at, answers={**draft.answers, **answers})
    for task in tasks.of_answers(answers):
        count_edit(application_id, task, by=by, at=at)


def write_obligations(application_id: int, keys: Sequence[str], *, by: int | None, at: datetime) -> None:
    """Let the draft hold the obligations that are accepted, and count the edit."""
    _edit(application_id, by=by, at=at, obligations=sorted(set(keys)))
    count_edit(application_id, Task.OBLIGATIONS, by=by, at=at)


def open_draft(application_id: int, *, open_: bool) -> None:
    """Open the draft for a correction beside what was sent, or close it when it is sent."""
    Draft.objects.filter(application_id=application_id).update(open=open_)


def lay_out(application_id: int, answers: Mapping[str, str], obligations: Sequence[str]) -> None:
    """Let a draft hold the answers and obligations of a version that was sent. By itself it counts as nobody's edit."""
    Draft.objects.filter(application_id=application_id).update(
        answers=dict(answers), obligations=list(obligations)
    )


def count_edit(application_id: int, task: str, *, by: int | None, at: datetime) -> None:
    """Count an edit of a task; the case is locked."""
    row, _ = TaskEdit.objects.get_or_create(
        application_id=application_id, task=task, defaults={"edited_at": at}
    )
    TaskEdit.objects.filter(id=row.id).update(edition=F("edition") + 1, edited_by_id=by, edited_at=at)


def cover(application_id: int, pool_id: int, municipality: str) -> None:
    """Let an application cover a municipality, which has yet to consent."""
    Participation.objects.create(
        application_id=application_id, pool_id=pool_id, municipality_id=municipality, leads=False
    )


def uncover(application_id: int, municipality: str) -> None:
    """Let an application that was never sent cover a municipality no more, which is free again."""
    Participation.objects.filter(
        application_id=application_id, municipality_id=municipality, leads=False
    ).delete()


def consent(application_id: int, municipality: str, *, by: int | None, at: datetime) -> None:
    """Keep the consent of a covered municipality."""
    Participation.objects.filter(
        application_id=application_id, municipality_id=municipality, leads=False, active=True
    ).update(consented_by_id=by, consented_at=at)


def leave(application_id: int) -> None:
    """Free the municipalities of an application that was withdrawn."""
    Participation.objects.filter(application_id=application_id).update(active=False)


@dataclass(frozen=True)
class Frozen:
    """What is sent, as the text that its receipt vouches for, with what lists tell of it."""

    text: str
    requested: Money
    choices: Mapping[str, str]


@dataclass(frozen=True)
class Sent:
    """A version as it was just stored."""

    id: int
    number: int
    receipt: str
    sha256: str


def add_submission(
    application_id: int,
    *,
    case_number: str,
    received_at: datetime,
    in_time: bool,
    frozen: Frozen,
    pool_version_id: int,
    cap_table_id: int,
    by: int,
    clarification_id: int | None = None,
) -> Sent:
    """Freeze a version as it was sent; its receipt is the case number with the version's number."""
    number = Submission.objects.filter(application_id=application_id).count() + 1
    receipt, digest = f"{case_number}/{number}", sha256(frozen.text)
    row = Submission.objects.create(
        application_id=application_id,
        number=number,
        receipt=receipt,
        received_at=received_at,
        in_time=in_time,
        content=frozen.text,
        sha256=digest,
        requested=frozen.requested,
        choices=frozen.choices,
        pool_version_id=pool_version_id,
        cap_table_id=cap_table_id,
        sent_by_id=by,
        clarification_id=clarification_id,
    )
    return Sent(row.id, number, receipt, digest)


def assign(application_id: int, caseworker_id: int) -> None:
    """Give a case to a caseworker."""
    Application.objects.filter(id=application_id).update(caseworker_id=caseworker_id)


def _edit(application_id: int, *, by: int | None, at: datetime, **values: Any) -> None:
    Draft.objects.filter(application_id=application_id).update(edited_by_id=by, edited_at=at, **values)
