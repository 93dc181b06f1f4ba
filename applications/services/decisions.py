"""Writes of decisions: the frozen ranking, decisions and awards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Award, Decision, Ranking
from fsm3.core.canonical import canonical, sha256
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod


def freeze_ranking(pool_id: int, content: Mapping[str, Any], *, at: datetime) -> tuple[int, str]:
    """Keep a ranking whole; returns its id and digest."""
    text = canonical(content)
    row = Ranking.objects.create(pool_id=pool_id, content=text, sha256=sha256(text), made_at=at)
    return row.id, row.sha256


def add_decision(
    application_id: int, *, kind: str, submission_id: int, proposal_id: int, document_id: int, at: datetime
) -> int:
    """Keep what was decided; returns its id."""
    return Decision.objects.create(
        application_id=application_id,
        kind=kind,
        submission_id=submission_id,
        proposal_id=proposal_id,
        document_id=document_id,
        decided_at=at,
    ).id


@dataclass(frozen=True)
class AwardTerms:
    """What an award freezes besides its amount."""

    pool_id: int
    pool_version_id: int
    requested: Money
    cap: Money
    cohort: str
    period: ProjectPeriod


def add_award(application_id: int, *, decision_id: int, amount: Money, terms: AwardTerms) -> None:
    """Keep an award with its own terms. The database refuses more than asked, than the cap, than the envelope."""
    Award.objects.create(
        application_id=application_id,
        decision_id=decision_id,
        amount=amount,
        pool_id=terms.pool_id,
        pool_version_id=terms.pool_version_id,
        requested=terms.requested,
        cap=terms.cap,
        cohort=terms.cohort,
        first_day=terms.period.first,
        last_day=terms.period.last,
    )
