"""What counts as a job in trouble, what it is for, and how the queue stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

import fsm3.jobs.mail  # noqa: F401  its handler fails without a mail
from fsm3.core import clock, jobs, jobs_seen
from fsm3.core.jobs import Job, State

pytestmark = pytest.mark.django_db
LONG = jobs_seen.TOO_LONG + timedelta(seconds=1)


def job(key: str, **changes: object) -> int:
    number = jobs.enqueue("send_mail", key=key, payload={})
    Job.objects.filter(id=number).update(**changes)
    return number


def test_stuck_failed_and_left_alone_jobs_are_in_trouble_and_no_others():
    moment = clock.now()
    job("fresh")
    job("later", not_before=moment + timedelta(hours=1))
    job("done", state=State.DONE, finished_at=moment)
    held = {"state": State.RUNNING, "token": "00000000-0000-0000-0000-000000000001"}
    job("running", **held, lease_until=moment + timedelta(seconds=20))
    stuck = job("stuck", state=State.STUCK)
    failed = job("failed", attempts=1, not_before=moment + timedelta(minutes=3), last_error="OSError: x")
    alone = job("alone", not_before=moment - LONG)
    gone = job("gone", **held, lease_until=moment - LONG)
    assert [each.id for each in jobs_seen.in_trouble()] == [stuck, failed, alone, gone]
    assert [each.id for each in jobs_seen.in_trouble(job=alone)] == [alone]
    assert jobs_seen.in_trouble(kind="render_document") == ()


def test_a_job_that_was_cut_off_each_time_is_told_from_one_that_nobody_took():
    job("cut", state=State.STUCK, attempts=jobs.MOST_ATTEMPTS)
    job("left", not_before=clock.now() - LONG)
    assert [each.interrupted for each in jobs_seen.in_trouble()] == [True, False]


def test_when_a_job_was_tried_is_kept():
    number = job("one")
    assert Job.objects.get(id=number).tried_at is None
    with pytest.raises(KeyError):
        jobs.run(number)
    tried = Job.objects.get(id=number).tried_at
    assert tried is not None
    assert clock.now() - tried < timedelta(minutes=1)


def test_the_queue_counts_by_kind_what_is_now_and_what_was_done_today():
    moment = clock.now()
    job("waits")
    job("stuck", state=State.STUCK)
    job("done", state=State.DONE, finished_at=moment)
    job("old", state=State.DONE, finished_at=moment - timedelta(days=2))
    (queue,) = jobs_seen.queues()
    assert (queue.waiting, queue.running, queue.done_today, queue.stuck) == (1, 0, 1, 1)
