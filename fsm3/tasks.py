"""The Celery tasks, named after what they do. Each does one job row; beside them the sweeper and the timetable's tick."""

from __future__ import annotations

from celery import shared_task
from celery.signals import worker_init

import fsm3.jobs.heads
import fsm3.jobs.mail
import fsm3.jobs.outcome_files
import fsm3.jobs.render
import fsm3.jobs.seal
from fsm3.core import clock, jobs
from fsm3.jobs.certificates import NoAuthority
from fsm3.journeys import heads, outcomes


@shared_task
def render_document(job_id: int) -> None:
    """Make the file of a document."""
    jobs.run(job_id)


@shared_task
def seal_account(job_id: int) -> None:
    """Make and sign the file of an account."""
    jobs.run(job_id)


@shared_task
def send_mail(job_id: int) -> None:
    """Send a mail."""
    jobs.run(job_id)


@shared_task
def tell_journal_head(job_id: int) -> None:
    """Tell the administrators where the journal stands."""
    jobs.run(job_id)


@shared_task
def import_outcomes(job_id: int) -> None:
    """Read an uploaded outcome file."""
    jobs.run(job_id)


@shared_task
def compute_shares(job_id: int) -> None:
    """Count the outcome shares of one month."""
    jobs.run(job_id)


@shared_task
def sweep() -> int:
    """Ring for every job that is due and that no worker holds."""
    return jobs.sweep()


@shared_task
def tick() -> None:
    """Write the jobs that the calendar makes due."""
    heads.due(at=clock.now())
    outcomes.due()


@worker_init.connect
def open_authority(**_: object) -> None:
    """Read the authority before the worker takes its first job; one that could not sign refuses to start."""
    try:
        fsm3.jobs.seal.authority()
    except NoAuthority as fault:
        raise SystemExit(str(fault)) from fault
