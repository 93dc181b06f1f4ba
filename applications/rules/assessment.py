"""Assessment: the points two caseworkers give unseen by each other, and the points they agree on.

Call, "Kriterier for tildeling af tilskud"; domain page, "Application": every criterion gets points on the pool's scale
and a written reason; the two agree together, and say why where they stood two points or more apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from applications.rules.pool_terms import Criterion, PoolTerms
from fsm3.core.problems import Problem

FAR_APART = 2
ASSESSORS = 2


@dataclass(frozen=True)
class Points:
    """The points on one criterion, with the reason."""

    points: int
    reason: str


def score_faults(scores: Mapping[str, Points], terms: PoolTerms) -> Iterator[Problem]:
    """Tell what is wrong with one person's scores, by criterion key: each criterion, on the scale, with a reason."""
    yield from _unknown(scores, terms)
    for criterion in terms.criteria:
        yield from _faults_of(criterion, scores.get(criterion.key), terms.scale_highest)


def agreed_faults(
    agreed: Mapping[str, Points], assessments: Sequence[Mapping[str, Points]], terms: PoolTerms
) -> Iterator[Problem]:
    """Tell what is wrong with agreed scores, given the assessments they rest on, which must be two."""
    if len(assessments) != ASSESSORS:
        yield Problem("two_assessments_needed", detail={"count": str(len(assessments))})
    yield from score_faults(agreed, terms)
    for criterion in terms.criteria:
        score = agreed.get(criterion.key)
        if score and not score.reason.strip() and far_apart(assessments, criterion.key):
            yield _problem("difference_unexplained", criterion)


def far_apart(assessments: Sequence[Mapping[str, Points]], criterion: str) -> bool:
    """Say whether the assessors stood two points or more apart on a criterion."""
    points = [scores[criterion].points for scores in assessments if criterion in scores]
    return max(points, default=0) - min(points, default=0) >= FAR_APART


def _problem(code: str, criterion: Criterion, **detail: str) -> Problem:
    return Problem(code, criterion.key, {"criterion": criterion.name, **detail})


def _unknown(scores: Mapping[str, Points], terms: PoolTerms) -> Iterator[Problem]:
    known = {criterion.key for criterion in terms.criteria}
    for key in sorted(scores.keys() - known):
        yield Problem("criterion_unknown", key)


def _faults_of(criterion: Criterion, score: Points | None, highest: int) -> Iterator[Problem]:
    if score is None:
        yield _problem("score_missing", criterion)
        return
    if type(score.points) is not int or not 0 <= score.points <= highest:
        yield _problem("points_off_scale", criterion, highest=str(highest))
    if not score.reason.strip():
        yield _problem("score_without_reason", criterion)
