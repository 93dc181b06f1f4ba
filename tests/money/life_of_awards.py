"""Awards in a life: given, accepted, renounced; budgets changed."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from applications.rules.workflow import ACCOUNTABLE, Status
from budgets import selectors as budgets
from budgets.models import BudgetChange
from budgets.rules.lines import Line, amount_cell
from fsm3.core.money import Money
from fsm3.journeys import award_life, budget_change
from tests.money.life import NUMBER, Deciding
from tests.money.people import pick

REASON = "Vi har fået færre borgere end ventet."


class Awards(Deciding):
    """What becomes of an award."""

    @precondition(lambda self: self.codes(Status.AWARDED))
    @rule(number=NUMBER, who=NUMBER)
    def accept_award(self, number: int, who: int) -> None:
        """A signatory accepts."""
        self.accept_of(pick(self.codes(Status.AWARDED), number), who)

    def accept_of(self, code: str, who: int = 0) -> None:
        """The signatory of a municipality accepts its award."""
        case, by = self.people.cases[code], self.people.signatory(code)
        self.attempt(award_life.accept, case, by=by, strangers=self.people.not_for(code), who=who)
        self.look()

    @precondition(lambda self: self.codes(Status.AWARDED, Status.ACCEPTED))
    @rule(number=NUMBER, who=NUMBER, sure=st.sampled_from([False, False, False, True]))
    def renounce_award(self, number: int, who: int, sure: bool) -> None:
        """A signatory gives the award up, now and then."""
        if not sure:
            return
        code = pick(self.codes(Status.AWARDED, Status.ACCEPTED), number)
        self.attempt(
            award_life.renounce,
            self.people.cases[code],
            reason=REASON,
            by=self.people.signatory(code),
            strangers=self.people.not_for(code),
            who=who,
        )

    @precondition(lambda self: self.codes(*ACCOUNTABLE))
    @rule(number=NUMBER, who=NUMBER, kroner=st.sampled_from([1_000, 2_500, 99_000, 200_000]))
    def ask_for_a_budget_change(self, number: int, who: int, kroner: int) -> None:
        """A municipality asks to move money between its lines."""
        code = pick(self.codes(*ACCOUNTABLE), number)
        case = self.people.cases[code]
        lines = moved(budgets.approved(case, budgets.version_in_force(case)), kroner)
        self.attempt(
            budget_change.ask,
            case,
            lines,
            reason=REASON,
            by=self.people.accountants[code],
            strangers=self.people.not_writing(code),
            who=who,
            but={"change_waits"},
        )

    @precondition(lambda self: self.changes())
    @rule(number=NUMBER, who=NUMBER, approve=st.booleans())
    def prepare_budget_change(self, number: int, who: int, approve: bool) -> None:
        """A caseworker proposes the answer."""
        change = pick(self.changes(), number)
        self.attempt(
            budget_change.prepare_change,
            change.id,
            approve=approve,
            reason="Vi har set på det.",
            by=pick(self.people.caseworkers, who),
            strangers=self.people.not_preparing(self.code_of(change.application_id)),
            who=who,
            but={"proposal_open", "not_now", "change_outdated"},
        )

    def changes(self) -> list[BudgetChange]:
        """Changes that wait for an answer."""
        return list(BudgetChange.objects.filter(state="asked").order_by("id"))


def moved(lines: tuple[Line, ...], kroner: int) -> tuple[Line, ...]:
    """The budget with so much moved from its largest line to its smallest, as amounts."""
    by_amount = sorted(lines, key=lambda line: line.amount)
    smallest, largest = by_amount[0], by_amount[-1]
    more = {smallest.number: Money.of(kroner), largest.number: -Money.of(kroner)}
    return tuple(
        replace(line, cells=(amount_cell(2023, line.amount + more[line.number]),))
        if line.number in more
        else line
        for line in lines
    )
