"""What an assessor has before them: the case as it stands, their own draft, and the numbers that all applicants gave.

Source: domain page, "Application"; call, "Kriterier for tildeling af tilskud". A draft is read by its writer alone. Numbers of
cases that somebody may not see are left out of what they are shown (`bad-inputs.md` 31).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import JSONField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from applications.models import AgreedDraft, AssessmentDraft, Submission
from applications.rules.assessment import Jotted
from applications.rules.pool_terms import PoolTerms
from applications.rules.sending import read_number
from applications.rules.spread import Spread, spread
from applications.rules.workflow import Status
from applications.selectors import cases, pools
from applications.selectors.case_heads import CaseHead
from applications.selectors.cases import SentVersion
from applications.selectors.visibility import visible_to
from fsm3.core.actors import Actor
from fsm3.core.danish import Unreadable
from fsm3.core.money import Money

_NOT_ASSESSED = (Status.DRAFT, Status.LATE, Status.INADMISSIBLE, Status.WITHDRAWN)


@dataclass(frozen=True)
class Read:
    """The version that an assessor reads: all that were `sent` before it too, with the terms and the caps it was sent under.

    `cap` and `target_group` are those of all its municipalities together; None where the table of caps does not know one.
    """

    case: CaseHead
    terms: PoolTerms
    standing: SentVersion
    sent: tuple[SentVersion, ...]
    cap: Money | None
    target_group: int | None

    def version(self, number: int | None) -> SentVersion | None:
        """A version by its number; None for one that was never sent."""
        return next((each for each in self.sent if each.number == number), None)


def read(case: CaseHead) -> Read | None:
    """A case as it stands; None for one that was never sent."""
    sent = cases.submissions(case.id)
    standing = cases.standing_of(sent)
    if standing is None:
        return None
    codes = [who.code for who in cases.participants(case.id)]
    caps = pools.caps_of(standing.cap_table_id, codes)
    groups = [cap.target_group for cap in caps.values() if cap.target_group]
    whole = len(caps) == len(codes)
    return Read(
        case=case,
        terms=pools.terms_of(standing.pool_version_id),
        standing=standing,
        sent=sent,
        cap=Money.sum(cap.amount for cap in caps.values()) if whole else None,
        target_group=sum(groups) if whole and len(groups) == len(codes) else None,
    )


@dataclass(frozen=True)
class Draft:
    """What an assessor has written so far. `read` is the number of the version they read then; without one nothing is written."""

    scores: Mapping[str, Jotted] = field(default_factory=dict)
    edition: int = 0
    read: int | None = None
    saved_at: datetime | None = None


def own_draft(application_id: int, user_id: int) -> Draft:
    """The draft that somebody has of a case, in one query."""
    rows = AssessmentDraft.objects.filter(application_id=application_id, assessor_id=user_id)
    row = rows.values_list("scores", "edition", "read__number", "saved_at").first()
    if row is None:
        return Draft()
    scores, edition, number, saved_at = row
    return Draft(_jotted(scores), edition, number, saved_at)


@dataclass(frozen=True)
class SharedDraft:
    """What two assessors half agree on, and which of them saved it last and when; without an edition there is none."""

    scores: Mapping[str, Jotted] = field(default_factory=dict)
    edition: int = 0
    written_by: int = 0
    saved_at: datetime | None = None


def agreed_draft(application_id: int) -> SharedDraft:
    """The draft of the agreed scores of a case, in one query."""
    rows = AgreedDraft.objects.filter(application_id=application_id)
    row = rows.values_list("scores", "edition", "written_by_id", "saved_at").first()
    return SharedDraft(_jotted(row[0]), *row[1:]) if row else SharedDraft()


def _jotted(scores: Mapping[str, Mapping[str, Any]]) -> dict[str, Jotted]:
    return {key: Jotted(each["points"], each["reason"]) for key, each in scores.items()}


def spreads(found: Read, questions: Sequence[str], *, actor: Actor) -> dict[str, Spread]:
    """The numbers that all applicants of the pool gave as answers, with this case's among them, in one query.

    A question that this case answers with no number has no spread.
    """
    answers = found.standing.content["answers"]
    own = {key: number for key in questions for number in _numbers([answers.get(key)])}
    if not own:
        return {}
    texts = _answers(found.case, tuple(own), actor=actor)
    return {
        key: spread(number, _numbers(row[place] for row in texts))
        for place, (key, number) in enumerate(own.items())
    }


def _answers(case: CaseHead, keys: Sequence[str], *, actor: Actor) -> list[tuple[str | None, ...]]:
    """What the other applicants answered, each in the version of theirs that stands: the newest in time."""
    others = (
        visible_to(actor).filter(pool_id=case.pool_id).exclude(status__in=_NOT_ASSESSED).exclude(id=case.id)
    )
    standing = (
        Submission.objects.filter(application_id__in=others.values("id"))
        .order_by("application_id", "-in_time", "-number")
        .distinct("application_id")
        .annotate(read=Cast("content", JSONField()))
    )
    return list(standing.values_list(*(KT(f"read__answers__{key}") for key in keys)))


def _numbers(texts: Iterator[str | None] | Sequence[str | None]) -> Iterator[Fraction]:
    """The texts that are numbers."""
    for text in texts:
        try:
            yield read_number(text or "")
        except Unreadable:
            continue
