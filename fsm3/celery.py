"""The Celery app and the whole timetable.

The rows of the outbox are the truth, and Redis is the doorbell. So a message may be lost: it is acknowledged when it
is taken, no result is kept, nothing is put off to a later time in the broker, and ringing fails within a second when
Redis is away, for whoever rings has committed already and the sweeper finds what was not told.
"""

import os

from celery import Celery
from celery.signals import setup_logging
from redis.backoff import NoBackoff
from redis.retry import Retry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fsm3.settings")

from django.conf import settings

app = Celery("fsm3", include=["fsm3.tasks"], set_as_current=True)
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=1,
    broker_transport_options={
        "socket_connect_timeout": 0.5,
        "socket_timeout": 1,
        "retry": Retry(NoBackoff(), 0),
        "max_retries": 0,
    },
    task_acks_late=False,
    task_ignore_result=True,
    task_publish_retry=False,
    task_serializer="json",
    accept_content=["json"],
    timezone="UTC",
    worker_hijack_root_logger=False,
    worker_prefetch_multiplier=1,
    worker_send_task_events=False,
    beat_schedule={
        "sweep": {"task": "fsm3.tasks.sweep", "schedule": 10.0},
        "tick": {"task": "fsm3.tasks.tick", "schedule": 60.0},
    },
)


@setup_logging.connect
def _keep_our_logging(**_: object) -> None:
    """Let Django's configuration of the log stand; with a receiver here, Celery sets up none of its own."""
