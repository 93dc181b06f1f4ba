"""The agency's part of the season: conflicts declared, cases found admissible, two who score apart and agree.

From Monday 29 November to Monday 13 December 2021. Every case has two of the six caseworkers; where one of them has declared
a conflict of interest, it is two of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from fsm3.core.actors import Actor
from fsm3.demo import reasons
from fsm3.demo.cast import Applicant, Part, Trait
from fsm3.demo.chance import chance
from fsm3.demo.facts import facts_of
from fsm3.demo.moments import drawn_days, in_office_hours, on
from fsm3.demo.people import caseworkers, signatory
from fsm3.demo.stage import Stage
from fsm3.journeys import apply, assess, decide, handle

FIRST_DAY = date(2021, 11, 29)
ADMISSIBLE_BY = date(2021, 11, 30)
SCORED_BY = date(2021, 12, 8)
ENTERED_ON = date(2021, 12, 9)
CONFIRMED_BY = date(2021, 12, 13)
WITHDRAWN_ON = date(2021, 12, 2)


def put_on(stage: Stage, applicants: Sequence[Applicant]) -> None:
    """Put on what the caseworkers do with every case that was sent."""
    assessed = 0
    for applicant in applicants:
        if applicant.is_assessed:
            _Assessment(stage, applicant, assessed).put_on()
            assessed += 1
        elif applicant.part is Part.LATE:
            stage.put_on(on(FIRST_DAY, "13:20"), partial(_find_too_late, stage, applicant))
        elif applicant.part is Part.WITHDRAWN:
            stage.put_on(on(WITHDRAWN_ON, "09:48"), partial(_withdraw, stage, applicant))


def _find_too_late(stage: Stage, applicant: Applicant, at: datetime) -> None:
    """What came too late is proposed as inadmissible, and not assessed."""
    case, by = stage.cases[applicant.code], stage.actor(caseworkers()[1])
    handle.state_impartiality(case, by=by, at=at)
    assess.assign(case, caseworker_id=by.person, by=by, at=at)
    stage.proposals[case] = decide.prepare_inadmissibility(case, reason=reasons.late_reason(), by=by, at=at)


def _withdraw(stage: Stage, applicant: Applicant, at: datetime) -> None:
    """One municipality thinks better of it."""
    by = stage.actor(signatory(applicant.code))
    apply.withdraw(stage.cases[applicant.code], by=by, at=at)


class _Assessment:
    """One case's way through the agency, up to the agreed scores."""

    def __init__(self, stage: Stage, applicant: Applicant, number: int) -> None:
        self.stage, self.applicant = stage, applicant
        self.facts = facts_of(applicant)
        self.drawn = chance("casework", applicant.code)
        self.first, self.second = self._pair(number)
        self.given = reasons.assessed(self.facts)

    def _pair(self, number: int) -> tuple[Actor, Actor]:
        """Two of the six, or of the first five where the sixth is not impartial; the pairs change."""
        staff = caseworkers()[: 5 if self._has_conflict else 6]
        first, apart = number % len(staff), 1 + number // len(staff) % (len(staff) - 1)
        return self.stage.actor(staff[first]), self.stage.actor(staff[(first + apart) % len(staff)])

    @property
    def _has_conflict(self) -> bool:
        return Trait.CONFLICT in self.applicant.traits

    @property
    def _case(self) -> int:
        return self.stage.cases[self.applicant.code]

    def put_on(self) -> None:
        """The steps of the case, each on its day."""
        if self._has_conflict:
            self.stage.put_on(on(FIRST_DAY, "08:05"), self._declare_conflict)
        steps = (
            (self._take, FIRST_DAY, ADMISSIBLE_BY),
            (self._score_first, date(2021, 12, 1), SCORED_BY),
            (self._score_second, date(2021, 12, 1), SCORED_BY),
            (self._enter, ENTERED_ON, ENTERED_ON),
            (self._confirm, date(2021, 12, 10), CONFIRMED_BY),
        )
        for step, first, last in steps:
            (day,) = drawn_days(1, first, last, self.drawn)
            self.stage.put_on(in_office_hours(day, self.drawn, first=9), step)

    def _declare_conflict(self, at: datetime) -> None:
        by = self.stage.actor(caseworkers()[5])
        assess.declare_conflict(self._case, reason=reasons.conflict_reason(self.facts), by=by, at=at)

    def _take(self, at: datetime) -> None:
        handle.state_impartiality(self._case, by=self.first, at=at)
        assess.assign(self._case, caseworker_id=self.first.person, by=self.first, at=at)
        assess.find_admissible(self._case, by=self.first, at=at)

    def _score_first(self, at: datetime) -> None:
        assess.score(self._case, self.given[0], by=self.first, at=at)

    def _score_second(self, at: datetime) -> None:
        handle.state_impartiality(self._case, by=self.second, at=at)
        assess.score(self._case, self.given[1], by=self.second, at=at)

    def _enter(self, at: datetime) -> None:
        assess.enter_agreed(self._case, reasons.agreed(self.facts, self.given), by=self.first, at=at)

    def _confirm(self, at: datetime) -> None:
        assess.confirm_agreed(self._case, by=self.second, at=at)
