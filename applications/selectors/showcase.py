"""What is worth seeing first: one case of each kind, found in the data and not written down here.

Only for the demo, where every case is invented; elsewhere there is nothing to show to somebody who is not signed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from applications.models import Application, ConflictOfInterest, Participation, Submission
from applications.rules.workflow import Status


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
    """One case of each kind that there is."""
    return tuple(sight for kind, rows in _rows() if (sight := _first(kind, rows)))


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


def _first(kind: Kind, rows: QuerySet[Application]) -> Sight | None:
    fields = ("id", "number", "lead__name", "lead__organisation_id")
    row = rows.order_by("id").values_list(*fields).first()
    return Sight(kind, *row) if row else None


def _rows() -> Iterator[tuple[Kind, QuerySet[Application]]]:
    invented = Application.objects.filter(invented=True)
    late = Submission.objects.filter(application_id=OuterRef("id"), in_time=False, number__gt=1)
    yield Kind.AWARDED, invented.filter(status=Status.AWARDED)
    yield Kind.REFUSED, invented.filter(status=Status.REFUSED)
    yield Kind.OPEN_PROPOSAL, invented.filter(status=Status.RECOMMENDED)
    yield Kind.JOINT, invented.filter(participations__leads=False).exclude(status=Status.DRAFT)
    yield Kind.SENT_LATE, invented.filter(status__in=(Status.LATE, Status.INADMISSIBLE))
    yield Kind.CORRECTED_LATE, invented.filter(Exists(late))
    yield (
        Kind.CONFLICT,
        invented.filter(Exists(ConflictOfInterest.objects.filter(application_id=OuterRef("id")))),
    )


def where_invented(pool_key: str) -> dict[str, Status]:
    """How the invented applications of a pool stand, by the code of every municipality in them; drafts are none."""
    rows = Participation.objects.filter(application__pool__key=pool_key, application__invented=True)
    sent = rows.exclude(application__status=Status.DRAFT)
    return {
        code: Status(status) for code, status in sent.values_list("municipality_id", "application__status")
    }
