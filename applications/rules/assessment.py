"""Assessment: the points two caseworkers give unseen by each other, and the points they agree on.

Call, "Kriterier for tildeling af tilskud"; domain page, "Application": every criterion gets points on the pool's scale
and a written reason; the two agree together, and say why where they stood two points or more apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from applications.rules import free_text
from applications.rules.pool_terms import Criterion, PoolTerms
from fsm3.core.problems import Problem

FAR_APART = 2
ASSESSORS = 2
LONGEST_REASON = 2000


@dataclass(frozen=True)
class Points:
    """The points on one criterion, with the reason."""

    points: int
    reason: str


@dataclass(frozen=True)
class Jotted:
    """What an assessor has written on a criterion so far: points, a reason, both or nothing yet."""

    points: int | None = None
    reason: str = ""


def draft_faults(draft: Mapping[str, Jotted], terms: PoolTerms) -> Iterator[Problem]:
    """Tell what cannot be kept of a draft, by criterion key; what is unfinished can."""
    yield from _unknown(draft, terms)
    for criterion in terms.criteria:
        jotted = draft.get(criterion.key, Jotted())
        if jotted.points is not None:
            yield from _off_scale(criterion, jotted.points, terms.scale_highest)
        yield from free_text.faults(jotted.reason, where=criterion.key, longest=LONGEST_REASON)


def unfinished(draft: Mapping[str, Jotted], terms: PoolTerms) -> Iterator[Problem]:
    """Tell everything a draft lacks before it may be given: points and a reason on each criterion."""
    for criterion in terms.criteria:
        jotted = draft.get(criterion.key, Jotted())
        if jotted.points is None:
            yield _problem("score_missing", criterion)
        if not jotted.reason.strip():
            yield _problem("score_reason_missing", criterion)


def finished(draft: Mapping[str, Jotted]) -> dict[str, Points]:
    """The scores of a draft, of the criteria that have points."""
    return {
        key: Points(jotted.points, jotted.reason)
        for key, jotted in draft.items()
        if jotted.points is not None
    }


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
    return distance(assessments, criterion) >= FAR_APART


def distance(assessments: Sequence[Mapping[str, Points]], criterion: str) -> int:
    """By how many points the assessors differ on a criterion."""
    points = [scores[criterion].points for scores in assessments if criterion in scores]
    return max(points, default=0) - min(points, default=0)


def _problem(code: str, criterion: Criterion, **detail: str) -> Problem:
    return Problem(code, criterion.key, {"criterion": criterion.name, **detail})


def _unknown(scores: Mapping[str, object], terms: PoolTerms) -> Iterator[Problem]:
    known = {criterion.key for criterion in terms.criteria}
    for key in sorted(scores.keys() - known):
        yield Problem("criterion_unknown", key)


def _faults_of(criterion: Criterion, score: Points | None, highest: int) -> Iterator[Problem]:
    if score is None:
        yield _problem("score_missing", criterion)
        return
    yield from _off_scale(criterion, score.points, highest)
    if not score.reason.strip():
        yield _problem("score_without_reason", criterion)


def _off_scale(criterion: Criterion, points: object, highest: int) -> Iterator[Problem]:
    if type(points) is not int or not 0 <= points <= highest:
        yield _problem("points_off_scale", criterion, highest=str(highest))
