"""Pools: terms and caps are proposed by one and put in force by another. Source: domain page, "The pool"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from applications.rules.caps_file import CapRow
from applications.rules.pool_file import dump_pool, read_pool
from applications.rules.pool_terms import PoolTerms
from applications.selectors import pools as selectors
from applications.services import pools as services
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core import journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady, Problem
from fsm3.journeys.kinds import Kind


@transaction.atomic
def prepare_pool_version(text: str, *, by: Actor, at: datetime, reason: str = "") -> int | None:
    """Read a pool file and propose it as the pool's next version; None when it says what the newest version says.

    A deadline that moves needs a reason, which is published. Raises NotReady with every fault of the file.
    """
    rights.require(by, Role.CASEWORKER)
    terms = read_pool(text)
    services.keep_pool(terms.key, invented=terms.invented)
    pool = services.lock(terms.key)
    _check_deadline(terms, reason)
    version = services.add_version(pool.id, terms, at=at)
    if version is None:
        return None
    proposal = proposals.prepare(
        Kind.POOL_VERSION,
        subject=f"pool:{terms.key}",
        content={"version": version.id, "number": version.number, "terms": version.sha256, "reason": reason},
        subject_state=_version_in_force(terms.key),
        by=by,
        at=at,
    )
    journal.record(
        "pool_version.prepared", subject=proposal.subject, by=by, at=at, content={"proposal": proposal.sha256}
    )
    return proposal.id


def decide_pool_version(
    proposal: proposals.Proposed, *, approve: bool, reason: str, by: Actor, at: datetime
) -> None:
    """Put a version in force, or not."""
    rights.require(by, Role.APPROVER)
    key = proposal.subject.removeprefix("pool:")
    services.lock(key)
    proposals.decide(
        proposal, approve=approve, subject_state=_version_in_force(key), by=by, at=at, reason=reason
    )
    if approve:
        version = proposal.content["version"]
        services.put_version_in_force(version, envelope=selectors.terms_of(version).envelope, at=at)
    act = "pool_version.put_in_force" if approve else "pool_version.rejected"
    journal.record(act, subject=proposal.subject, by=by, at=at, content={"proposal": proposal.sha256})


@transaction.atomic
def prepare_caps(
    pool_key: str, rows: Sequence[CapRow], *, source: str, dated: date, by: Actor, at: datetime
) -> int | None:
    """Propose a table of caps and cohorts; None when it equals the newest table."""
    rights.require(by, Role.CASEWORKER)
    pool = services.lock(pool_key)
    table = services.add_cap_table(pool.id, rows, source=source, dated=dated, at=at)
    if table is None:
        return None
    proposal = proposals.prepare(
        Kind.CAP_TABLE,
        subject=f"caps:{pool_key}",
        content={"table": table.id, "number": table.number, "caps": table.sha256},
        subject_state="",
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
    services.lock(proposal.subject.removeprefix("caps:"))
    proposals.decide(proposal, approve=approve, subject_state="", by=by, at=at, reason=reason)
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


def _check_deadline(terms: PoolTerms, reason: str) -> None:
    """A deadline moves for all or for nobody, never backwards, with a published reason. Domain page, "The pool"."""
    before = selectors.in_force(terms.key)
    if before is None or before.terms.deadline == terms.deadline:
        return
    if terms.deadline.at < before.terms.deadline.at:
        raise NotReady([Problem("deadline_moves_backwards", "deadline")])
    if not reason.strip():
        raise NotReady([Problem("deadline_moves_without_reason", "deadline")])


def _version_in_force(key: str) -> str:
    found = selectors.in_force(key)
    return found.sha256 if found else ""
