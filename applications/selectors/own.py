"""A municipality's own applications, in all pools."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from applications.models import Application, Decision, Participation
from applications.rules.workflow import Status
from applications.selectors.pools import terms_in
from applications.selectors.visibility import visible_to
from fsm3.core.actors import Actor
from fsm3.core.danish import moment
from fsm3.core.periods import Deadline


@dataclass(frozen=True)
class OwnApplication:
    """An application the municipality leads, or one it is covered by; `given`: its decision lies at the door.

    `invited`: the lead writes in it and waits for the municipality's consent.
    """

    id: int
    number: str
    pool: str
    status: Status
    lead: str
    leads: bool
    deadline: str
    given: bool
    invited: bool


def own_applications(actor: Actor) -> tuple[OwnApplication, ...]:
    """The applications a municipality takes part in, newest first."""
    given = Decision.objects.filter(application_id=OuterRef("id"), document__rendering__isnull=False)
    waits = Participation.objects.filter(
        application_id=OuterRef("id"),
        application__draft__open=True,
        municipality__organisation_id=actor.organisation_id or 0,
        leads=False,
        consented_at__isnull=True,
    )
    rows = visible_to(actor).annotate(given=Exists(given), invited=Exists(waits)).order_by("-id")
    fields = ("id", "number", "status", "lead__name", "lead__organisation_id", "pool_id", "given", "invited")
    return tuple(
        OwnApplication(
            id=case,
            number=number,
            pool=(terms := terms_in(pool)).name,
            status=Status(status),
            lead=lead,
            leads=organisation == actor.organisation_id,
            deadline=moment(terms.deadline.at),
            given=decision_given,
            invited=invited,
        )
        for case, number, status, lead, organisation, pool, decision_given, invited in rows.values_list(
            *fields
        )
    )


def numbers(cases: Collection[int]) -> dict[int, str]:
    """The numbers of cases by id, for who tells what they did in them themselves."""
    return dict(Application.objects.filter(id__in=cases).values_list("id", "number"))


@dataclass(frozen=True)
class OwnCase:
    """A case in a municipality's own eyes, for the pages below it.

    `leads`: the municipality writes and signs for it; `writing`: its draft is open; `deadline` is that of the pool.
    """

    id: int
    number: str
    pool_id: int
    pool: str
    status: Status
    municipality: str
    invented: bool
    leads: bool
    given: bool
    writing: bool
    deadline: Deadline


def own_case(case: int, actor: Actor) -> OwnCase | None:
    """One of a municipality's cases; None when it takes no part in it."""
    given = Decision.objects.filter(application_id=OuterRef("id"), document__rendering__isnull=False)
    rows = visible_to(actor).annotate(given=Exists(given)).select_related("lead", "draft")
    row = rows.filter(id=case).first()
    if row is None:
        return None
    terms = terms_in(row.pool_id)
    return OwnCase(
        id=row.id,
        number=row.number,
        pool_id=row.pool_id,
        pool=terms.name,
        status=Status(row.status),
        municipality=row.lead.name,
        invented=row.invented,
        leads=row.lead.organisation_id == actor.organisation_id,
        given=row.given,
        writing=row.draft.open,
        deadline=terms.deadline,
    )
