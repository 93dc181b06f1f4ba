"""What all parts of a life share: its clock, how an act is tried, and what is asked after each.

Before somebody acts, somebody who may not tries first and is refused. What is refused, to whomever, leaves no trace.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fsm3.access.rights import NotAllowed
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady
from fsm3.core.proposals import Proposal
from fsm3.journeys.deciding import decide_proposal
from tests.money import always
from tests.money.people import CODES, DECIDED, People, pick

PAYOUTS = {"instalment", "settlement", "repayment"}
NUMBER = st.integers(0, 99)
"""Which of those there are, and which of the strangers; a number that is too large begins anew."""


class Life(RuleBasedStateMachine):
    """Three cases and everybody; `done` counts what was done and what was refused, over all lives."""

    done: ClassVar[Counter[str]] = Counter()
    people: ClassVar[People]

    def __init__(self) -> None:
        super().__init__()
        self.at = DECIDED
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.seen = always.look(list(self.people.cases.values()))

    def teardown(self) -> None:
        """Ask what is asked at the end, deferred constraints too, and forget the life."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            always.check_at_the_end()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @invariant()
    def what_must_hold_holds(self) -> None:
        """Everything that `always` asks, of what changed since the last act."""
        now = always.look(list(self.people.cases.values()))
        always.check(self.people.pool, self.seen, now)
        self.seen = now

    def attempt(
        self,
        act: Callable[..., Any],
        *subject: Any,
        by: Actor,
        strangers: Sequence[Actor],
        who: int,
        but: Collection[str] = (),
        **said: Any,
    ) -> Any:
        """Have a stranger try, who is not allowed to, and then the one who may; None where that is refused as well.

        `but` are the reasons for which it may be refused: any other is a fault.
        """
        self.at += timedelta(minutes=1)
        name = f"{act.__module__.rsplit('.', 1)[-1]}.{act.__name__}"
        before = journal.head()
        with pytest.raises(NotAllowed):
            act(*subject, by=pick(strangers, who), at=self.at, **said)
        assert journal.head() == before
        refusal, made = None, None
        try:
            made = act(*subject, by=by, at=self.at, **said)
        except NotReady as refused:
            refusal = refused
        if refusal:
            assert refusal.codes <= set(but), (name, refusal)
            assert journal.head() == before
            self.done.update(f"{name} refused: {code}" for code in refusal.codes)
            return None
        assert journal.head() != before
        self.done[name] += 1
        return made

    def codes(self, *statuses: str) -> list[str]:
        """The municipalities whose cases stand so."""
        return [code for code in CODES if self.status(code) in statuses]

    def status(self, code: str) -> str:
        """How the case of a municipality stands, as last seen."""
        return str(self.seen.states[self.people.cases[code]]["Application"][0][0])

    def code_of(self, case: int) -> str:
        """The municipality of a case."""
        return {each: code for code, each in self.people.cases.items()}[case]

    def look(self) -> None:
        """Look anew between two acts of one rule, and ask what is asked after every act."""
        self.what_must_hold_holds()


class Deciding(Life):
    """Time passes, and whatever was prepared is decided by one who did not prepare it."""

    @rule(days=st.sampled_from([1, 15, 100, 300]))
    def time_passes(self, days: int) -> None:
        """Wait."""
        self.at += timedelta(days=days)

    @precondition(lambda self: self.open_proposals())
    @rule(number=NUMBER, who=NUMBER, approve=st.sampled_from([True, True, True, False]))
    def decide(self, number: int, who: int, approve: bool) -> None:
        """Decide a proposal that waits; who prepared it is refused, and so is a second decision."""
        self.decide_one(pick(self.open_proposals(), number), who, approve=approve)

    def decide_one(self, proposal: int, who: int = 0, *, approve: bool = True) -> None:
        """Decide a proposal, refusing everybody who may not."""
        row = Proposal.objects.get(id=proposal)
        barred = [each for each in self.people.approvers if each.person in row.preparers]
        for each in barred:
            with pytest.raises(NotReady, match="own_proposal"):
                decide_proposal(proposal, approve=approve, by=each, at=self.at)
        by = next(each for each in self.people.approvers if each not in barred)
        paid = 0 if row.case is None else always.paid(row.case)
        strangers = self.people.not_deciding(CODES[0] if row.case is None else self.code_of(row.case))
        self.attempt_to_decide(proposal, approve=approve, by=by, strangers=strangers, who=who)
        if row.kind in PAYOUTS and row.case is not None:
            assert always.differing() == []
            assert always.paid(row.case) <= max(self.seen.awarded[row.case], paid)
        self.look()

    def attempt_to_decide(self, proposal: int, *, approve: bool, **said: Any) -> None:
        """Decide; a stale proposal can be rejected all the same. Twice is refused."""
        reason = "" if approve else "Det skal gøres om."
        but = {"proposal_stale", "awards_over_envelope"} if approve else set()
        kind = Proposal.objects.values_list("kind", flat=True).get(id=proposal)
        self.attempt(decide_proposal, proposal, approve=approve, reason=reason, but=but, **said)
        if Proposal.objects.filter(id=proposal, verdict="").exists():
            self.attempt(decide_proposal, proposal, approve=False, reason="Forældet.", **said)
        elif approve:
            self.done[f"approved {kind}"] += 1
        with pytest.raises(NotReady, match="proposal_decided"):
            decide_proposal(proposal, approve=True, by=said["by"], at=self.at)

    def open_proposals(self) -> list[int]:
        """What waits for a decision."""
        return list(Proposal.objects.filter(verdict="").order_by("id").values_list("id", flat=True))
