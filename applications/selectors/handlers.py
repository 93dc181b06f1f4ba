"""Who may handle a case: the agency's caseworkers, how many open cases each has, and who cannot have this one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count

from applications.models import Application, ConflictOfInterest
from applications.rules.workflow import UNDECIDED, Status
from fsm3.access.selectors import Held
from fsm3.core.danish import sort_key

OPEN = UNDECIDED | {Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED}
"""Where a case still takes work: it waits for its decision, or lives on after its award."""


@dataclass(frozen=True)
class Handler:
    """A caseworker; `possible` is not to say why somebody cannot have the case."""

    user_id: int
    name: str
    open_cases: int
    possible: bool


def handlers(application_ids: Collection[int], caseworkers: Iterable[Held]) -> tuple[Handler, ...]:
    """The caseworkers by name, each once, in two queries; who cannot have one of the cases cannot have them."""
    names = {held.user_id: held.user_name for held in caseworkers}
    conflicts = set(
        ConflictOfInterest.objects.filter(application_id__in=application_ids).values_list(
            "user_id", flat=True
        )
    )
    rows = Application.objects.filter(caseworker_id__in=names, status__in=OPEN).values("caseworker_id")
    counts = dict(rows.annotate(cases=Count("id")).values_list("caseworker_id", "cases"))
    found = (Handler(who, name, counts.get(who, 0), who not in conflicts) for who, name in names.items())
    return tuple(sorted(found, key=lambda each: (sort_key(each.name), each.user_id)))
