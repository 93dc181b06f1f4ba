"""With a real worker and a real Redis: what is committed is done, told or not."""

import os
import subprocess
import sys

from redis import Redis

from fsm3.access import services
from fsm3.core import clock, jobs, mail
from fsm3.core.jobs import Job, State
from fsm3.core.mail import Mail, Text


def write_mail(number: int) -> int:
    user = services.add_user(email=f"{number}@x.example", name="x", password_hash="!", invented=True)
    return mail.write(to=user, text=Text("Hej", "Der ligger et brev."), at=clock.now())


def test_a_committed_job_is_done_by_the_worker(worker):
    written = write_mail(1)
    worker.wait_for(lambda: Mail.objects.get(id=written).sent_at, "the mail to be sent")
    worker.wait_for(lambda: Job.objects.get(key=f"mail:{written}").state == State.DONE, "the job to be done")


def test_45_a_job_whose_doorbell_was_lost_is_found_by_the_sweeper(worker):
    worker.stop()
    written = write_mail(2)
    with Redis.from_url(os.environ["REDIS_URL"]) as redis:
        redis.flushdb()
    worker.start()
    Job.objects.update(rung_at=clock.now() - jobs.RING_AGAIN_AFTER)
    assert jobs.sweep() == 1
    worker.wait_for(lambda: Mail.objects.get(id=written).sent_at, "the mail to be sent")


ACT_WITHOUT_REDIS = """
import django
django.setup()
import fsm3.celery
from fsm3.access import services
from fsm3.core import clock, mail
from fsm3.core.mail import Text
user = services.add_user(email="3@x.example", name="x", password_hash="!", invented=True)
mail.write(to=user, text=Text("Hej", "Der ligger et brev."), at=clock.now())
"""


def test_45_without_redis_an_act_commits_all_the_same_and_the_log_says_so(committed_db):
    """In a process of its own, for which no Redis answers."""
    environment = committed_db.environment() | {
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DJANGO_SETTINGS_MODULE": "fsm3.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ACT_WITHOUT_REDIS],
        env=environment,
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert Mail.objects.count() == 1
    assert "doorbell_silent" in done.stdout + done.stderr
