"""What the cases somebody sees wait for, in one query however many there are. Source: `applications.rules.work`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery

from applications.models import Assessment, ClarificationDue, DueDate, Participation
from applications.rules.clarification import State
from applications.rules.due_dates import DueKind
from applications.rules.work import Handled, Need, Waiting, Whose, waiting
from applications.rules.workflow import UNDECIDED, Status
from applications.selectors.visibility import visible_to
from fsm3.core.actors import Actor

LIVES = UNDECIDED | {Status.AWARDED, Status.RENOUNCED, Status.ACCEPTED, Status.CLOSED}
"""Where a case may take work, of whatever kind."""


@dataclass(frozen=True)
class OpenCase:
    """A case that may take work: what it waits for (None when that is not the case's own), and by which day."""

    id: int
    number: str
    pool_id: int
    pool_key: str
    places: str
    handled: Handled
    waiting: Waiting | None

    def is_of(self, who: int) -> bool:
        """Whether somebody handles the case."""
        return who in self.handled.hands


def open_cases(actor: Actor, *, on: date) -> tuple[OpenCase, ...]:
    """The cases an actor sees that may take work, by number."""
    return tuple(_open_cases(actor, on))


def next_to_assess(actor: Actor, *, on: date) -> OpenCase | None:
    """The first case that waits for an actor's assessment: one of their own, else one that anybody may take."""
    waits = [each for each in open_cases(actor, on=on) if each.waiting and each.waiting.need is Need.ASSESS]
    for whose in (Whose.MINE, Whose.ANYBODYS):
        found = next((each for each in waits if each.waiting and each.waiting.whose is whose), None)
        if found:
            return found
    return None


def _open_cases(actor: Actor, on: date) -> Iterator[OpenCase]:
    assessors = Assessment.objects.filter(application_id=OuterRef("id")).order_by("place")
    partners = Participation.objects.filter(application_id=OuterRef("id"), leads=False)
    asked = ClarificationDue.objects.filter(
        clarification__application_id=OuterRef("id"), clarification__state=State.OPEN
    )
    accepts = DueDate.objects.filter(application_id=OuterRef("id"), kind=DueKind.ACCEPTANCE)
    rows = (
        visible_to(actor)
        .filter(status__in=LIVES)
        .annotate(
            assessors=ArraySubquery(assessors.values("assessor_id")),
            asked_until=Subquery(asked.order_by("-id").values("day")[:1]),
            accepts_until=Subquery(accepts.order_by("-id").values("day")[:1]),
            agreed_by=F("agreed_scores__entered_by_id"),
            covered=ArraySubquery(partners.order_by("municipality__sort_key").values("municipality__name")),
        )
        .order_by("number")
    )
    fields = (
        "id", "number", "pool_id", "pool__key", "lead__name", "covered", "status", "caseworker_id", "assessors",
        "agreed_by", "asked_until", "accepts_until",
    )  # fmt: skip
    for case, number, pool, key, lead, covered, *far in rows.values_list(*fields):
        handled = _handled(*far)
        places = ", ".join((lead, *covered))
        yield OpenCase(case, number, pool, key, places, handled, waiting(handled, actor.person, on=on))


def _handled(
    status: str,
    caseworker: int | None,
    assessors: list[int],
    agreed_by: int | None,
    asked_until: date | None,
    accepts_until: date | None,
) -> Handled:
    due = accepts_until if status == Status.AWARDED else asked_until
    return Handled(Status(status), caseworker, tuple(assessors), agreed_by, due)
