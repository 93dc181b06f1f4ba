"""Payouts in a life: prepared and released, heard about before, held back, claimed back and paid back."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from budgets.models import Account, Attestation
from fsm3.core.money import Money
from fsm3.core.periods import day_of
from fsm3.journeys import hearings, payouts
from payouts.models import Hearing, HoldRelease, Statement
from tests.money import always
from tests.money.from_rows import case_of
from tests.money.life import NUMBER
from tests.money.life_of_accounts import Accounts
from tests.money.people import CODES, pick
from tests.money.plain import Case, settle

HEARING = {"hearing_needed", "hearing_open"}
COUNTED = ("accepted", "closed", "lapsed")


class Payouts(Accounts):
    """What is paid, and what is paid back."""

    @rule(number=NUMBER, who=NUMBER)
    def prepare_payout(self, number: int, who: int) -> None:
        """A caseworker proposes what the facts give, in whatever case; refused exactly when there is a plain reason."""
        self.propose(pick(CODES, number), who)

    @precondition(lambda self: self.codes(*COUNTED))
    @rule(number=NUMBER, who=NUMBER)
    def pay(self, number: int, who: int) -> None:
        """The same in a case that counts, and at once decided."""
        self.pay_of(pick(self.codes(*COUNTED), number), who)

    def pay_of(self, code: str, who: int = 0) -> None:
        """What is proposed in a case is decided at once."""
        made = self.propose(code, who)
        if made:
            self.decide_one(made, who)

    def propose(self, code: str, who: int) -> int | None:
        """Propose what the facts of a case give; the proposal, if there is one."""
        if not self.was_awarded(code):
            assert self.in_case(payouts.prepare_payout, code, who=who, but={"no_award"}) is None
            return None
        case = self.case(code)
        reasons = self.reasons(code, case)
        may = {"proposal_open"} | (HEARING if needs_hearing(case) else set())
        made: int | None = self.in_case(payouts.prepare_payout, code, who=who, but=reasons | may)
        assert not (made and reasons), (code, reasons)
        if made and needs_hearing(case):
            assert self.was_heard(code)
        return made

    @precondition(lambda self: self.codes(*COUNTED))
    @rule(number=NUMBER, who=NUMBER)
    def hear_settlement(self, number: int, who: int) -> None:
        """A caseworker has the municipality heard about its settlement."""
        code = pick(self.codes(*COUNTED), number)
        case = self.case(code)
        but = self.reasons(code, case) - {"held_by_report"}
        needed = needs_hearing(case)
        but |= {"hearing_open"} if needed else {"hearing_not_needed"}
        but |= {"hearing_not_needed"} if self.was_heard(code) else set()
        self.in_case(hearings.hear_settlement, code, who=who, but=but)

    @precondition(lambda self: self.accounts("sent"))
    @rule(number=NUMBER, who=NUMBER, cut=st.sampled_from([1, 100_000_00]))
    def hear_cut(self, number: int, who: int, cut: int) -> None:
        """A caseworker has the municipality heard about a cut."""
        account = pick(self.accounts("sent"), number)
        self.by_agency(
            hearings.hear_cut,
            account.id,
            self.accepted(account.id, cut),
            who=who,
            but={"hearing_not_needed", "award_not_accepted"},
        )

    @precondition(lambda self: self.hearings())
    @rule(number=NUMBER, who=NUMBER, waive=st.booleans())
    def answer_hearing(self, number: int, who: int, waive: bool) -> None:
        """The municipality answers, or waives its days."""
        hearing = pick(self.hearings(), number)
        code = self.code_of(hearing.application_id)
        by, strangers = self.people.signatory(code), self.people.not_for(code)
        if waive:
            self.attempt(hearings.waive, hearing.id, by=by, strangers=strangers, who=who, but=ANSWERED)
        else:
            text, strangers = "Vi er ikke enige.", self.people.not_writing(code)
            self.attempt(
                hearings.answer, hearing.id, text=text, by=by, strangers=strangers, who=who, but=ANSWERED
            )

    @precondition(lambda self: self.held())
    @rule(number=NUMBER, who=NUMBER)
    def prepare_release_of_held(self, number: int, who: int) -> None:
        """A caseworker proposes that a payout goes on in spite of the auditor's report."""
        self.in_case(
            payouts.prepare_release_of_held,
            pick(self.held(), number),
            reason="Revisors forbehold rører ikke beløbet.",
            who=who,
            but={"proposal_open", "not_held"},
        )

    @precondition(lambda self: self.paid())
    @rule(number=NUMBER, who=NUMBER, amount=st.sampled_from([0, 1, 10_000_00, 10**9, None]))
    def register_repayment(self, number: int, who: int, amount: int | None) -> None:
        """Money comes back: some, too much, or all that is claimed."""
        code = pick(self.paid(), number)
        claim = max(1, -settle(self.case(code)).to_pay)
        self.in_case(
            payouts.register_repayment,
            code,
            Money(claim if amount is None else amount),
            received_on=day_of(self.at) - timedelta(days=1),
            who=who,
            but={"repayment_of_nothing", "repaid_too_much"},
        )

    def in_case(self, act: Any, code: str, *said: Any, who: int, but: set[str], **more: Any) -> Any:
        """A caseworker does something in the case of a municipality."""
        by, strangers = pick(self.people.caseworkers, who), self.people.not_preparing(code)
        return self.attempt(
            act, self.people.cases[code], *said, by=by, strangers=strangers, who=who, but=but, **more
        )

    def case(self, code: str) -> Case:
        """The case of a municipality for the plain implementation, today; it was awarded."""
        return case_of(self.people.cases[code], self.at)

    def reasons(self, code: str, case: Case) -> set[str]:
        """Why nothing can be proposed in a case, found plainly; a hearing apart."""
        if self.status(code) not in COUNTED:
            return {"award_not_accepted"}
        settled = settle(case)
        if not is_final(case):
            if case.partial is None:
                return {"no_accepted_account"}
            return {"nothing_to_pay"} if settled.to_pay <= 0 else set()
        found = {"month_not_locked"} if settled.waits_for else set()
        found |= {"held_by_report"} if code in self.held() else set()
        return found | ({"nothing_to_pay"} if self.is_settled(code, case) else set())

    def was_awarded(self, code: str) -> bool:
        """Whether the case was ever awarded."""
        return "Award" in self.seen.states[self.people.cases[code]]

    def is_settled(self, code: str, case: Case) -> bool:
        """Whether the last settlement or claim had this result, or the award lapsed and nothing is out."""
        settled = settle(case)
        last = Statement.objects.filter(application=self.people.cases[code]).exclude(kind="instalment").last()
        same = last is not None and last.entitled.oere == settled.entitled and settled.to_pay <= 0
        return same or (case.award == 0 and settled.to_pay == 0)

    def was_heard(self, code: str) -> bool:
        """Whether a hearing about the settlement was answered, waived, or is over."""
        rows = Hearing.objects.filter(application=self.people.cases[code], about="settlement")
        return any(hasattr(row, "answer") or row.due < day_of(self.at) for row in rows)

    def hearings(self) -> list[Hearing]:
        """All hearings, answered or not."""
        return list(Hearing.objects.order_by("id"))

    def held(self) -> list[str]:
        """Where the auditor's report on the accepted final account holds the payout."""
        rows = Account.objects.filter(kind="final", status="accepted")
        adverse = Attestation.objects.filter(voided_at=None, conclusion__in=("adverse", "none"))
        rows = rows.filter(id__in=adverse.values("account")).exclude(
            id__in=HoldRelease.objects.values("account")
        )
        return sorted(self.code_of(row.application_id) for row in rows)

    def paid(self) -> list[str]:
        """Where something was paid."""
        return [code for code in CODES if always.paid(self.people.cases[code])]


ANSWERED = {"hearing_answered"}


def is_final(case: Case) -> bool:
    """Whether a case is settled by what is decided next."""
    return case.final is not None or case.award == 0


def needs_hearing(case: Case) -> bool:
    """Whether the agency's own figures or a claim lower the amount."""
    if not is_final(case):
        return False
    settled = settle(case)
    return settled.to_pay < 0 or settled.entitled < min(case.award, case.final or 0)
