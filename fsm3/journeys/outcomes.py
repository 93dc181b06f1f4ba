"""Outcomes: files make vintages, vintages give shares, and months are locked and unlocked by two persons.

Source: domain page, "Outcomes". A file is taken whole or not at all; the same file twice changes nothing; a later vintage
of a locked month shows as a difference and moves nothing by itself (`bad-inputs.md` 58).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from applications.rules import free_text
from applications.rules.pool_terms import GroupKind, OutcomeTerms
from applications.selectors import awards
from applications.services import pools
from applications.services.pools import LockedPool
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core import jobs, journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.periods import Month
from fsm3.core.problems import NotReady, Problem, require
from fsm3.core.proposals import Proposed
from fsm3.journeys.kinds import Kind
from fsm3.journeys.pools import terms_in_force
from payouts.rules import outcome_cells, outcome_file
from payouts.rules.outcome_months import Absence, Parsed
from payouts.rules.shares import MonthCount
from payouts.selectors import outcomes as selectors
from payouts.selectors import vintages
from payouts.services import outcomes as services

IMPORT, COMPUTE = "import_outcomes", "compute_shares"
MOST_UPLOADED = 100_000_000
"""The bytes that a browser may send; a command takes more."""


@dataclass(frozen=True)
class Taking:
    """What a file is checked against: the columns of the pool and the municipalities with an award in force."""

    terms: OutcomeTerms
    awarded: frozenset[str]


def taking(pool_key: str) -> Taking:
    """What the next file of a pool is checked against. Raises NotReady(`pool_not_in_force`)."""
    pool = terms_in_force(pool_key)
    return Taking(pool.terms.outcomes, _awarded(pool.pool_id))


@transaction.atomic
def receive(
    pool_key: str,
    content: bytes,
    *,
    file_name: str,
    confirmations: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> int:
    """Take an uploaded file in, to be read by a job; the id of the upload.

    Refused at once, and not kept for a moment, is what is no such text, and what holds a CPR number anywhere.
    """
    rights.require(by, Role.CASEWORKER)
    pool = pools.lock(pool_key)
    require(_name_faults(file_name))
    text = outcome_file.decoded(content, most=MOST_UPLOADED)
    if outcome_cells.holds_cpr(text):
        raise NotReady([Problem("cpr_in_upload")])
    confirmed = [str(Absence.parse(each)) for each in confirmations]
    upload = services.keep_upload(
        pool.id, content, file_name=file_name, confirmations=confirmed, by=by, at=at
    )
    jobs.enqueue(IMPORT, key=f"outcome_file:{upload}", payload={"upload": upload})
    journal.record("outcomes.received", subject=_subject(pool_key), by=by, at=at, content={"upload": upload})
    return upload


def _name_faults(file_name: str) -> Iterable[Problem]:
    return free_text.faults(file_name, where="file_name", longest=200)


@transaction.atomic
def import_outcomes(pool_key: str, parsed: Parsed, *, by: Actor, at: datetime) -> int | None:
    """Store a file that passed its checks as a vintage, and have its months counted; the vintage's id.

    None when the newest vintage of its months is the same file for the same municipalities. Raises NotReady with
    `awards_moved` when others have an award than when the file was checked.
    """
    rights.require(by, Role.CASEWORKER)
    pool = pools.lock(pool_key)
    require(_unfit(pool, parsed))
    if vintages.says_the_same(pool.id, parsed):
        return None
    vintage, number = services.add_vintage(pool.id, parsed, by=by, at=at)
    for month in parsed.months:
        _have_counted(vintage, month)
    content = {"vintage": vintage, "number": number, "file": parsed.sha256, "rows": parsed.rows}
    journal.record("outcomes.imported", subject=_subject(pool_key), by=by, at=at, content=content)
    return vintage


def _unfit(pool: LockedPool, parsed: Parsed) -> Iterable[Problem]:
    """Why a file that passed its own checks cannot be stored now."""
    yield from _name_faults(parsed.file_name)
    if frozenset(parsed.municipalities) != _awarded(pool.id):
        yield Problem("awards_moved")
    seen = set(parsed.months) | set(vintages.newest_by_month(vintages.heads(pool.id)))
    for award in awards.in_force_in(pool.id):
        first = next(award.period.months())
        if award.terms.outcomes.group is GroupKind.FIXED_LIST and first not in seen:
            yield Problem("list_month_missing", str(first), {"month": str(first)})


@transaction.atomic
def close_upload(upload_id: int, vintage: int | None, *, at: datetime) -> None:
    """Let go of the bytes of a file that was stored, or that said nothing new."""
    services.close_upload(upload_id, vintage_id=vintage, problems=(), at=at)


@transaction.atomic
def refuse_upload(upload_id: int, problems: Sequence[Problem], *, at: datetime) -> None:
    """Let go of the bytes of a file that was refused, and keep its faults."""
    services.close_upload(upload_id, vintage_id=None, problems=problems, at=at)


@transaction.atomic
def keep_shares(vintage: int, counts: Mapping[str, MonthCount]) -> None:
    """Keep the shares of a month that a job has counted."""
    services.keep_shares(vintage, counts)


@transaction.atomic
def due() -> None:
    """Have every month counted whose shares are missing; the timetable asks."""
    for vintage, month in vintages.without_shares():
        _have_counted(vintage, month)


@transaction.atomic
def counting(vintage: int, months: Iterable[Month]) -> tuple[int, ...]:
    """The jobs that count the months of a vintage, for one who does them in its own process."""
    return tuple(_have_counted(vintage, month) for month in months)


def _have_counted(vintage: int, month: Month) -> int:
    payload = {"vintage": vintage, "month": str(month)}
    return jobs.enqueue(COMPUTE, key=f"shares:{vintage}:{month}", payload=payload)


@transaction.atomic
def prepare_lock(pool_key: str, months: Collection[Month], *, by: Actor, at: datetime) -> int:
    """Propose to lock months, each on the newest vintage that contains it, with its flags told.

    Raises NotReady: `no_months`, `month_unknown`, `month_locked_already`, `shares_not_counted`.
    """
    rights.require(by, Role.CASEWORKER)
    pool = pools.lock(pool_key)
    standing = selectors.standing(pool.id)
    require(_not_lockable(standing, months))
    chosen = {str(month): _lockable(standing, month) for month in sorted(months)}
    return _propose(
        Kind.MONTH_LOCK, "months.lock_prepared", pool_key, {"months": chosen}, chosen, by=by, at=at
    )


def _not_lockable(
    standing: Mapping[Month, selectors.Standing], months: Collection[Month]
) -> Iterable[Problem]:
    if not months:
        yield Problem("no_months")
    for month in sorted(months):
        found, detail = standing.get(month), {"month": str(month)}
        if found is None:
            yield Problem("month_unknown", str(month), detail)
        elif found.locked:
            yield Problem("month_locked_already", str(month), detail)
        elif not found.counted:
            yield Problem("shares_not_counted", str(month), detail)


def _lockable(standing: Mapping[Month, selectors.Standing], month: Month) -> dict[str, object]:
    """What a month is locked on, and what was flagged, as it is frozen in the proposal."""
    found = standing.get(month)
    if found is None:
        return {}
    return {"vintage": found.newest, "locked": found.locked, "shares": found.sha256, "flags": found.flags}


def decide_lock(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Lock months, or not. Stale when a later vintage contains one of them."""
    rights.require(by, Role.APPROVER)
    key, months = _of(proposal)
    pool = pools.lock(key)
    standing = selectors.standing(pool.id)
    now = {str(month): _lockable(standing, month) for month in months}
    proposals.decide(proposal, approve=approve, subject_state=_digest(now), by=by, at=at, reason=reason)
    if approve:
        chosen = {month: standing[month].newest for month in months}
        services.lock_months(pool.id, chosen, proposal=proposal.id, at=at)
    _record("months.locked" if approve else "months.lock_rejected", proposal, by=by, at=at)


@transaction.atomic
def prepare_unlock(pool_key: str, months: Collection[Month], *, reason: str, by: Actor, at: datetime) -> int:
    """Propose to unlock months, with a reason. Raises NotReady: `no_months`, `reason_missing`, `month_not_locked`."""
    rights.require(by, Role.CASEWORKER)
    pool = pools.lock(pool_key)
    locked = vintages.locks(pool.id)
    require(_not_unlockable(locked, months, reason))
    content = {"months": [str(month) for month in sorted(months)], "reason": reason}
    state = {str(month): locked[month] for month in months}
    return _propose(Kind.MONTH_UNLOCK, "months.unlock_prepared", pool_key, content, state, by=by, at=at)


def _not_unlockable(locked: Mapping[Month, int], months: Collection[Month], reason: str) -> Iterable[Problem]:
    if not months:
        yield Problem("no_months")
    if not reason.strip():
        yield Problem("reason_missing", "reason")
    for month in sorted(months):
        if month not in locked:
            yield Problem("month_not_locked", str(month), {"month": str(month)})


def decide_unlock(proposal: Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Unlock months, or not."""
    rights.require(by, Role.APPROVER)
    key, months = _of(proposal)
    pool = pools.lock(key)
    locked = vintages.locks(pool.id)
    state = {str(month): locked.get(month) for month in months}
    proposals.decide(proposal, approve=approve, subject_state=_digest(state), by=by, at=at, reason=reason)
    if approve:
        services.unlock_months(pool.id, months, proposal=proposal.id, at=at)
    _record("months.unlocked" if approve else "months.unlock_rejected", proposal, by=by, at=at)


def _propose(
    kind: Kind,
    act: str,
    pool_key: str,
    content: Mapping[str, object],
    state: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
) -> int:
    proposal = proposals.prepare(
        kind, subject=f"months:{pool_key}", content=content, subject_state=_digest(state), by=by, at=at
    )
    _record(act, proposal, by=by, at=at)
    return proposal.id


def _record(act: str, proposal: Proposed, *, by: Actor, at: datetime) -> None:
    journal.record(act, subject=proposal.subject, by=by, at=at, content={"proposal": proposal.sha256})


def _of(proposal: Proposed) -> tuple[str, tuple[Month, ...]]:
    """The pool and the months of a proposal."""
    months = tuple(Month.parse(month) for month in proposal.content["months"])
    return proposal.subject.removeprefix("months:"), months


def _digest(state: Mapping[str, object]) -> str:
    return sha256(canonical(state))


def _subject(pool_key: str) -> str:
    return f"pool:{pool_key}"


def _awarded(pool_id: int) -> frozenset[str]:
    return frozenset(place.code for award in awards.in_force_in(pool_id) for place in award.places)
