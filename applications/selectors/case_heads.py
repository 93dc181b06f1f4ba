"""The head of a case, for pages that tell one thing of it: its number, its municipalities, its pool and where it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from applications.models import Application, Participation
from applications.rules.workflow import Status
from applications.selectors.visibility import opens_to, visible_to
from fsm3.core.actors import Actor


@dataclass(frozen=True)
class CaseHead:
    """A case in a line. `municipality` is the one that leads, `places` are all of them.

    `opens` is whether its pages open to who asked, or impartiality is to be stated first.
    """

    id: int
    number: str
    status: Status
    invented: bool
    pool_id: int
    pool_key: str
    municipality: str
    covered: tuple[str, ...]
    opens: bool

    @property
    def places(self) -> str:
        """All its municipalities, the lead first."""
        return ", ".join((self.municipality, *self.covered))


def heads(cases: Collection[int], *, actor: Actor) -> dict[int, CaseHead]:
    """Those of the cases that an actor may see, by id, in one query."""
    return _heads(visible_to(actor).filter(id__in=cases), actor)


def in_pool(pool_id: int, *, actor: Actor) -> dict[int, CaseHead]:
    """All cases of a pool that an actor may see, by id, in one query."""
    return _heads(visible_to(actor).filter(pool_id=pool_id), actor)


def _heads(cases: QuerySet[Application], actor: Actor) -> dict[int, CaseHead]:
    partners = Participation.objects.filter(application_id=OuterRef("id"), leads=False)
    rows = cases.annotate(
        covered=ArraySubquery(partners.order_by("municipality__sort_key").values("municipality__name")),
        opens=opens_to(actor),
    )
    fields = ("id", "number", "status", "invented", "pool_id", "pool__key", "lead__name", "covered", "opens")
    return {
        case: CaseHead(case, number, Status(status), invented, pool, key, lead, tuple(covered), opens)
        for case, number, status, invented, pool, key, lead, covered, opens in rows.values_list(*fields)
    }


def head(case: int, *, actor: Actor) -> CaseHead | None:
    """One case; None when the actor may not see it."""
    return heads([case], actor=actor).get(case)


def seen(actor: Actor) -> tuple[int, ...]:
    """The ids of all cases an actor may see."""
    return tuple(visible_to(actor).values_list("id", flat=True))
