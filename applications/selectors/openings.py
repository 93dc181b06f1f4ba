"""The pools a municipality can still apply in: open, and it takes part in no application there.

Source: domain page, "The pool": one application each; a municipality without a cap cannot apply (`bad-inputs.md` 10).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Cap, CapTable, Participation
from applications.selectors import pools
from applications.selectors.pools import CapInForce, InForce
from fsm3.core.actors import Actor
from fsm3.core.danish import day, kroner
from fsm3.core.periods import Deadline


@dataclass(frozen=True)
class Opening:
    """A pool to apply in. `cap`, `cohort` and `period` are the municipality's own, empty when it has no cap."""

    key: str
    name: str
    invented: bool
    deadline: Deadline
    contact_mail: str
    cap: str
    cohort: str
    period: str


def openings(actor: Actor, now: datetime) -> tuple[Opening, ...]:
    """The pools open to an actor's municipality at a moment, nearest deadline first, in four queries."""
    code = pools.place_of(actor.organisation_id).code
    rows = Participation.objects.filter(municipality_id=code, active=True)
    taken = set(rows.values_list("pool_id", flat=True))
    caps = _caps(code)
    free = (
        pool
        for pool in pools.all_in_force()
        if pool.pool_id not in taken and pool.terms.deadline.includes(now)
    )
    found = (_opening(pool, caps.get(pool.pool_id)) for pool in free)
    return tuple(sorted(found, key=lambda each: each.deadline.at))


def _caps(code: str) -> dict[int, CapInForce]:
    """The municipality's cap in every pool where it has one."""
    newest = (
        CapTable.objects.filter(in_force_at__isnull=False).order_by("pool_id", "-number").distinct("pool_id")
    )
    rows = Cap.objects.filter(municipality_id=code, table_id__in=newest.values("id"))
    fields = (
        "table__pool_id", "table_id", "municipality_id", "amount", "cohort", "earlier_pool_ends", "target_group",
    )  # fmt: skip
    return {pool: CapInForce(*cap) for pool, *cap in rows.values_list(*fields)}


def _opening(pool: InForce, cap: CapInForce | None) -> Opening:
    terms = pool.terms
    period = cap.own_period(terms) if cap else None
    return Opening(
        key=terms.key,
        name=terms.name,
        invented=terms.invented,
        deadline=terms.deadline,
        contact_mail=terms.letters.contact_mail,
        cap=kroner(cap.amount) if cap else "",
        cohort=terms.cohort(cap.cohort).name if cap else "",
        period=f"{day(period.first)} – {day(period.last)}" if period else "",
    )
