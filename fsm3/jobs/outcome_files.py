"""Taking an outcome file, from a caseworker's upload or an operator's disk, and counting the months of its vintage."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from applications.selectors.pools import municipalities
from fsm3.access.rights import NotAllowed
from fsm3.core import clock, jobs
from fsm3.core.actors import Actor
from fsm3.core.jobs import Claim, Effect
from fsm3.core.periods import Month
from fsm3.core.problems import NotReady, Problem
from fsm3.jobs import intake
from fsm3.journeys import outcomes
from payouts.rules.outcome_file import Columns
from payouts.rules.outcome_months import Absence, Parsed
from payouts.selectors import vintages


def parse(pool_key: str, content: bytes, *, file_name: str, confirmations: Collection[str]) -> Parsed:
    """Check a file whole for a pool as it stands now. Raises NotReady with every fault."""
    taking = outcomes.taking(pool_key)
    return intake.check(
        content,
        file_name=file_name,
        columns=Columns.of(taking.terms),
        known=frozenset(municipalities()),
        awarded=taking.awarded,
        confirmed=[Absence.parse(text) for text in confirmations],
    )


@jobs.handles(outcomes.IMPORT)
def import_outcomes(claim: Claim) -> Effect:
    """Read an uploaded file; the effect stores it whole, or keeps why it was refused. Either way its bytes go."""
    upload = vintages.upload(claim.payload["upload"])
    if upload is None:
        return lambda: None
    try:
        parsed = parse(
            upload.pool_key, upload.content, file_name=upload.file_name, confirmations=upload.confirmations
        )
    except NotReady as refused:
        problems = refused.problems
        return lambda: outcomes.refuse_upload(upload.id, problems, at=clock.now())
    return lambda: _take(upload.id, upload.pool_key, parsed, by=upload.by, at=clock.now())


def _take(upload_id: int, pool_key: str, parsed: Parsed, *, by: Actor, at: datetime) -> None:
    """Store what passed; one who meanwhile lost the right to import is refused, for good."""
    try:
        vintage = outcomes.import_outcomes(pool_key, parsed, by=by, at=at)
    except NotAllowed:
        outcomes.refuse_upload(upload_id, [Problem("not_yours")], at=at)
    else:
        outcomes.close_upload(upload_id, vintage, at=at)


@jobs.handles(outcomes.COMPUTE)
def compute_shares(claim: Claim) -> Effect:
    """Count every municipality's share of a month; what it counts from never changes, so it may run twice."""
    vintage, month = claim.payload["vintage"], Month.parse(claim.payload["month"])
    counts = vintages.count_month(vintage, month)
    return lambda: outcomes.keep_shares(vintage, counts)


def take_here(
    pool_key: str,
    content: bytes,
    *,
    file_name: str,
    confirmations: Collection[str],
    by: Actor,
    at: datetime,
) -> int | None:
    """Check, store and count a file in this process; the vintage's id, or None when the file says nothing new.

    A month that a worker has taken in hand meanwhile is left to it.
    """
    parsed = parse(pool_key, content, file_name=file_name, confirmations=confirmations)
    vintage = outcomes.import_outcomes(pool_key, parsed, by=by, at=at)
    for job in outcomes.counting(vintage, parsed.months) if vintage else ():
        jobs.run(job)
    return vintage
