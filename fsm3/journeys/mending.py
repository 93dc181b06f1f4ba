"""Mending: somebody has jobs that failed tried again, one or all of a kind, once the cause is out of the way.

A caseworker tries nothing again in a case that is hidden from them (`bad-inputs.md` 31); an administrator sees no cases, and
tries every job again without reading what is in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from applications.selectors import case_heads
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core import jobs, jobs_seen, journal
from fsm3.core.actors import Actor
from fsm3.core.jobs_seen import Trouble
from fsm3.core.problems import NotReady, Problem

MENDS = (Role.CASEWORKER, Role.ADMINISTRATOR)


def seen_by(found: Iterable[Trouble], actor: Actor) -> tuple[Trouble, ...]:
    """Those of the jobs that somebody may know of."""
    known = tuple(found)
    if actor.role == Role.ADMINISTRATOR:
        return known
    cases = case_heads.heads({each.case for each in known if each.case}, actor=actor)
    return tuple(each for each in known if each.case is None or each.case in cases)


@transaction.atomic
def retry(job_id: int, *, by: Actor, at: datetime) -> None:
    """Have one job tried again. Raises NotReady(`nothing_to_retry`) when it is not in trouble (any more)."""
    rights.require(by, *MENDS)
    found = seen_by(jobs_seen.in_trouble(job=job_id), by)
    if not found:
        raise NotReady([Problem("nothing_to_retry")])
    (trouble,) = found
    jobs.retry(job_id)
    content = {"kind": trouble.kind}
    journal.record("job.retried", subject=f"job:{job_id}", case=trouble.case, by=by, at=at, content=content)


@transaction.atomic
def retry_all(kind: str, *, by: Actor, at: datetime) -> int:
    """Have every job of a kind that is in trouble tried again; returns how many. Raises NotReady(`nothing_to_retry`)."""
    rights.require(by, *MENDS)
    found = seen_by(jobs_seen.in_trouble(kind=kind), by)
    if not found:
        raise NotReady([Problem("nothing_to_retry")])
    for each in found:
        jobs.retry(each.id)
    content = {"jobs": [each.id for each in found]}
    journal.record("jobs.retried", subject=f"jobs:{kind}"[:80], by=by, at=at, content=content)
    return len(found)
