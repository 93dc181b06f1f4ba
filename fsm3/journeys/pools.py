"""Pools: terms and caps are proposed by one and put in force by another. Source: domain page, "The pool"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from applications.rules import pool_moves
from applications.rules.caps_file import CapRow
from applications.rules.pool_file import digest, dump_pool, read_pool
from applications.rules.pool_terms import Cohort, PoolTerms
from applications.selectors import cases
from applications.selectors import pools as selectors
from applications.services import pools as services
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core import journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys.kinds import Kind


@transaction.atomic
def prepare_pool_version(
    text: str, *, by: Actor, at: datetime, reason: str = "", seen: str | None = None
) -> int | None:
    """Read a pool file and propose it as the pool's next version; None when it says what is in force or waits already.

    A deadline that moves needs a reason, which is published. `seen` is the state that the differences were seen against,
    as `version_state` tells it. Raises NotReady with every fault of the file, and with what the terms may not become.
    """
    rights.require(by, Role.CASEWORKER)
    terms = read_pool(text)
    services.keep_pool(terms.key, invented=terms.invented)
    pool = services.lock(terms.key)
    state = version_state(terms.key)
    _same_state(state, seen)
    require(version_faults(terms, reason=reason, at=at))
    subject = f"pool:{terms.key}"
    version = _next_version(pool.id, terms, subject, at)
    if version is None:
        return None
    proposal = proposals.prepare(
        Kind.POOL_VERSION,
        subject=subject,
        content={"version": version.id, "number": version.number, "terms": version.sha256, "reason": reason},
        subject_state=state,
        by=by,
        at=at,
    )
    journal.record(
        "pool_version.prepared", subject=proposal.subject, by=by, at=at, content={"proposal": proposal.sha256}
    )
    return proposal.id


def version_faults(terms: PoolTerms, *, reason: str, at: datetime) -> tuple[Problem, ...]:
    """What keeps terms from taking the place of those in force; nothing for the first of a pool."""
    before = selectors.in_force(terms.key)
    if before is None:
        return ()
    cohorts = {cap.cohort for cap in selectors.caps_in_force(before.pool_id).values()}
    rests = pool_moves.RestsOn(cases.awarded(before.pool_id), cohorts)
    return tuple(pool_moves.faults(before.terms, terms, rests=rests, reason=reason, at=at))


def version_state(key: str) -> str:
    """The state that a proposed version is held against: the digest of the version in force, nothing before the first."""
    found = selectors.in_force(key)
    return found.sha256 if found else ""


def moved_because(pool_key: str) -> tuple[proposals.Proposed, ...]:
    """The versions that moved the deadline and were put in force, oldest first: their reasons are published."""
    found = proposals.ever_on(f"pool:{pool_key}")
    return tuple(
        each for each in found if each.verdict is proposals.Verdict.APPROVED and each.content["reason"]
    )


def caps_state(pool_key: str) -> str:
    """The state that a proposed table is held against: the table in force, and the cohorts that it names as they are."""
    found = selectors.in_force(pool_key)
    cohorts = [_as_named(cohort) for cohort in found.terms.cohorts] if found else []
    return sha256(canonical({"cohorts": cohorts, "caps": selectors.caps_sha256(pool_key)}))


def _as_named(cohort: Cohort) -> list[str]:
    ends = cohort.earlier_pool_ends
    return [cohort.key, cohort.start, ends.isoformat() if ends else ""]


def _same_state(state: str, seen: str | None) -> None:
    if seen is not None and seen != state:
        raise NotReady([Problem("in_force_meanwhile")])


def _next_version(pool_id: int, terms: PoolTerms, subject: str, at: datetime) -> services.Loaded | None:
    """The version to propose: a new one, or the newest again if it says the same and was handed back."""
    if version_state(terms.key) == digest(terms):
        return None
    made = services.add_version(pool_id, terms, at=at)
    if made or proposals.open_on(subject):
        return made
    return services.newest_version(pool_id)


def decide_pool_version(
    proposal: proposals.Proposed, *, approve: bool, reason: str, by: Actor, at: datetime
) -> None:
    """Put a version in force, or not."""
    rights.require(by, Role.APPROVER)
    key = proposal.subject.removeprefix("pool:")
    services.lock(key)
    state = version_state(key)
    proposals.decide(proposal, approve=approve, subject_state=state, by=by, at=at, reason=reason)
    if approve:
        version = proposal.content["version"]
        terms = selectors.terms_of(version)
        require(version_faults(terms, reason=proposal.content["reason"], at=at))
        services.put_version_in_force(version, envelope=terms.envelope, at=at)
    act = "pool_version.put_in_force" if approve else "pool_version.rejected"
    journal.record(act, subject=proposal.subject, by=by, at=at, content={"proposal": proposal.sha256})


@transaction.atomic
def prepare_caps(
    pool_key: str,
    rows: Sequence[CapRow],
    *,
    source: str,
    dated: date,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> int | None:
    """Propose a table of caps and cohorts; None when it equals the newest table, unless that was handed back.

    `seen` is the state that the differences were seen against, as `caps_state` tells it.
    """
    rights.require(by, Role.CASEWORKER)
    pool = services.lock(pool_key)
    state = caps_state(pool_key)
    _same_state(state, seen)
    subject = f"caps:{pool_key}"
    table = services.add_cap_table(pool.id, rows, source=source, dated=dated, at=at)
    if table is None and not proposals.open_on(subject):
        table = services.newest_cap_table(pool.id)
    if table is None:
        return None
    proposal = proposals.prepare(
        Kind.CAP_TABLE,
        subject=subject,
        content={"table": table.id, "number": table.number, "caps": table.sha256},
        subject_state=state,
        by=by,
        at=at,
    )
    journal.record(
        "cap_table.prepared", subject=proposal.subject, by=by, at=at, content={"proposal": proposal.sha256}
    )
    return proposal.id


def decide_caps(proposal: proposals.Proposed, *, approve: bool, reason: str, by: Actor, at: datetime) -> None:
    """Put a table of caps in force, or not. Awards given keep their own cap and cohort (`bad-inputs.md` 53)."""
    rights.require(by, Role.APPROVER)
    key = proposal.subject.removeprefix("caps:")
    services.lock(key)
    proposals.decide(proposal, approve=approve, subject_state=caps_state(key), by=by, at=at, reason=reason)
    if approve:
        services.put_caps_in_force(proposal.content["table"], at=at)
    act = "cap_table.put_in_force" if approve else "cap_table.rejected"
    journal.record(act, subject=proposal.subject, by=by, at=at, content={"proposal": proposal.sha256})


def dump(pool_key: str) -> str:
    """The pool file of the terms in force. Raises NotReady(`pool_not_in_force`)."""
    return dump_pool(terms_in_force(pool_key).terms)


def terms_in_force(pool_key: str) -> selectors.InForce:
    """The terms that count in a pool. Raises NotReady(`pool_not_in_force`)."""
    found = selectors.in_force(pool_key)
    if found is None:
        raise NotReady([Problem("pool_not_in_force", pool_key)])
    return found
