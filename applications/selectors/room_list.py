"""The decision room as a page: all assessed cases in their ranking, what was proposed before, and who is not ready yet.

A handful of queries however many cases there are. `visibility.visible_to` decides which rows there are. The ranking is
of all cases, so that places are true; for one from whom a case is hidden, running totals are of the cases shown alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Subquery, Sum, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from applications.models import (
    AgreedScore,
    Application,
    Assessment,
    Cap,
    Clarification,
    Participation,
    Submission,
)
from applications.rules.assessment import ASSESSORS
from applications.rules.clarification import State
from applications.rules.envelope import Claim, Reach, reach
from applications.rules.pool_terms import PoolTerms
from applications.rules.ranking import Entry, Position
from applications.rules.workflow import GRANTED, Status
from applications.selectors import cases, room
from applications.selectors.lists import RANKED, first_choice
from applications.selectors.pools import InForce
from applications.selectors.room import Edition, OpenGroup
from applications.selectors.visibility import visible_to
from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import Problem
from fsm3.core.proposals import Proposed, Verdict


class Waits(StrEnum):
    """What a case waits for before it can be ranked."""

    ADMISSIBILITY = "admissibility"
    INADMISSIBILITY = "inadmissibility"
    ANSWER = "answer"
    FIRST = "first"
    SECOND = "second"
    AGREED = "agreed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Candidate:
    """A case as the room sees it. `places` are the codes of all its municipalities, `choice` is `yes`, `no` or nothing."""

    id: int
    number: str
    status: Status
    municipality: str
    covered: tuple[str, ...]
    places: tuple[str, ...]
    cohort: str
    choice: str
    requested: Money
    cap: Money
    invented: bool
    points: Mapping[str, int]

    @property
    def names(self) -> str:
        """All its municipalities, the lead first."""
        return ", ".join((self.municipality, *self.covered))

    @property
    def asks(self) -> Money:
        """What it could be awarded at most."""
        return min(self.requested, self.cap)


@dataclass(frozen=True)
class Row:
    """A case that is to be proposed: its position, and what is written of it."""

    case: Candidate
    position: Position
    edition: Edition | None


@dataclass(frozen=True)
class Past:
    """A case that was proposed: the newest proposal stands for it."""

    case: Candidate
    proposal: Proposed

    @property
    def award(self) -> Money | None:
        """What is proposed, or was; None for a refusal."""
        award = self.proposal.content["award"]
        return None if award is None else Money.of(award)

    @property
    def sum(self) -> Fraction:
        """Its points."""
        return Fraction(self.proposal.content["sum"])


@dataclass(frozen=True)
class Unready:
    """A case that cannot be ranked yet, and what it waits for."""

    case: Candidate
    waits: Waits


@dataclass(frozen=True)
class RoomList:
    """The room. `taken` is what decided and waiting awards take, `free` the rest of the envelope for what is written now.

    `hidden` counts the ranked cases that this person does not see.
    """

    rows: tuple[Row, ...]
    reach: Reach
    past: tuple[Past, ...]
    unready: tuple[Unready, ...]
    groups: tuple[OpenGroup, ...]
    problems: tuple[Problem, ...]
    taken: Money
    free: Money
    hidden: int

    @property
    def invented(self) -> bool:
        """Whether there is an invented case among them."""
        cases: tuple[Row | Past | Unready, ...] = (*self.rows, *self.past, *self.unready)
        return any(each.case.invented for each in cases)


_READY = {Status.ASSESSED}
_NOT_READY = {Status.SENT, Status.LATE, Status.ADMISSIBLE}
_PROPOSED = {Status.RECOMMENDED, Status.REFUSED, *GRANTED}


def room_list(pool: InForce, *, actor: Actor) -> RoomList:
    """The room of a pool as an actor sees it."""
    found = candidates(pool)
    seen = set(visible_to(actor).filter(pool_id=pool.pool_id).values_list("id", flat=True))
    past = tuple(each for each in _past(found) if each.case.id in seen)
    groups = room.open_groups(pool.pool_id)
    ready = {case.number: case for case in found if case.status in _READY}
    positions, problems = room.ranked(_entries(ready.values(), pool.terms), pool.terms, groups)
    editions = room.editions([case.id for case in ready.values()])
    rows = tuple(
        Row(ready[each.case], each, editions.get(ready[each.case].id))
        for each in positions
        if ready[each.case].id in seen
    )
    taken = cases.awarded(pool.pool_id) + Money.sum(each.award for each in waiting(past) if each.award)
    free = pool.terms.envelope - taken
    return RoomList(
        rows=rows,
        reach=reach([_claim(row) for row in rows], free),
        past=past,
        unready=tuple(_unready([case for case in found if case.status in _NOT_READY and case.id in seen])),
        groups=tuple(each for each in groups if _seen_whole(each, ready, seen)),
        problems=problems,
        taken=taken,
        free=free,
        hidden=len(positions) - len(rows),
    )


def _seen_whole(group: OpenGroup, ready: Mapping[str, Candidate], seen: set[int]) -> bool:
    return all(number not in ready or ready[number].id in seen for number in group.group.cases)


def _claim(row: Row) -> Claim:
    return Claim(row.case.asks, row.edition.award if row.edition else None)


def _entries(ready: Iterable[Candidate], terms: PoolTerms) -> list[Entry]:
    return [Entry(case.number, terms.cohort(case.cohort).goes_first, case.points) for case in ready]


def candidates(pool: InForce) -> tuple[Candidate, ...]:
    """Every case of a pool that was sent and not withdrawn, by number, in two queries."""
    rows = list(_standing(pool))
    points: dict[int, dict[str, int]] = {}
    scores = AgreedScore.objects.filter(scores__application__pool=pool.pool_id)
    for case, criterion, given in scores.values_list("scores_id", "criterion", "points"):
        points.setdefault(case, {})[criterion] = given
    found = (_candidate(row, points.get(row[0], {})) for row in rows)
    return tuple(sorted(found, key=lambda case: case.number))


def _candidate(row: Sequence[Any], points: Mapping[str, int]) -> Candidate:
    case, number, status, name, cohort, choice, requested, cap, invented, covered, places = row
    return Candidate(
        case, number, Status(status), name, tuple(covered), tuple(places), cohort, choice, requested,
        cap or ZERO, invented, points,
    )  # fmt: skip


def _standing(pool: InForce) -> Iterable[tuple[Any, ...]]:
    """The version of each case that stands, with the caps of the table it was sent under."""
    question = first_choice(pool.terms)
    caps = Cap.objects.filter(table_id=OuterRef("cap_table_id"))
    own = caps.filter(municipality_id=OuterRef("application__lead_id"))
    taking_part = Participation.objects.filter(application_id=OuterRef("application_id"))
    of_all = caps.filter(
        municipality_id__in=Participation.objects.filter(
            application_id=OuterRef(OuterRef("application_id"))
        ).values("municipality_id")
    )
    partners = taking_part.filter(leads=False).order_by("municipality__sort_key")
    answer = KeyTextTransform(question.key if question else "", "choices")
    wanted = Application.objects.filter(pool_id=pool.pool_id, status__in=[*_READY, *_NOT_READY, *_PROPOSED])
    rows = Submission.objects.filter(application__in=wanted).annotate(
        name=F("application__lead__name"),
        cohort=Subquery(own.values("cohort")[:1]),
        choice=Coalesce(answer, Value(""), output_field=TextField()),
        cap=Subquery(of_all.values("table_id").annotate(sum=Sum("amount")).values("sum")[:1]),
        covered=ArraySubquery(partners.values("municipality__name")),
        places=ArraySubquery(taking_part.order_by("-leads").values("municipality_id")),
    )
    ordered = rows.order_by("application_id", "-in_time", "-number").distinct("application_id")
    return ordered.values_list(
        "application_id", "application__number", "application__status", "name", "cohort", "choice", "requested",
        "cap", "application__invented", "covered", "places",
    )  # fmt: skip


def _past(found: Sequence[Candidate]) -> Iterable[Past]:
    """What was proposed, ranking by ranking in its order."""
    proposed = {case.id: case for case in found if case.status in _PROPOSED}
    newest = proposals.newest(list(proposed), RANKED)
    past = [Past(proposed[case], proposal) for case, proposal in newest.items()]
    return sorted(
        past,
        key=lambda each: (each.proposal.content["ranking"], each.proposal.content["place"], each.case.number),
    )


def waiting(past: Iterable[Past]) -> tuple[Past, ...]:
    """Those that wait for an approver."""
    return tuple(
        each
        for each in past
        if each.case.status is Status.RECOMMENDED and each.proposal.verdict is Verdict.OPEN
    )


def _unready(waiting_cases: Sequence[Candidate]) -> Iterable[Unready]:
    """What each waits for, in one query for all of them."""
    ids = [case.id for case in waiting_cases]
    if not ids:
        return []
    asked = Clarification.objects.filter(application_id=OuterRef("id"), state=State.OPEN)
    made = Assessment.objects.filter(application_id=OuterRef("id"))
    rows = Application.objects.filter(id__in=ids).annotate(
        asked=Exists(asked),
        made=ArraySubquery(made.values("place")),
        agreed=Exists(AgreedScore.objects.filter(scores_id=OuterRef("id"))),
    )
    found = {row[0]: row[1:] for row in rows.values_list("id", "asked", "made", "agreed")}
    return [Unready(case, _waits_of(case, found[case.id])) for case in waiting_cases]


def _waits_of(case: Candidate, found: tuple[bool, list[int], bool]) -> Waits:
    asked, made, agreed = found
    return _waits(case.status, asked=asked, made=made, agreed=agreed)


def _waits(status: Status, *, asked: bool, made: Sequence[int], agreed: bool) -> Waits:
    if asked:
        return Waits.ANSWER
    if status is not Status.ADMISSIBLE:
        return Waits.INADMISSIBILITY if status is Status.LATE else Waits.ADMISSIBILITY
    if len(made) < ASSESSORS:
        return Waits.SECOND if made else Waits.FIRST
    return Waits.CONFIRMED if agreed else Waits.AGREED


def given(found: RoomList) -> dict[str, bool | None]:
    """What the choice means for each municipality that applied, by code: awarded, refused, or nothing said yet."""
    told: dict[str, bool | None] = {}
    for each in found.unready:
        told |= dict.fromkeys(each.case.places, None)
    for row in found.rows:
        told |= dict.fromkeys(row.case.places, None if row.edition is None else row.edition.award is not None)
    for past in found.past:
        told |= dict.fromkeys(past.case.places, past.award is not None)
    return told
