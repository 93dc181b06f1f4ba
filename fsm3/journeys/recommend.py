"""Recommend: the ranking is frozen whole, and each case's award or refusal is proposed on it.

Source: domain page, "Application": awards in ranking order under the envelope, every deviation explained, at equal
merit the cohort the call prefers. The frozen ranking holds all it was made of, so that it can be replayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.rules import ranking, recommendation
from applications.rules.pool_terms import PoolTerms
from applications.rules.ranking import Choice, Position, SameDegree
from applications.rules.workflow import Event
from applications.selectors import cases
from applications.selectors.cases import Rankable, SentVersion
from applications.selectors.pools import InForce
from applications.services import decisions
from applications.services import pools as pool_services
from budgets.rules.award import Approved, approval_faults
from budgets.rules.content import from_content
from budgets.rules.lines import Line
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core import journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.problems import Problem, require
from fsm3.journeys.casework import step, subject, take_in_hand
from fsm3.journeys.kinds import Kind
from fsm3.journeys.pools import terms_in_force


@dataclass(frozen=True)
class Recommended:
    """What is recommended for a case.

    `approved` says for each requested line how much and why less; without lines the case is refused. `reason` goes
    into the letter, `deviation` explains what departs from the ranking.
    """

    application_id: int
    reason: str
    approved: Mapping[int, tuple[Money, str]] = field(default_factory=dict)
    deviation: str = ""

    @property
    def award(self) -> Money | None:
        """The sum of the approved lines; None for a refusal."""
        return Money.sum(amount for amount, _ in self.approved.values()) if self.approved else None

    def lines(self) -> list[Approved]:
        """The approved lines as the rules of budgets see them."""
        return [Approved(number, amount, why) for number, (amount, why) in self.approved.items()]


@transaction.atomic
def prepare_recommendation(
    pool_key: str,
    recommended: Sequence[Recommended],
    *,
    same_degree: Sequence[SameDegree] = (),
    choices: Sequence[Choice] = (),
    by: Actor,
    at: datetime,
) -> tuple[int, ...]:
    """Rank all assessed cases of a pool and propose an award or a refusal for each; returns the proposals.

    Raises NotReady with every fault of the recommendation, where it is by case number.
    """
    rights.require(by, Role.CASEWORKER)
    locked = pool_services.lock(pool_key)
    pool = terms_in_force(pool_key)
    case_of = {case.id: case for case in cases.rankable(locked.id)}
    for case in sorted(case_of.keys() & {each.application_id for each in recommended}):
        take_in_hand(case, by=by)  # all cases before the first entry locks the journal
    ranked = rank(pool.terms, list(case_of.values()), same_degree, choices)
    left = pool.terms.envelope - cases.awarded(locked.id)
    require(faults(pool.terms, left, case_of, ranked, recommended))
    frozen = _frozen(pool, list(case_of.values()), ranked, same_degree, choices)
    ranking_id, digest = decisions.freeze_ranking(locked.id, frozen, at=at)
    position_of = {position.case: position for position in ranked}
    made = tuple(
        _propose(each, case, position_of[case.number], len(ranked), ranking_id, by=by, at=at)
        for each in sorted(recommended, key=lambda each: each.application_id)
        for case in (case_of[each.application_id],)
    )
    journal.record(
        "recommendation.prepared",
        subject=f"pool:{pool_key}",
        by=by,
        at=at,
        content={"ranking": digest, "proposals": list(made)},
    )
    return made


def rank(
    terms: PoolTerms,
    assessed: Sequence[Rankable],
    same_degree: Sequence[SameDegree] = (),
    choices: Sequence[Choice] = (),
) -> tuple[Position, ...]:
    """Rank assessed cases; the same values always give the same ranking."""
    entries = [
        ranking.Entry(case.number, terms.cohort(case.cohort).goes_first, case.points) for case in assessed
    ]
    return ranking.ranking(entries, terms.criteria, same_degree, choices)


def faults(
    terms: PoolTerms,
    left: Money,
    case_of: Mapping[int, Rankable],
    ranked: Sequence[Position],
    recommended: Sequence[Recommended],
) -> Iterator[Problem]:
    """What is wrong with a recommendation, `left` being what the envelope still holds; `where` is the number of the case."""
    known = [each for each in recommended if each.application_id in case_of]
    for each in recommended:
        if each.application_id not in case_of:
            yield Problem("case_not_ranked", str(each.application_id), {"cases": str(each.application_id)})
    for each in known:
        case = case_of[each.application_id]
        if not each.reason.strip():
            yield Problem("reason_missing", case.number)
        if each.award is not None:
            wrong = approval_faults(requested_lines(case.sent), each.lines(), each.award)
            yield from (replace(problem, where=case.number) for problem in wrong)
    as_rules_see_it = [_as_rules_see_it(each, case_of[each.application_id]) for each in known]
    yield from recommendation.recommendation_faults(
        ranked, as_rules_see_it, envelope=left, criteria=terms.criteria
    )


def _as_rules_see_it(each: Recommended, case: Rankable) -> recommendation.Recommended:
    return recommendation.Recommended(
        case=case.number,
        requested=case.sent.requested,
        cap=case.cap,
        award=each.award,
        deviation=each.deviation,
        considerations={key: score.reason for key, score in case.scores.items()},
    )


def _propose(
    each: Recommended,
    case: Rankable,
    position: Position,
    ranked: int,
    ranking_id: int,
    *,
    by: Actor,
    at: datetime,
) -> int:
    """Propose an award or a refusal, frozen with its place in the ranking."""
    locked = take_in_hand(case.id, by=by)
    step(locked, Event.RECOMMENDED, by=by)
    proposal = proposals.prepare(
        Kind.REFUSAL if each.award is None else Kind.AWARD,
        subject=subject(case.id),
        case=case.id,
        content={
            "ranking": ranking_id,
            "place": position.place,
            "ranked": ranked,
            "sum": str(position.sum),
            "why": position.why,
            "submission": case.sent.id,
            "award": None if each.award is None else str(each.award),
            "lines": [
                {"number": line.number, "amount": str(line.amount), "reason": line.reason}
                for line in each.lines()
            ],
            "reason": each.reason,
            "deviation": each.deviation,
        },
        subject_state=cases.state(case.id),
        preparers=cases.hands_in(case.id),
        by=by,
        at=at,
    )
    journal.record(
        "case.recommended",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"kind": proposal.kind, "proposal": proposal.sha256},
    )
    return proposal.id


def _frozen(
    pool: InForce,
    assessed: Sequence[Rankable],
    ranked: Sequence[Position],
    same_degree: Sequence[SameDegree],
    choices: Sequence[Choice],
) -> dict[str, Any]:
    """A ranking with all it was made of."""
    case_of = {case.number: case for case in assessed}
    return {
        "pool_version": {"number": pool.number, "sha256": pool.sha256},
        "cases": [
            {
                "case": position.case,
                "cohort": case_of[position.case].cohort,
                "points": case_of[position.case].points,
                "sent": case_of[position.case].sent.sha256,
                "place": position.place,
                "sum": str(position.sum),
                "why": position.why,
            }
            for position in ranked
        ],
        "same_degree": [{"cases": sorted(group.cases), "reason": group.reason} for group in same_degree],
        "choices": [{"cases": list(choice.cases), "reason": choice.reason} for choice in choices],
    }


def requested_lines(sent: SentVersion) -> tuple[Line, ...]:
    """The budget as it was sent."""
    return from_content(sent.content["budget"])
