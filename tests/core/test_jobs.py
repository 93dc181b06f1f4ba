"""The outbox: a job is written once, may start twice, takes effect once, and never gets lost silently."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from fsm3.core import clock, jobs
from fsm3.core.jobs import Claim, Effect, Job, State
from fsm3.core.mail import Mail

effects: list[int] = []


@pytest.fixture(autouse=True)
def _start_clean() -> None:
    effects.clear()


@jobs.handles("count_up")
def count_up(claim: Claim) -> Effect:
    return lambda: effects.append(claim.payload["number"])


@jobs.handles("fail_always")
def fail_always(claim: Claim) -> Effect:
    raise ValueError("no good")


@jobs.handles("fail_in_effect")
def fail_in_effect(claim: Claim) -> Effect:
    def effect() -> None:
        jobs.enqueue("count_up", key="inner", payload={"number": 0})
        raise ValueError("too late")

    return effect


@jobs.handles("lose_lease")
def lose_lease(claim: Claim) -> Effect:
    Job.objects.filter(id=claim.id).update(token=None, state=State.WAITING, lease_until=None)
    return lambda: effects.append(1)


def enqueue(kind: str, key: str = "one") -> int:
    return jobs.enqueue(kind, key=key, payload={"number": 1})


def make_due(job: int) -> None:
    Job.objects.filter(id=job).update(not_before=clock.now(), rung_at=clock.now() - jobs.RING_AGAIN_AFTER)


@pytest.mark.django_db
def test_a_key_is_written_once():
    assert enqueue("count_up") == enqueue("count_up")
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_28_a_job_run_twice_takes_effect_once():
    job = enqueue("count_up")
    jobs.run(job)
    jobs.run(job)
    assert effects == [1]
    assert Job.objects.get(id=job).state == State.DONE


@pytest.mark.django_db
def test_a_failing_job_is_tried_again_later_and_says_why():
    job = enqueue("fail_always")
    with pytest.raises(ValueError, match="no good"):
        jobs.run(job)
    row = Job.objects.get(id=job)
    assert (row.state, row.attempts, row.last_error) == (State.WAITING, 1, "ValueError: no good")
    assert row.not_before > clock.now()


@pytest.mark.django_db
def test_an_effect_that_fails_leaves_nothing_behind():
    job = enqueue("fail_in_effect")
    with pytest.raises(ValueError, match="too late"):
        jobs.run(job)
    assert not Job.objects.filter(key="inner").exists()


@pytest.mark.django_db
def test_what_keeps_failing_ends_where_a_person_sees_it_and_can_be_tried_again():
    job = enqueue("fail_always")
    for _ in range(jobs.MOST_ATTEMPTS):
        make_due(job)
        with pytest.raises(ValueError, match="no good"):
            jobs.run(job)
    assert jobs.count("fail_always").stuck == 1
    make_due(job)
    assert jobs.sweep() == 0
    jobs.retry(job)
    assert Job.objects.get(id=job).state == State.WAITING


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_every_time_ends_stuck():
    job = enqueue("count_up")
    gone = clock.now() - timedelta(seconds=1)
    Job.objects.filter(id=job).update(
        state=State.RUNNING, token="0" * 32, lease_until=gone, attempts=jobs.MOST_ATTEMPTS
    )
    jobs.run(job)
    assert effects == []
    assert Job.objects.get(id=job).state == State.STUCK


@pytest.mark.django_db
def test_whoever_lost_the_lease_has_no_effect():
    job = enqueue("lose_lease")
    jobs.run(job)
    assert effects == []
    assert Job.objects.get(id=job).state == State.WAITING


@pytest.mark.django_db
def test_a_running_job_is_left_alone_until_its_lease_is_over():
    job = enqueue("count_up")
    until = clock.now() + jobs.LEASE
    Job.objects.filter(id=job).update(state=State.RUNNING, token="0" * 32, lease_until=until)
    jobs.run(job)
    assert effects == []
    Job.objects.filter(id=job).update(lease_until=clock.now() - timedelta(seconds=1))
    jobs.run(job)
    assert effects == [1]


@pytest.mark.django_db
def test_the_sweeper_finds_what_was_not_told_and_what_was_dropped():
    untold, dropped, fresh = (enqueue("count_up", key) for key in ("untold", "dropped", "fresh"))
    make_due(untold)
    gone = clock.now() - timedelta(seconds=1)
    Job.objects.filter(id=dropped).update(state=State.RUNNING, token="0" * 32, lease_until=gone)
    assert jobs.sweep() == 2
    assert Job.objects.get(id=fresh).rung_at < Job.objects.get(id=untold).rung_at


@pytest.mark.django_db
def test_progress_is_seen_while_the_work_goes_on():
    job = enqueue("count_up")
    claim = jobs._claim(job)
    assert claim is not None
    claim.progress(3, 98)
    row = Job.objects.get(id=job)
    assert (row.progress_done, row.progress_total) == (3, 98)


def test_28_the_same_job_run_by_eight_at_once_takes_effect_once(committed_db):
    for round_ in range(12):
        job = jobs.enqueue("count_up", key=f"round {round_}", payload={"number": round_})
        ready = threading.Barrier(8)

        def run(job: int = job, ready: threading.Barrier = ready) -> None:
            ready.wait()
            jobs.run(job)
            connection.close()

        threads = [threading.Thread(target=run) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert effects == list(range(12))


def test_without_the_claim_the_same_race_does_happen(committed_db):
    """The test above can fail: eight who only ask whether it is done do it more than once."""
    done = threading.Event()
    ready = threading.Barrier(8)

    def run() -> None:
        ready.wait()
        if not done.is_set():
            Job.objects.count()
            effects.append(1)
            done.set()
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(effects) > 1


def test_a_job_that_is_rolled_back_with_its_act_was_never_there(committed_db):
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("count_up")
        raise RuntimeError
    assert Job.objects.count() == 0
    assert Mail.objects.count() == 0
