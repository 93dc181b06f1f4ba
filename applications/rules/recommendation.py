"""The recommendation: who is to be awarded how much, who is to be refused, and what must be explained.

Domain page, "Application": awards in ranking order under the envelope; every deviation is explained in writing; no
award above what was asked for or above the cap; a refusal names its main considerations criterion by criterion,
without which it is unlawful (forvaltningsloven § 24).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from applications.rules.pool_terms import Criterion
from applications.rules.ranking import Position, Why
from fsm3.core.danish import kroner
from fsm3.core.money import Money
from fsm3.core.problems import Problem


class DecisionKind(StrEnum):
    """What can be decided on an application."""

    AWARD = "award"
    REFUSAL = "refusal"
    INADMISSIBILITY = "inadmissibility"
    AMENDMENT = "amendment"
    LAPSE = "lapse"


@dataclass(frozen=True)
class Recommended:
    """What is recommended for a case: an award, or none. `deviation` explains what departs from the ranking.

    `considerations` are the main considerations of a refusal by criterion key.
    """

    case: str
    requested: Money
    cap: Money
    award: Money | None
    deviation: str = ""
    considerations: Mapping[str, str] = field(default_factory=dict)


def recommendation_faults(
    ranked: Sequence[Position],
    recommended: Sequence[Recommended],
    *,
    envelope: Money,
    criteria: Sequence[Criterion],
) -> Iterator[Problem]:
    """Tell what is wrong with a recommendation for all ranked cases; `where` is the number of the case."""
    by_case = {each.case: each for each in recommended}
    yield from _not_all(ranked, by_case)
    for each in recommended:
        yield from award_faults(each) if each.award is not None else refusal_faults(each, criteria)
    yield from _order_faults([(each, by_case[each.case]) for each in ranked if each.case in by_case])
    yield from _over_envelope(recommended, envelope)


def award_faults(each: Recommended) -> Iterator[Problem]:
    """Tell what is wrong with one award: its amount, and a reduction that is not explained."""
    award = each.award or Money(0)
    yield from amount_faults(award, requested=each.requested, cap=each.cap, where=each.case)
    if award < each.requested and not each.deviation.strip():
        figures = {"award": kroner(award), "requested": kroner(each.requested)}
        yield Problem("reduced_award_unexplained", each.case, figures)


def amount_faults(award: Money, *, requested: Money, cap: Money, where: str) -> Iterator[Problem]:
    """Tell what an award can never be, whatever explains it: nothing, more than was asked for, or more than the cap."""
    if award.oere <= 0:
        yield Problem("award_of_nothing", where)
    if award > requested:
        yield Problem("award_above_request", where, {"award": kroner(award), "requested": kroner(requested)})
    if award > cap:
        yield Problem("award_above_cap", where, {"award": kroner(award), "cap": kroner(cap)})


def refusal_faults(each: Recommended, criteria: Sequence[Criterion]) -> Iterator[Problem]:
    """Tell which criteria a refusal says nothing about."""
    for criterion in criteria:
        if not each.considerations.get(criterion.key, "").strip():
            yield Problem("consideration_missing", each.case, {"criterion": criterion.name})


def _not_all(ranked: Sequence[Position], by_case: Mapping[str, Recommended]) -> Iterator[Problem]:
    cases = {each.case for each in ranked}
    for case in sorted(cases - by_case.keys()):
        yield Problem("nothing_recommended", case)
    for case in sorted(by_case.keys() - cases):
        yield Problem("case_not_ranked", case, {"cases": case})


def _order_faults(standing: Sequence[tuple[Position, Recommended]]) -> Iterator[Problem]:
    """A case passed over needs its reason; who shares a place is awarded alike, or a choice tells them apart."""
    awarded = [position for position, each in standing if each.award is not None]
    last = max((position.place for position in awarded), default=0)
    for position, each in standing:
        if each.award is not None:
            continue
        if position.place < last and not each.deviation.strip():
            yield Problem("passed_over_unexplained", each.case, {"place": str(position.place)})
        if position.why is Why.SHARED and position.place in {other.place for other in awarded}:
            yield Problem("choice_needed", each.case, {"place": str(position.place)})


def _over_envelope(recommended: Sequence[Recommended], envelope: Money) -> Iterator[Problem]:
    total = Money.sum(each.award for each in recommended if each.award is not None)
    if total > envelope:
        yield Problem(
            "awards_over_envelope", "envelope", {"total": kroner(total), "envelope": kroner(envelope)}
        )
