"""A municipality's own applications, in all pools."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from applications.models import Decision
from applications.rules import clarification
from applications.rules.workflow import Status
from applications.selectors.clarifications import reopened_in
from applications.selectors.pools import terms_in
from applications.selectors.visibility import visible_to
from fsm3.core.actors import Actor
from fsm3.core.danish import moment
from fsm3.core.periods import Deadline


@dataclass(frozen=True)
class OwnApplication:
    """An application the municipality leads, or one it is covered by; `given`: its decision lies at the door."""

    id: int
    number: str
    pool: str
    status: Status
    lead: str
    leads: bool
    deadline: str
    given: bool


def own_applications(actor: Actor) -> tuple[OwnApplication, ...]:
    """The applications a municipality takes part in, newest first."""
    given = Decision.objects.filter(application_id=OuterRef("id"), document__rendering__isnull=False)
    rows = visible_to(actor).annotate(given=Exists(given)).order_by("-id")
    fields = ("id", "number", "status", "lead__name", "lead__organisation_id", "pool_id", "given")
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
        )
        for case, number, status, lead, organisation, pool, decision_given in rows.values_list(*fields)
    )


@dataclass(frozen=True)
class OwnCase:
    """A case in a municipality's own eyes, for the pages below it; `municipality` leads it, as `organisation`.

    `leads`: the municipality writes and signs for it; `writing`: its draft is open; `reopened` are the tasks that the agency
    has asked about, and while there are any nothing else is written; `deadline` is that of the pool.
    """

    id: int
    number: str
    pool: str
    status: Status
    municipality: str
    organisation: int
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
        pool=terms.name,
        status=Status(row.status),
        municipality=row.lead.name,
        organisation=row.lead.organisation_id,
        invented=row.invented,
        leads=row.lead.organisation_id == actor.organisation_id,
        given=row.given,
        writing=row.draft.open,
        reopened=tuple(dict.fromkeys(row.reopened)),
        deadline=terms.deadline,
    )
