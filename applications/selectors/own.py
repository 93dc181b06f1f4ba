"""A municipality's own applications, in all pools."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from applications.models import Application, Decision, Participation
from applications.rules import clarification
from applications.rules.pool_terms import PoolTerms
from applications.rules.workflow import Status
from applications.selectors.clarifications import reopened_in
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
    """A case in a municipality's own eyes, for the pages below it; `municipality` leads it, as `lead_organisation`.

    `leads`: the municipality writes and signs for it; `writing`: its draft is open; `reopened` are the tasks that the agency
    has asked about, and while there are any nothing else is written; `terms` are those in force.
    """

    id: int
    number: str
    pool_id: int
    pool: str
    pool_key: str
    terms: PoolTerms
    status: Status
    municipality: str
    lead_organisation: int
    invented: bool
    leads: bool
    given: bool
    writing: bool
    reopened: tuple[str, ...]
    deadline: Deadline

    def is_open(self, task: str | None) -> bool:
        """Whether a task, or the draft as a whole (None), is written in now."""
        return clarification.is_open(task, writing=self.writing, reopened=self.reopened)


def own_case(case: int, actor: Actor) -> OwnCase | None:
    """One of a municipality's cases; None when it takes no part in it."""
    given = Decision.objects.filter(application_id=OuterRef("id"), document__rendering__isnull=False)
    rows = visible_to(actor).annotate(given=Exists(given), reopened=reopened_in())
    row = rows.select_related("lead", "draft").filter(id=case).first()
    if row is None:
        return None
    terms = terms_in(row.pool_id)
    return OwnCase(
        id=row.id,
        number=row.number,
        pool_id=row.pool_id,
        pool=terms.name,
        pool_key=terms.key,
        terms=terms,
        status=Status(row.status),
        municipality=row.lead.name,
        lead_organisation=row.lead.organisation_id,
        invented=row.invented,
        leads=row.lead.organisation_id == actor.organisation_id,
        given=row.given,
        writing=row.draft.open,
        reopened=tuple(dict.fromkeys(row.reopened)),
        deadline=terms.deadline,
    )
