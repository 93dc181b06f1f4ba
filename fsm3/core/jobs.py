"""The outbox: work that is to be done after a commit, each piece once.

A job is a row, written in the transaction that makes it necessary; the row is the truth and Redis only a doorbell. A
worker claims the row with a lease that a heartbeat keeps alive; a lease that runs out lets another worker take over.
The slow part of a job runs without locks and returns its effect; the effect and the mark "done" share one
transaction that first makes sure the claim is still this worker's. So a job may start twice and takes effect once.
What keeps failing becomes `stuck`, where a person sees it.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import structlog
from celery import current_app
from django.db import close_old_connections, connection, models, transaction
from django.db.models import F, Q
from kombu.exceptions import OperationalError

from fsm3.core import clock

LEASE = timedelta(seconds=30)
HEARTBEAT_SECONDS = 10
MOST_ATTEMPTS = 12
RING_AGAIN_AFTER = timedelta(seconds=15)

log = structlog.get_logger(__name__)


class State(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STUCK = "stuck"


class Job(models.Model):
    """One piece of work. `key` names it by its case or period, so that it is written once."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField()
    rung_at = models.DateTimeField()
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, default="", blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = (
            models.Index(fields=("not_before",), name="jobs_not_done", condition=~Q(state="done")),
            models.Index(fields=("kind", "state"), name="jobs_by_kind"),
        )
        constraints = (
            models.CheckConstraint(
                name="a_job_is_finished_when_it_is_done",
                condition=Q(state="done", finished_at__isnull=False)
                | ~Q(state="done") & Q(finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_running_job_has_a_lease",
                condition=~Q(state="running") | Q(token__isnull=False, lease_until__isnull=False),
            ),
        )


class Hopeless(Exception):
    """Trying again would change nothing: the job is stuck at once, where a person sees it."""


class LeaseLost(Exception):
    """Another worker has taken the job over; this one's effect must not happen."""


@dataclass(frozen=True)
class Claim:
    """A job in the hands of this worker."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    token: uuid.UUID

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is, for those who wait. Outside any transaction of the effect."""
        Job.objects.filter(id=self.id, token=self.token).update(progress_done=done, progress_total=total)

    def leave(self, payload: Mapping[str, Any]) -> None:
        """Leave on the row what the work came to, for those who read it afterwards. Within the effect's transaction."""
        Job.objects.filter(id=self.id, token=self.token).update(payload=dict(payload))


Effect = Callable[[], None]
Handler = Callable[[Claim], Effect]
_handlers: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does a kind of job: it works without locks and returns the effect to commit."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def enqueue(kind: str, *, key: str, payload: Mapping[str, Any], at: datetime | None = None) -> int:
    """Write a job within the caller's transaction, once per key, and ring for a worker after the commit."""
    moment = clock.now()
    job, written = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": dict(payload),
            "not_before": at or moment,
            "rung_at": moment,
            "created_at": moment,
        },
    )
    if written:
        transaction.on_commit(lambda: ring(kind, job.id))
    return job.id


def ring(kind: str, job_id: int) -> None:
    """Wake a worker. When the broker is away the sweeper finds the row, so that failing here loses nothing."""
    try:
        current_app.send_task(f"fsm3.tasks.{kind}", args=[job_id], retry=False, ignore_result=True)
    except OperationalError as error:
        log.warning("doorbell_silent", job=job_id, kind=kind, error=type(error).__name__)


def sweep(limit: int = 500) -> int:
    """Ring for every job that is due and that no worker holds; returns how many. Run by the timetable."""
    moment = clock.now()
    left = Q(state=State.WAITING, not_before__lte=moment, rung_at__lte=moment - RING_AGAIN_AFTER) | Q(
        state=State.RUNNING, lease_until__lt=moment
    )
    found = list(Job.objects.filter(left).order_by("id").values_list("kind", "id")[:limit])
    Job.objects.filter(id__in=[job_id for _, job_id in found]).update(rung_at=moment)
    for kind, job_id in found:
        ring(kind, job_id)
    return len(found)


def run(job_id: int) -> None:
    """Do a job: claim it, work, and commit its effect together with the mark that it is done.

    Not an error when there is nothing to claim: the doorbell may ring twice. A failure is kept on the row, with a
    later try, and raised to the worker's log.
    """
    claim = _claim(job_id)
    if claim is None:
        return
    structlog.contextvars.bind_contextvars(job_id=job_id)
    try:
        with _heartbeat(claim):
            effect = _handlers[claim.kind](claim)
            with transaction.atomic():
                _hold(claim)
                effect()
                _mark_done(claim)
    except LeaseLost:
        log.warning("lease_lost", kind=claim.kind)
    except Exception as error:
        _put_back(claim, error)
        raise
    finally:
        structlog.contextvars.unbind_contextvars("job_id")


@contextmanager
def in_this_process(kind: str, *, key: str) -> Iterator[Claim | None]:
    """Do a job here and not in a worker, all of it in one transaction that ends with the mark that it is done.

    None when the job is done or in other hands. A failure takes everything back and leaves the job for another try;
    what is cut off leaves nothing, and the next to come takes over once the lease has run out. Progress is told from
    another thread, for what this one writes is not to be seen before the end.
    """
    moment = clock.now()
    job, _ = Job.objects.get_or_create(
        key=key, defaults={"kind": kind, "not_before": moment, "rung_at": moment, "created_at": moment}
    )
    claim = _claim(job.id)
    if claim is None:
        yield None
        return
    try:
        with _heartbeat(claim), transaction.atomic():
            yield claim
            _hold(claim)
            _mark_done(claim)
    except BaseException as error:
        _put_back(claim, error)
        raise


def retry(job_id: int) -> None:
    """Give a job that is stuck, or waits for a later try, a new set of tries now, and ring for it. Called by a journey."""
    moment = clock.now()
    Job.objects.filter(id=job_id, state__in=(State.STUCK, State.WAITING)).update(
        state=State.WAITING, attempts=0, not_before=moment, rung_at=moment
    )
    kind = Job.objects.values_list("kind", flat=True).get(id=job_id)
    transaction.on_commit(lambda: ring(kind, job_id))


@dataclass(frozen=True)
class Count:
    """How many jobs of a kind there are in each state."""

    waiting: int
    running: int
    done: int
    stuck: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.running + self.done + self.stuck


def count(kind: str) -> Count:
    """How far all jobs of a kind are, in one query."""
    found = Job.objects.filter(kind=kind).aggregate(
        **{state.value: models.Count("id", filter=Q(state=state)) for state in State}
    )
    return Count(**found)


@dataclass(frozen=True)
class Progress:
    """How far one job is: `done` of `total`, both zero until it says."""

    state: State
    done: int
    total: int

    @property
    def percent(self) -> int:
        """The share that is done, cut to whole percent."""
        return 100 if self.state is State.DONE else 100 * self.done // max(self.total, 1)


def progress(kind: str) -> Progress | None:
    """How far the newest job of a kind is; None when there is none."""
    return _progress(Job.objects.filter(kind=kind).order_by("-id"))


def progress_of(key: str) -> Progress | None:
    """How far the job of a key is; None when there is none."""
    return _progress(Job.objects.filter(key=key))


def _progress(jobs: models.QuerySet[Job]) -> Progress | None:
    row = jobs.values_list("state", "progress_done", "progress_total").first()
    return Progress(State(row[0]), row[1], row[2]) if row else None


def _claim(job_id: int) -> Claim | None:
    moment, token = clock.now(), uuid.uuid4()
    free = Q(state=State.WAITING, not_before__lte=moment) | Q(state=State.RUNNING, lease_until__lt=moment)
    taken = Job.objects.filter(free, id=job_id, attempts__lt=MOST_ATTEMPTS).update(
        state=State.RUNNING,
        token=token,
        lease_until=moment + LEASE,
        attempts=F("attempts") + 1,
        tried_at=moment,
    )
    if not taken:
        Job.objects.filter(free, id=job_id).update(state=State.STUCK, token=None, lease_until=None)
        return None
    kind, payload = Job.objects.values_list("kind", "payload").get(id=job_id)
    return Claim(job_id, kind, payload, token)


def _hold(claim: Claim) -> None:
    """Lock the job's row for the effect, if it is still ours. Raises LeaseLost."""
    if not Job.objects.select_for_update(no_key=True).filter(id=claim.id, token=claim.token).exists():
        raise LeaseLost


def _mark_done(claim: Claim) -> None:
    Job.objects.filter(id=claim.id).update(
        state=State.DONE,
        finished_at=clock.now(),
        token=None,
        lease_until=None,
        last_error="",
    )


def _put_back(claim: Claim, error: BaseException) -> None:
    """Keep the fault on the row (its type and place, never a person's words) and set the next try, or give up."""
    mine = Job.objects.filter(id=claim.id, token=claim.token)
    attempts = mine.values_list("attempts", flat=True).first()
    if attempts is None:
        return
    pause = timedelta(seconds=min(2**attempts, 300))
    gives_up = attempts >= MOST_ATTEMPTS or isinstance(error, Hopeless)
    mine.update(
        state=State.STUCK if gives_up else State.WAITING,
        not_before=clock.now() + pause,
        token=None,
        lease_until=None,
        last_error=f"{type(error).__name__}: {error}"[:500],
    )


@contextmanager
def _heartbeat(claim: Claim) -> Iterator[None]:
    """Keep the lease alive from a thread of its own while the work goes on."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(HEARTBEAT_SECONDS):
            close_old_connections()
            Job.objects.filter(id=claim.id, token=claim.token).update(lease_until=clock.now() + LEASE)
        connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat-{claim.id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
