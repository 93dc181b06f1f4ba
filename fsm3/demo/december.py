"""Mid-December: one caseworker recommends for all cases on the ranking, and two approvers decide them in three days.

Awards go by the ranking under the envelope of 52 million. One case is passed over, with the reason written down, for what is
left does not hold it; one loses its tie to two municipalities outside Flere skal med 2; two awards are reduced.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from fsm3.core.money import Money
from fsm3.demo import budgets, reasons
from fsm3.demo.amounts import ENVELOPE
from fsm3.demo.cast import Applicant, Part, Trait, cast
from fsm3.demo.facts import facts_of
from fsm3.demo.moments import on
from fsm3.demo.people import approvers, caseworkers
from fsm3.demo.stage import Stage
from fsm3.journeys import deciding, handle
from fsm3.journeys.recommend import Recommended, prepare_recommendation

POOL = "fsm3"
RECOMMENDED_ON = date(2021, 12, 14)
AWARDS_ON, REFUSALS_ON, LAST_DAY = date(2021, 12, 15), date(2021, 12, 16), date(2021, 12, 17)
BETWEEN = timedelta(minutes=13)


def put_on(stage: Stage) -> None:
    """Put on the recommendation and every decision."""
    stage.put_on(on(RECOMMENDED_ON, "10:15"), partial(_recommend, stage))
    for at, applicant, number in _decisions():
        stage.put_on(at, partial(_decide, stage, applicant, number))


def _decisions() -> Iterator[tuple[datetime, Applicant, int]]:
    """When each case is decided: awards on the first day, refusals on the two that follow."""
    awards = [each for each in cast() if each.part is Part.AWARDED]
    others = [each for each in cast() if each.is_assessed and each.part is not Part.AWARDED]
    late = [each for each in cast() if each.part is Part.LATE]
    half = (len(others) + 1) // 2
    days = ((AWARDS_ON, awards), (REFUSALS_ON, [*late, *others[:half]]), (LAST_DAY, others[half:]))
    for day, decided in days:
        for number, applicant in enumerate(decided):
            yield on(day, "09:05") + number * BETWEEN, applicant, number


def _decide(stage: Stage, applicant: Applicant, number: int, at: datetime) -> None:
    by = stage.actor(approvers()[number % 2])
    case = stage.cases[applicant.code]
    handle.state_impartiality(case, by=by, at=at)
    deciding.decide_proposal(stage.proposals[case], approve=True, by=by, at=at)


def _recommend(stage: Stage, at: datetime) -> None:
    recommended, by = list(_recommended(stage)), stage.actor(caseworkers()[0])
    for each in recommended:
        handle.state_impartiality(each.application_id, by=by, at=at)
    made = prepare_recommendation(POOL, recommended, by=by, at=at)
    stage.proposals |= dict(zip(sorted(each.application_id for each in recommended), made, strict=True))


def _recommended(stage: Stage) -> Iterator[Recommended]:
    """What is recommended for each assessed case: first the awards, for what they leave decides the rest."""
    awards = {each.code: _award(stage, each) for each in cast() if each.part is Part.AWARDED}
    yield from awards.values()
    ahead = (
        awards[each.code].award for each in cast() if each.code in awards and Trait.TIE_WON not in each.traits
    )
    left = ENVELOPE - Money.sum(award for award in ahead if award is not None)
    for applicant in cast():
        if applicant.is_assessed and applicant.part is not Part.AWARDED:
            yield _refusal(stage, applicant, left)


def _award(stage: Stage, applicant: Applicant) -> Recommended:
    facts = facts_of(applicant)
    lines, why = budgets.lines_of(facts), reasons.award_reason(facts)
    case = stage.cases[applicant.code]
    if Trait.REDUCED not in applicant.traits:
        return Recommended(case, why, {line.number: (line.amount, "") for line in lines})
    deviation, on_the_line = reasons.reduction(facts)
    return Recommended(case, why, budgets.reduced(lines, on_the_line), deviation)


def _refusal(stage: Stage, applicant: Applicant, left: Money) -> Recommended:
    facts = facts_of(applicant)
    deviation = reasons.deviation(facts, left) if applicant.part is Part.PASSED_OVER else ""
    return Recommended(stage.cases[applicant.code], reasons.refusal_reason(facts, left), deviation=deviation)
