"""Spring 2024: 21 final accounts with their auditors' reports, hearings, and settlements of every kind.

One account comes a day late, one has an adverse report whose payout an approver releases with a reason, one municipality is
below 500,000 kroner and needs no auditor. One pays back, one gets nothing more, the others 40 % or 40 and 10 %. One settlement
still waits for an approver, and the late account for a caseworker, so that there is something to do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from budgets.rules.accounts import AccountKind
from budgets.rules.attestation import Conclusion
from fsm3.core.actors import Actor
from fsm3.demo import accounting
from fsm3.demo.chance import chance
from fsm3.demo.fates import Best, Fate, Turn, fate_with, fates
from fsm3.demo.moments import drawn_days, in_office_hours, on
from fsm3.demo.people import auditor_of, caseworkers, signatory
from fsm3.demo.stage import Stage
from fsm3.demo.words import texts
from fsm3.journeys import accounts, engagements, hearings, payouts
from payouts.selectors import money

KIND = AccountKind.FINAL
ENGAGED_FROM, ENGAGED_BY = date(2023, 11, 6), date(2023, 12, 15)
BEGUN_FROM, SENT_BY = date(2024, 1, 29), date(2024, 3, 27)
LATE = date(2024, 4, 3)
ACCEPTED_FROM, ACCEPTED_BY = date(2024, 4, 8), date(2024, 4, 26)
RELEASE_PROPOSED, RELEASED = date(2024, 5, 13), date(2024, 5, 15)
HEARD_FROM, HEARD_BY = date(2024, 4, 29), date(2024, 5, 3)
ANSWERED_FROM, ANSWERED_BY = date(2024, 5, 6), date(2024, 5, 10)
SETTLED_FROM, SETTLED_BY = date(2024, 5, 21), date(2024, 5, 28)
REPAID = date(2024, 6, 20)
ANSWERS = ("answered", "waived", "expired")


def put_on(stage: Stage) -> None:
    """Put on everything from the engagement of auditors to the settlements."""
    for number, fate in enumerate(fates()):
        _FinalAccount(stage, fate, number).put_on()
    adverse = fate_with(Turn.ADVERSE_REPORT)
    stage.put_on(on(RELEASE_PROPOSED, "09:50"), partial(_propose_release, stage, adverse))
    stage.put_on(on(RELEASED, "10:30"), partial(_release, stage, adverse))
    stage.put_on(on(REPAID, "12:00"), partial(_repaid, stage, fate_with(Turn.REPAYS)))


class _FinalAccount:
    """One municipality's final account and its settlement."""

    def __init__(self, stage: Stage, fate: Fate, number: int) -> None:
        self.stage, self.fate, self.number = stage, fate, number
        self.drawn = chance("final", fate.applicant.code)

    def put_on(self) -> None:
        """Engaged, written, attested, reported on, sent, accepted, heard, settled."""
        engaged = drawn_days(1, ENGAGED_FROM, ENGAGED_BY, self.drawn)[0]
        self._on(engaged, self._engage)
        begun, attested, reported, sent = drawn_days(4, BEGUN_FROM, SENT_BY, self.drawn)
        self._on(begun, partial(accounting.start, self.stage, self.fate, KIND))
        self._on(attested, partial(accounting.attest, self.stage, self.fate, KIND))
        if Turn.AMENDED not in self.fate.turns:
            self._on(reported, self._report)
        late = Turn.FINAL_LATE in self.fate.turns
        self._on(LATE if late else sent, partial(accounting.send, self.stage, self.fate, KIND))
        if not late:
            self._on(drawn_days(1, ACCEPTED_FROM, ACCEPTED_BY, self.drawn)[0], self._accept)
            self._put_on_settlement()

    def _put_on_settlement(self) -> None:
        if self.fate.best is not Best.UPPER or Turn.REPAYS in self.fate.turns:
            self._on(drawn_days(1, HEARD_FROM, HEARD_BY, self.drawn)[0], self._hear)
            if ANSWERS[self.number % 3] != "expired":
                self._on(drawn_days(1, ANSWERED_FROM, ANSWERED_BY, self.drawn)[0], self._answer)
        prepared, decided = drawn_days(2, SETTLED_FROM, SETTLED_BY, self.drawn)
        self._on(prepared, self._prepare)
        if Turn.SETTLEMENT_WAITS not in self.fate.turns:
            self._on(decided, self._decide)

    def _on(self, day: date, act: Callable[[datetime], object]) -> None:
        self.stage.put_on(in_office_hours(day, self.drawn), act)

    @property
    def _case(self) -> int:
        return self.stage.case_of(self.fate)

    @property
    def _account(self) -> int:
        return self.stage.accounts[self._case, KIND]

    @property
    def _signatory(self) -> Actor:
        return self.stage.actor(signatory(self.fate.applicant.code))

    @property
    def _checker(self) -> Actor:
        return self.stage.actor(caseworkers()[self.number % 3])

    @property
    def _payer(self) -> Actor:
        return self.stage.actor(caseworkers()[3 + self.number % 3])

    def _engage(self, at: datetime) -> None:
        firm = self.stage.actor(auditor_of(self.fate.applicant.code)).organisation
        engagements.engage(firm, by=self._signatory, at=at)

    def _report(self, at: datetime) -> None:
        words = texts("accounts")["audit"]
        adverse = Turn.ADVERSE_REPORT in self.fate.turns
        accounting.report(
            self.stage,
            self.fate,
            at,
            conclusion=Conclusion.ADVERSE if adverse else Conclusion.CLEAN,
            text=words["adverse" if adverse else "clean"],
            emphasis=words["emphasis"] if adverse else "",
        )

    def _accept(self, at: datetime) -> None:
        accounts.accept(self._account, by=self._checker, at=at)

    def _hear(self, at: datetime) -> None:
        self.stage.hearings[self._case] = hearings.hear_settlement(self._case, by=self._payer, at=at)

    def _answer(self, at: datetime) -> None:
        hearing = self.stage.hearings[self._case]
        if ANSWERS[self.number % 3] == "waived":
            hearings.waive(hearing, by=self._signatory, at=at)
        else:
            answer = texts("accounts")["settlement"]["answer"]
            hearings.answer(hearing, text=answer, by=self._signatory, at=at)

    def _prepare(self, at: datetime) -> None:
        reason = texts("accounts")["settlement"]["reason"]
        self.stage.proposals[self._case] = payouts.prepare_payout(
            self._case, reason=reason, by=self._payer, at=at
        )

    def _decide(self, at: datetime) -> None:
        self.stage.decide(self.stage.proposals[self._case], at=at)


def _propose_release(stage: Stage, fate: Fate, at: datetime) -> None:
    account, words = stage.accounts[stage.case_of(fate), KIND], texts("accounts")["audit"]
    stage.proposals[account] = payouts.prepare_release_of_held(
        account, reason=words["release"], by=stage.actor(caseworkers()[4]), at=at
    )


def _release(stage: Stage, fate: Fate, at: datetime) -> None:
    stage.decide(stage.proposals[stage.accounts[stage.case_of(fate), KIND]], at=at)


def _repaid(stage: Stage, fate: Fate, at: datetime) -> None:
    """The whole claim comes in."""
    case = stage.case_of(fate)
    owed = -money.worked(case, at=at).found.to_pay
    payouts.register_repayment(case, owed, received_on=at.date(), by=stage.actor(caseworkers()[0]), at=at)
