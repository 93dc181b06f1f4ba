"""Reads of single cases, as the journeys need them: the draft, what was sent, who takes part, who had a hand in it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import (
    AgreedScores,
    Application,
    Assessment,
    AssessmentDraft,
    Award,
    Cap,
    ConflictOfInterest,
    Draft,
    Participation,
    RoomEdition,
    RoomGroup,
    Submission,
    TaskEdit,
)
from applications.rules.assessment import Points
from applications.rules.workflow import Status
from fsm3.core import proposals
from fsm3.core.canonical import canonical, sha256
from fsm3.core.money import Money


@dataclass(frozen=True)
class DraftView:
    """The draft of an application."""

    answers: Mapping[str, Any]
    obligations: tuple[str, ...]
    open: bool


def draft(application_id: int) -> DraftView:
    """The draft of an application. Raises Draft.DoesNotExist."""
    row = Draft.objects.get(application_id=application_id)
    return DraftView(row.answers, tuple(row.obligations), row.open)


@dataclass(frozen=True)
class Edit:
    """The newest edit of a task: `edition` counts them, `by` is who wrote last."""

    edition: int
    by: str
    at: datetime


def task_edits(application_id: int) -> dict[str, Edit]:
    """The newest edit of every task that was ever written in, by the task's key."""
    rows = TaskEdit.objects.filter(application_id=application_id)
    return {
        task: Edit(edition, by or "", at)
        for task, edition, by, at in rows.values_list("task", "edition", "edited_by__name", "edited_at")
    }


@dataclass(frozen=True)
class Participant:
    """A municipality in an application."""

    code: str
    name: str
    organisation_id: int
    leads: bool
    consented_at: datetime | None
    consented_by: str | None


def participants(application_id: int) -> tuple[Participant, ...]:
    """Who takes part in an application: the lead first."""
    return participants_in([application_id]).get(application_id, ())


_PARTICIPANT = (
    "municipality_id", "municipality__name", "municipality__organisation_id", "leads", "consented_at",
    "consented_by__name",
)  # fmt: skip


def participants_in(application_ids: Collection[int]) -> dict[int, tuple[Participant, ...]]:
    """Who takes part in applications, by case, in one query: the lead of each first."""
    rows = Participation.objects.filter(application_id__in=application_ids)
    found: dict[int, tuple[Participant, ...]] = {}
    for case, *who in rows.order_by("-leads", "municipality__sort_key").values_list(
        "application_id", *_PARTICIPANT
    ):
        found[case] = (*found.get(case, ()), Participant(*who))
    return found


def pool_of(application_id: int) -> str:
    """The key of the pool a case is in, for locking the pool before the case. Raises Application.DoesNotExist."""
    return Application.objects.values_list("pool__key", flat=True).get(id=application_id)


def caseworker_of(application_id: int) -> int | None:
    """Who handles a case, if somebody does."""
    return Application.objects.values_list("caseworker_id", flat=True).get(id=application_id)


@dataclass(frozen=True)
class SentVersion:
    """A version as it was sent; with a `clarification` when it is the answer to one."""

    id: int
    number: int
    receipt: str
    received_at: datetime
    in_time: bool
    sha256: str
    requested: Money
    pool_version_id: int
    cap_table_id: int
    content: Mapping[str, Any]
    clarification: int | None


def submissions(application_id: int) -> tuple[SentVersion, ...]:
    """All versions that were sent, in order."""
    return submissions_in([application_id]).get(application_id, ())


def submissions_in(application_ids: Collection[int]) -> dict[int, tuple[SentVersion, ...]]:
    """All versions that were sent of cases, by case and in order, in one query."""
    found: dict[int, tuple[SentVersion, ...]] = {}
    for row in Submission.objects.filter(application_id__in=application_ids).order_by("number"):
        found[row.application_id] = (*found.get(row.application_id, ()), _sent_version(row))
    return found


def sender(submission_id: int) -> int:
    """Who sent a version. Raises Submission.DoesNotExist."""
    return Submission.objects.values_list("sent_by_id", flat=True).get(id=submission_id)


def standing(application_id: int) -> SentVersion | None:
    """The version that stands: the newest in time, or the newest late one when none was in time.

    The answer to a clarification is as much in time as the version asked about, so it stands in its place.
    """
    return standing_of(submissions(application_id))


def standing_in(application_ids: Collection[int]) -> dict[int, SentVersion]:
    """The version that stands, by case, for those cases that were sent, in one query."""
    return {case: _standing(sent) for case, sent in submissions_in(application_ids).items()}


def standing_of(sent: Sequence[SentVersion]) -> SentVersion | None:
    """Of versions that were sent the one that stands; None of none."""
    return _standing(sent) if sent else None


def _standing(sent: Sequence[SentVersion]) -> SentVersion:
    in_order = sorted(sent, key=lambda version: version.number)
    return next((version for version in reversed(in_order) if version.in_time), in_order[-1])


def application_received(version: SentVersion, sent: Sequence[SentVersion]) -> datetime:
    """When the application was received that a version holds: an answer to a clarification moves no time of receipt."""
    if version.clarification is None:
        return version.received_at
    own = [each for each in sent if each.number < version.number and each.in_time]
    return max((each for each in own if each.clarification is None), key=lambda each: each.number).received_at


@dataclass(frozen=True)
class AssessmentView:
    """One assessor's scores."""

    assessor_id: int
    place: int
    made_at: datetime
    scores: Mapping[str, Points]


def assessors(application_id: int) -> tuple[int, ...]:
    """Who has assessed a case, first and second."""
    rows = Assessment.objects.filter(application_id=application_id).order_by("place")
    return tuple(rows.values_list("assessor_id", flat=True))


def assessments(application_id: int) -> tuple[AssessmentView, ...]:
    """The assessments of a case, first and second."""
    rows = (
        Assessment.objects.filter(application_id=application_id).prefetch_related("scores").order_by("place")
    )
    return tuple(
        AssessmentView(
            row.assessor_id,
            row.place,
            row.made_at,
            {s.criterion: Points(s.points, s.reason) for s in row.scores.all()},
        )
        for row in rows
    )


@dataclass(frozen=True)
class Agreed:
    """The agreed scores; `confirmed_by` is None until the other of the two confirmed."""

    application_id: int
    entered_by: int
    confirmed_by: int | None
    entered_at: datetime
    scores: Mapping[str, Points]

    @property
    def seen(self) -> str:
        """A digest of what was entered: who confirms it, or enters anew, says what they saw."""
        entered = {key: [score.points, score.reason] for key, score in self.scores.items()}
        return sha256(
            canonical({"by": self.entered_by, "at": self.entered_at.isoformat(), "scores": entered})
        )


def agreed(application_id: int) -> Agreed | None:
    """The agreed scores of a case, if they are entered."""
    return agreed_in([application_id]).get(application_id)


def agreed_in(application_ids: Collection[int]) -> dict[int, Agreed]:
    """The agreed scores of many cases by case, in two queries."""
    rows = AgreedScores.objects.filter(application_id__in=application_ids).prefetch_related("rows")
    return {
        row.application_id: Agreed(
            row.application_id,
            row.entered_by_id,
            row.confirmed_by_id,
            row.entered_at,
            {score.criterion: Points(score.points, score.reason) for score in row.rows.all()},
        )
        for row in rows
    }


def has_conflict(application_id: int, user_id: int | None) -> bool:
    """Whether a user has declared a conflict of interest in a case."""
    return has_conflict_in([application_id], user_id)


def has_conflict_in(application_ids: Collection[int], user_id: int | None) -> bool:
    """Whether a user has declared a conflict of interest in any of some cases."""
    return ConflictOfInterest.objects.filter(application_id__in=application_ids, user=user_id).exists()


def hands_in(application_id: int) -> frozenset[int]:
    """Everyone who prepared a case: with an assessment, a draft of one or in the decision room, an agreed score, a proposal."""
    drafts = AssessmentDraft.objects.filter(application_id=application_id)
    assessing = {*assessors(application_id), *drafts.values_list("assessor_id", flat=True)}
    scores = agreed(application_id)
    agreeing = {scores.entered_by} if scores else set()
    return proposals.preparers_of(application_id) | assessing | agreeing | _hands_in_room(application_id)


def _hands_in_room(application_id: int) -> frozenset[int]:
    """Who wrote of the case in the decision room, and who grouped it with others there."""
    pool, number = Application.objects.values_list("pool_id", "number").get(id=application_id)
    editions = RoomEdition.objects.filter(application_id=application_id).values_list("written_by_id")
    groups = RoomGroup.objects.filter(pool_id=pool, cases__contains=[number]).values_list("made_by_id")
    return frozenset(person for (person,) in editions.union(groups))


def state(application_id: int) -> str:
    """A digest of what a decision rests on: a proposal whose case no longer has it is stale.

    Conflicts of interest are no part of it: who has a hand in a case declares none, and nobody else prepared anything.
    """
    status = Application.objects.values_list("status", flat=True).get(id=application_id)
    return state_of(status, standing(application_id), agreed(application_id))


def state_of(status: str, version: SentVersion | None, scores: Agreed | None) -> str:
    """The digest `state` gives, of a case that was read."""
    return sha256(
        canonical(
            {
                "status": status,
                "sent": version.sha256 if version else None,
                "agreed": {key: [score.points, score.reason] for key, score in scores.scores.items()}
                if scores
                else None,
            }
        )
    )


def awarded(pool_id: int) -> Money:
    """The sum of a pool's awards in force."""
    return Money.sum(Award.objects.filter(pool_id=pool_id, in_force=True).values_list("amount", flat=True))


def proposed(pool_id: int) -> Money:
    """The sum of the awards that wait for an approver in a pool."""
    waiting = Application.objects.filter(pool_id=pool_id, status=Status.RECOMMENDED).values_list(
        "id", flat=True
    )
    amounts = proposals.newest_of_cases(list(waiting), ("award", "refusal"), "award").values()
    return Money.sum(Money.of(amount) for amount in amounts if amount)


@dataclass(frozen=True)
class Rankable:
    """An assessed case as a ranking needs it: what it was sent under, what it asked for, its agreed points."""

    id: int
    number: str
    cohort: str
    cap: Money
    sent: SentVersion
    scores: Mapping[str, Points]

    @property
    def points(self) -> dict[str, int]:
        """The agreed points by criterion."""
        return {key: score.points for key, score in self.scores.items()}


def rankable(pool_id: int) -> tuple[Rankable, ...]:
    """All assessed cases of a pool, by number, in a handful of queries however many there are."""
    rows = Application.objects.filter(pool_id=pool_id, status=Status.ASSESSED).order_by("number")
    found = list(rows.prefetch_related("participations", "submissions"))
    agreed_scores = agreed_in([row.id for row in found])
    cap_of = {(cap.table_id, cap.municipality_id): cap for cap in Cap.objects.filter(table__pool_id=pool_id)}
    return tuple(_rankable(row, agreed_scores[row.id], cap_of) for row in found)


def _rankable(row: Application, scores: Agreed, cap_of: Mapping[tuple[int, str], Cap]) -> Rankable:
    sent = _standing([_sent_version(version) for version in row.submissions.all()])
    caps = [cap_of[sent.cap_table_id, who.municipality_id] for who in row.participations.all()]
    return Rankable(
        row.id, row.number, caps[0].cohort, Money.sum(cap.amount for cap in caps), sent, scores.scores
    )


def _sent_version(row: Submission) -> SentVersion:
    return SentVersion(
        row.id, row.number, row.receipt, row.received_at, row.in_time, row.sha256, row.requested,
        row.pool_version_id, row.cap_table_id, json.loads(row.content), row.clarification_id,
    )  # fmt: skip
