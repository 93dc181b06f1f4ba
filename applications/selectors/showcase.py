"""What is worth seeing first: one case of each kind, found in the data and not written down here.

Only for the demo, where every case is invented; elsewhere there is nothing to show to somebody who is not signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from applications.models import Application, ConflictOfInterest, Participation, Submission
from applications.rules.workflow import GRANTED, Status
from fsm3.core.proposals import Proposal, Verdict


class Kind(StrEnum):
    """Why a case is worth seeing."""

    AWARDED = "awarded"
    REFUSED = "refused"
    JOINT = "joint"
    SENT_LATE = "sent_late"
    CORRECTED_LATE = "corrected_late"
    CONFLICT = "conflict"
    OPEN_PROPOSAL = "open_proposal"


@dataclass(frozen=True)
class Sight:
    """A case worth seeing: its municipality may be tried as well."""

    kind: Kind
    case: int
    number: str
    municipality: str
    organisation: int


def sights() -> tuple[Sight, ...]:
    """One case of each kind that there is, in one query."""
    cases = list(_invented())
    found = ((kind, next((case for case in cases if is_one(case)), None)) for kind, is_one in _KINDS.items())
    return tuple(
        Sight(kind, case.id, case.number, case.lead.name, case.lead.organisation_id)
        for kind, case in found
        if case
    )


def municipalities_to_try() -> tuple[int, ...]:
    """The organisations of the municipalities in those cases, the covered ones too, each once."""
    found = [sight.case for sight in sights()]
    rows = Participation.objects.filter(application_id__in=found, application__invented=True)
    pairs = list(
        rows.order_by("-leads", "municipality__sort_key").values_list(
            "application_id", "municipality__organisation_id"
        )
    )
    in_order = sorted(pairs, key=lambda pair: found.index(pair[0]))
    return tuple(dict.fromkeys(organisation for _, organisation in in_order))


def _invented() -> QuerySet[Any]:
    """The demo's cases with what makes one worth seeing, oldest first."""
    partners = Participation.objects.filter(application_id=OuterRef("id"), leads=False)
    late = Submission.objects.filter(application_id=OuterRef("id"), in_time=False, number__gt=1)
    conflicts = ConflictOfInterest.objects.filter(application_id=OuterRef("id"))
    cases = Application.objects.filter(invented=True).select_related("lead").order_by("id")
    proposed = Proposal.objects.filter(case=OuterRef("id"), verdict=Verdict.OPEN)
    return cases.annotate(
        joint=Exists(partners), late=Exists(late), conflict=Exists(conflicts), open=Exists(proposed)
    )


_KINDS: dict[Kind, Callable[[Any], bool]] = {
    Kind.AWARDED: lambda case: case.status in GRANTED,
    Kind.REFUSED: lambda case: case.status == Status.REFUSED,
    Kind.OPEN_PROPOSAL: lambda case: case.open,
    Kind.JOINT: lambda case: case.joint and case.status != Status.DRAFT,
    Kind.SENT_LATE: lambda case: case.status in {Status.LATE, Status.INADMISSIBLE},
    Kind.CORRECTED_LATE: lambda case: case.late,
    Kind.CONFLICT: lambda case: case.conflict,
}


def where_invented(pool_key: str) -> dict[str, Status]:
    """How the invented applications of a pool stand, by the code of every municipality in them; drafts are none."""
    rows = Participation.objects.filter(application__pool__key=pool_key, application__invented=True)
    sent = rows.exclude(application__status=Status.DRAFT)
    return {
        code: Status(status) for code, status in sent.values_list("municipality_id", "application__status")
    }
