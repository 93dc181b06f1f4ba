"""After the awards: 21 acceptances, one of them late; two budget changes; one award amended to a smaller project.

From 16 December 2021 to October 2022. One change moves little and is in force at once, the other waits for two persons. The
amendment is heard first; the municipality waives its days, and its award falls below 500,000 kroner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from functools import partial

from applications.selectors import awards
from budgets import selectors as budgets
from budgets.rules.lines import Line, amount_cell
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.demo.chance import chance
from fsm3.demo.fates import Fate, Turn, fate_with, fates
from fsm3.demo.moments import drawn_days, in_office_hours, on
from fsm3.demo.people import applicant, caseworkers, signatory
from fsm3.demo.stage import Stage
from fsm3.demo.words import texts
from fsm3.journeys import amend, award_life, budget_change, hearings

FIRST_DAY, LAST_DAY, LATE = date(2021, 12, 16), date(2022, 1, 12), date(2022, 1, 24)
SMALL, LARGE, ANSWERED = date(2022, 5, 10), date(2022, 6, 8), date(2022, 6, 20)
HEARD, WAIVED, AMENDED, DECIDED = date(2022, 9, 5), date(2022, 9, 8), date(2022, 9, 12), date(2022, 9, 14)
AFTER_AMENDMENT = Money.of(480_000)
THOUSAND = 100_000


def put_on(stage: Stage) -> None:
    """Put on what follows the awards until the autumn."""
    for fate in fates():
        stage.put_on(_accepts_at(fate), partial(_accept, stage, fate))
    stage.put_on(on(SMALL, "10:12"), partial(_change, stage, fate_with(Turn.SMALL_CHANGE), Fraction(3, 100)))
    large = fate_with(Turn.LARGE_CHANGE)
    stage.put_on(on(LARGE, "13:40"), partial(_change, stage, large, Fraction(30, 100)))
    stage.put_on(on(ANSWERED, "09:30"), partial(_answer_change, stage, large))
    amended = fate_with(Turn.AMENDED)
    stage.put_on(on(HEARD, "11:05"), partial(_hear, stage, amended))
    stage.put_on(on(WAIVED, "15:10"), partial(_waive, stage, amended))
    stage.put_on(on(AMENDED, "10:00"), partial(_amend, stage, amended))
    stage.put_on(on(DECIDED, "14:20"), partial(_decide_amendment, stage, amended))


def _accepts_at(fate: Fate) -> datetime:
    drawn = chance("accepts", fate.applicant.code)
    if Turn.ACCEPTS_LATE in fate.turns:
        return in_office_hours(LATE, drawn)
    return in_office_hours(drawn_days(1, FIRST_DAY, LAST_DAY, drawn)[0], drawn)


def _accept(stage: Stage, fate: Fate, at: datetime) -> None:
    award_life.accept(stage.case_of(fate), by=stage.actor(signatory(fate.applicant.code)), at=at)


def _change(stage: Stage, fate: Fate, share: Fraction, at: datetime) -> None:
    """Move a share of the last wage line to the first."""
    case = stage.case_of(fate)
    lines = budgets.approved(case, budgets.version_in_force(case))
    large = Turn.LARGE_CHANGE in fate.turns
    words = texts("accounts")["change"]["large" if large else "small"]
    by = stage.actor(applicant(fate.applicant.code))
    stage.changes[case] = budget_change.ask(case, _moved(lines, share), reason=words, by=by, at=at)


def _moved(lines: Sequence[Line], share: Fraction) -> tuple[Line, ...]:
    wages = [line for line in lines if line.category != "audit"]
    first, last = wages[0], wages[-1]
    amount = Money(last.amount.share(share).oere // THOUSAND * THOUSAND)
    return tuple(
        _with(line, line.amount + amount)
        if line is first
        else _with(line, line.amount - amount)
        if line is last
        else line
        for line in lines
    )


def _with(line: Line, amount: Money) -> Line:
    """A line with another amount, divided over its years as before."""
    parts = amount.in_proportion_to([cell.amount for cell in line.cells])
    cells = (amount_cell(cell.year, part) for cell, part in zip(line.cells, parts, strict=True))
    return replace(line, cells=tuple(cells))


def _answer_change(stage: Stage, fate: Fate, at: datetime) -> None:
    reason, by = texts("accounts")["change"]["large_answer"], stage.actor(caseworkers()[3])
    proposal = budget_change.prepare_change(
        stage.changes[stage.case_of(fate)], approve=True, reason=reason, by=by, at=at
    )
    stage.decide(proposal, at=at)


def _amended(case: int) -> amend.Amended:
    """What the smaller project is awarded: every line less in the same proportion, in whole kroner."""
    award = awards.in_force(case)
    lines = budgets.approved(case, budgets.version_in_force(case))
    parts = AFTER_AMENDMENT.in_proportion_to([line.amount for line in lines])
    why: str = texts("accounts")["amendment"]["line"]
    approved = {line.number: (part, why) for line, part in zip(lines, parts, strict=True)}
    return amend.Amended(approved, award.cohort.key, award.period)


def _hear(stage: Stage, fate: Fate, at: datetime) -> None:
    words, case = texts("accounts")["amendment"], stage.case_of(fate)
    stage.hearings[case] = amend.hear_amendment(
        case, _amended(case), reason=words["facts"], by=_in_charge(stage), at=at
    )


def _waive(stage: Stage, fate: Fate, at: datetime) -> None:
    by = stage.actor(signatory(fate.applicant.code))
    hearings.waive(stage.hearings[stage.case_of(fate)], by=by, at=at)


def _amend(stage: Stage, fate: Fate, at: datetime) -> None:
    case, reason = stage.case_of(fate), texts("accounts")["amendment"]["reason"]
    stage.proposals[case] = amend.prepare_amendment(
        case, _amended(case), reason=reason, by=_in_charge(stage), at=at
    )


def _decide_amendment(stage: Stage, fate: Fate, at: datetime) -> None:
    stage.decide(stage.proposals[stage.case_of(fate)], at=at)


def _in_charge(stage: Stage) -> Actor:
    return stage.actor(caseworkers()[3])
