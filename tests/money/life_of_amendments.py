"""What a decision makes of an award later in a life: amended up or down, heard of before, or lapsed."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from applications.rules.workflow import Status
from applications.selectors import awards
from budgets import selectors as budgets
from fsm3.core.money import Money
from fsm3.journeys import amend, hearings
from fsm3.journeys.amend import AMENDABLE, LAPSABLE, Amended
from tests.money.life import NUMBER
from tests.money.life_of_payouts import Payouts
from tests.money.people import pick

BY = st.sampled_from([-700_000_00, -100_000_00, -1, 1, 50_000_00, 100_000_00, 200_000_00])
"""By how much the largest line of the budget moves, in øre."""
WHY = "Projektet bliver et andet, end vi gik ud fra."
TOO_MUCH = {"award_above_request", "award_above_cap", "award_of_nothing", "negative_amount"}


class Amendments(Payouts):
    """Awards that do not stay as they were."""

    @precondition(lambda self: self.codes(*AMENDABLE))
    @rule(number=NUMBER, who=NUMBER, by=BY, at_once=st.booleans())
    def amend(self, number: int, who: int, by: int, at_once: bool) -> None:
        """An amended award is proposed; at once, it is heard of, waived, proposed and decided."""
        code = pick(self.codes(*AMENDABLE), number)
        wanted = amended(self.people.cases[code], by)
        if at_once:
            but = TOO_MUCH | {"hearing_not_needed"}
            self.hear_and_waive(amend.hear_amendment, code, wanted, who=who, but=but)
        but = TOO_MUCH | {"hearing_needed", "hearing_open", "proposal_open"}
        made = self.in_case(amend.prepare_amendment, code, wanted, reason=WHY, who=who, but=but)
        if made and at_once:
            self.decide_one(made, who)

    @precondition(lambda self: self.codes(*LAPSABLE))
    @rule(number=NUMBER, who=NUMBER, at_once=st.booleans(), sure=st.sampled_from([False, False, False, True]))
    def lapse(self, number: int, who: int, at_once: bool, sure: bool) -> None:
        """A lapse is proposed, now and then, but always of an award that was given up."""
        code = pick(self.codes(*LAPSABLE), number)
        if not sure and self.status(code) != Status.RENOUNCED:
            return
        if at_once:
            self.hear_and_waive(amend.hear_lapse, code, who=who, but=set())
        but = {"hearing_needed", "hearing_open", "proposal_open"}
        made = self.in_case(amend.prepare_lapse, code, reason=WHY, who=who, but=but)
        if made and at_once:
            self.decide_one(made, who)

    def hear_and_waive(self, act: Any, code: str, *said: Any, who: int, but: set[str]) -> None:
        """The municipality is heard, and waives its days."""
        hearing = self.in_case(act, code, *said, reason=WHY, who=who, but=but)
        if hearing:
            by, strangers = self.people.signatory(code), self.people.not_for(code)
            self.attempt(hearings.waive, hearing, by=by, strangers=strangers, who=who)


def amended(case: int, by: int) -> Amended:
    """The award of a case as it is, but for its largest line."""
    award = awards.in_force(case)
    lines = budgets.approved(case, budgets.version_in_force(case))
    largest = max(lines, key=lambda line: line.amount)
    approved = {line.number: (line.amount, "") for line in lines}
    approved[largest.number] = (largest.amount + Money(by), WHY)
    return Amended(approved, award.cohort.key, award.period)
