"""A municipality's own applications, in all pools."""

from __future__ import annotations

from dataclasses import dataclass

from applications.rules.workflow import Status
from applications.selectors.pools import terms_in
from applications.selectors.visibility import visible_to
from fsm3.core.actors import Actor
from fsm3.core.danish import moment


@dataclass(frozen=True)
class OwnApplication:
    """An application the municipality leads, or one it is covered by."""

    id: int
    number: str
    pool: str
    status: Status
    lead: str
    leads: bool
    deadline: str


def own_applications(actor: Actor) -> tuple[OwnApplication, ...]:
    """The applications a municipality takes part in, newest first."""
    rows = visible_to(actor).order_by("-id")
    fields = ("id", "number", "status", "lead__name", "lead__organisation_id", "pool_id")
    return tuple(
        OwnApplication(
            id=case,
            number=number,
            pool=(terms := terms_in(pool)).name,
            status=Status(status),
            lead=lead,
            leads=organisation == actor.organisation_id,
            deadline=moment(terms.deadline.at),
        )
        for case, number, status, lead, organisation, pool in rows.values_list(*fields)
    )
