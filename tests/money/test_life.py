"""The life of three cases, in whatever order people can think of: what must hold of money holds after every act.

Signatories, accountants, auditors, caseworkers and approvers act through the journeys on PostgreSQL. A few lives in CI,
always the same; 400 by `make soak`, or as many as `LIVES` says. Each is rolled back to a savepoint.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, run_state_machine_as_test

from applications.rules.workflow import ACCOUNTABLE
from budgets.rules.accounts import AccountKind
from fsm3.journeys import hearings
from tests.money import people
from tests.money.life import Life
from tests.money.life_of_amendments import Amendments
from tests.money.life_of_awards import Awards
from tests.money.life_of_outcomes import SEED, Outcomes
from tests.money.life_of_payouts import needs_hearing

SOAK = os.environ.get("SOAK") == "1"
LIVES = int(os.environ.get("LIVES", "400" if SOAK else "6"))
ACTS = 60 if SOAK else 30
KNOWN = st.sampled_from(["", "imported", "locked", "locked"])
STAGE = st.sampled_from([0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6])
SPENT = (40, 60, 95, 100)


class WholeLife(Awards, Outcomes, Amendments):
    """All that can happen, begun wherever hypothesis likes."""

    @initialize(first=STAGE, second=STAGE, third=STAGE, seed=SEED, known=KNOWN)
    def begin(self, first: int, second: int, third: int, seed: int, known: str) -> None:
        """Each case has come some way: awarded, accepted, partial account accepted, paid, final one accepted, settled."""
        stages = dict(zip(people.CODES, (first, second, third), strict=True))
        for proposal, stage in zip(self.people.proposals, stages.values(), strict=True):
            if stage > 0:
                self.decide_one(proposal)
        if known:
            self.import_file(seed, 0, 25)
        if known == "locked" and self.open_months():
            self.prepare_lock(0, 0, every=True)
            self.decide_one(self.open_proposals()[-1])
        for code, stage in stages.items():
            self.come_to(code, stage, spent=SPENT[seed % len(SPENT)])

    def come_to(self, code: str, stage: int, *, spent: int) -> None:
        """One case comes as far as its stage says."""
        if stage > 1:
            self.accept_of(code)
        if stage > 2:
            self.hand_in_of(code, AccountKind.PARTIAL, 60)
        if stage > 3:
            self.pay_of(code)
        if stage > 4:
            self.hand_in_of(code, AccountKind.FINAL, spent)
        if stage > 5:
            self.settle_of(code)

    def settle_of(self, code: str) -> None:
        """A case is settled, after its hearing where one is needed; it waits where there is a reason to."""
        case = self.case(code)
        if self.reasons(code, case):
            return
        if needs_hearing(case):
            self.in_case(hearings.hear_settlement, code, who=0, but=set())
            hearings.waive(self.hearings()[-1].id, by=self.people.signatory(code), at=self.at)
        self.pay_of(code)

    def hand_in_of(self, code: str, kind: AccountKind, spent: int) -> None:
        """An account of one municipality, accepted as it is."""
        number = self.codes(*ACCOUNTABLE).index(code)
        self.hand_in(number, 0, kind, spent, people.CLEAN)
        for account in self.accounts("sent"):
            self.accept(account.id)


@pytest.fixture
def everybody(db):
    """Those who live, in a database that is rolled back."""
    Life.people = people.gather()
    Life.done.clear()


@pytest.mark.parametrize(("spent", "ends"), [(0, "repayment"), (3, "settlement")])
def test_a_straight_life_ends_in_a_settlement_or_a_claim(everybody, spent, ends):
    """Of 40 and of 100 per cent spent, after half was paid: so that it is known that lives can go to their end."""
    life = WholeLife()
    life.begin(first=6, second=6, third=6, seed=spent, known="locked")
    life.what_must_hold_holds()
    life.teardown()
    assert (Life.done["approved instalment"], Life.done[f"approved {ends}"]) == (3, 3)


def test_what_must_hold_of_money_holds_in_every_life(everybody):
    run_state_machine_as_test(
        WholeLife,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=ACTS,
            deadline=None,
            derandomize=not SOAK,
            phases=[Phase.generate, Phase.shrink] if SOAK else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"\n{LIVES} lives:", *(f"  {name} {times}" for name, times in sorted(Life.done.items())), sep="\n")
