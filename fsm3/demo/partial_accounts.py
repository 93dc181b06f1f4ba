"""2023: twenty partial accounts, the agency's answers, and the first instalments.

One is sent back and corrected, of one a cost is cut after a hearing, one spent less than half its award, and one municipality
corrects its account downwards after it was paid: what it had too much is held and set off at settlement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from functools import partial

from budgets.rules.accounts import AccountKind, AccountLine
from budgets.selectors import accounts as selectors
from budgets.selectors.account_views import account
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.demo import accounting
from fsm3.demo.chance import chance
from fsm3.demo.fates import Fate, Turn, fate_with, fates
from fsm3.demo.moments import drawn_days, in_office_hours, on
from fsm3.demo.people import applicant, caseworkers, signatory
from fsm3.demo.stage import Stage
from fsm3.demo.words import texts
from fsm3.journeys import accounts, hearings, payouts

KIND = AccountKind.PARTIAL
BEGUN_FROM, SENT_BY = date(2023, 2, 6), date(2023, 3, 30)
ACCEPTED_FROM, ACCEPTED_BY = date(2023, 4, 17), date(2023, 5, 12)
SENT_BACK, CORRECTED = date(2023, 4, 11), date(2023, 4, 13)
HEARD, ANSWERED, CUT = date(2023, 4, 18), date(2023, 4, 25), date(2023, 5, 3)
PAID_FROM, PAID_BY = date(2023, 5, 22), date(2023, 6, 16)
LOWERED, LOWERED_ACCEPTED = date(2023, 9, 12), date(2023, 9, 20)
RENT = Money.of(38_000)
LESS = Fraction(49, 58)
"""What is left of the corrected account that was lowered."""


def put_on(stage: Stage) -> None:
    """Put on everything about partial accounts."""
    for number, fate in enumerate(fates()):
        if fate.early is not None:
            _PartialAccount(stage, fate, number).put_on()
    _put_on_correction_after_payment(stage, fate_with(Turn.PARTIAL_LOWERED))


class _PartialAccount:
    """One municipality's partial account, and the first instalment it leads to."""

    def __init__(self, stage: Stage, fate: Fate, number: int) -> None:
        self.stage, self.fate = stage, fate
        self.drawn = chance("partial", fate.applicant.code)
        self.caseworker = caseworkers()[number % 3]
        self.payer = caseworkers()[3 + number % 3]

    def put_on(self) -> None:
        """Written and sent in time, answered, paid."""
        begun, attested, sent = (
            in_office_hours(day, self.drawn) for day in drawn_days(3, BEGUN_FROM, SENT_BY, self.drawn)
        )
        self.stage.put_on(begun, partial(accounting.start, self.stage, self.fate, KIND))
        self.stage.put_on(attested, partial(accounting.attest, self.stage, self.fate, KIND))
        self.stage.put_on(sent, partial(accounting.send, self.stage, self.fate, KIND))
        self._put_on_answer()
        prepared, released = drawn_days(2, PAID_FROM, PAID_BY, self.drawn)
        self.stage.put_on(in_office_hours(prepared, self.drawn), self._prepare)
        self.stage.put_on(in_office_hours(released, self.drawn), self._release)

    def _put_on_answer(self) -> None:
        if Turn.PARTIAL_SENT_BACK in self.fate.turns:
            self.stage.put_on(on(SENT_BACK, "10:20"), self._send_back)
            self.stage.put_on(on(CORRECTED, "14:05"), self._correct)
        if Turn.PARTIAL_CUT in self.fate.turns:
            self.stage.put_on(on(HEARD, "09:35"), self._hear)
            self.stage.put_on(on(ANSWERED, "11:50"), self._answer)
            self.stage.put_on(on(CUT, "13:15"), self._accept)
        else:
            day = drawn_days(1, ACCEPTED_FROM, ACCEPTED_BY, self.drawn)[0]
            self.stage.put_on(in_office_hours(day, self.drawn), self._accept)

    @property
    def _account(self) -> int:
        return self.stage.accounts[self.stage.case_of(self.fate), KIND]

    @property
    def _by(self) -> Actor:
        return self.stage.actor(self.caseworker)

    def _send_back(self, at: datetime) -> None:
        accounts.send_back(
            self._account, reason=texts("accounts")["partial"]["sent_back"], by=self._by, at=at
        )

    def _correct(self, at: datetime) -> None:
        """The last two wage lines trade a tenth of the smaller one."""
        case, writer = self.stage.case_of(self.fate), self.stage.actor(applicant(self.fate.applicant.code))
        draft = self.stage.accounts[case, KIND] = accounts.correct(self._account, by=writer, at=at)
        lines = _traded(selectors.content(draft).lines, texts("accounts")["partial"]["moved"])
        accounts.write(draft, lines, edition=account(draft).edition, by=writer, at=at)
        accounting.attest(self.stage, self.fate, KIND, at)
        accounting.send(self.stage, self.fate, KIND, at)

    def _cut(self) -> Mapping[int, tuple[Money, str]]:
        """The last wage line less the rent that the pool does not pay."""
        line = _wages(selectors.content(self._account).lines)[-1]
        why: str = texts("accounts")["partial"]["cut"]
        return {line.number: ((line.spent or Money(0)) - RENT, why)}

    def _hear(self, at: datetime) -> None:
        self.stage.hearings[self._account] = hearings.hear_cut(self._account, self._cut(), by=self._by, at=at)

    def _answer(self, at: datetime) -> None:
        by = self.stage.actor(signatory(self.fate.applicant.code))
        answer = texts("accounts")["partial"]["cut_answer"]
        hearings.answer(self.stage.hearings[self._account], text=answer, by=by, at=at)

    def _accept(self, at: datetime) -> None:
        cut = self._cut() if Turn.PARTIAL_CUT in self.fate.turns else None
        accounts.accept(self._account, cut, by=self._by, at=at)

    def _prepare(self, at: datetime) -> None:
        case, reason = self.stage.case_of(self.fate), texts("accounts")["settlement"]["instalment"]
        self.stage.proposals[case] = payouts.prepare_payout(
            case, reason=reason, by=self.stage.actor(self.payer), at=at
        )

    def _release(self, at: datetime) -> None:
        self.stage.decide(self.stage.proposals[self.stage.case_of(self.fate)], at=at)


def _wages(lines: Sequence[AccountLine]) -> list[AccountLine]:
    return [line for line in lines if line.category != "audit"]


def _traded(lines: Sequence[AccountLine], why: str) -> tuple[AccountLine, ...]:
    giver, taker = _wages(lines)[-1], _wages(lines)[-2]
    amount = Money((giver.spent or Money(0)).oere // 1000 * 100)
    new = {
        giver.number: replace(giver, spent=(giver.spent or Money(0)) - amount, explanation=why),
        taker.number: replace(taker, spent=(taker.spent or Money(0)) + amount, explanation=why),
    }
    return tuple(new.get(line.number, line) for line in lines)


def _put_on_correction_after_payment(stage: Stage, fate: Fate) -> None:
    """`bad-inputs.md` 49: shown, held, and set off at settlement."""
    stage.put_on(on(LOWERED, "10:40"), partial(_lower, stage, fate))
    stage.put_on(on(LOWERED_ACCEPTED, "13:55"), partial(_accept_lowered, stage, fate))


def _lower(stage: Stage, fate: Fate, at: datetime) -> None:
    case, writer = stage.case_of(fate), stage.actor(applicant(fate.applicant.code))
    draft = accounts.correct(stage.accounts[case, KIND], by=writer, at=at)
    stage.accounts[case, KIND] = draft
    why = texts("accounts")["partial"]["lowered"]
    lines = tuple(
        replace(line, spent=Money((line.spent or Money(0)).share(LESS).oere // 100 * 100), explanation=why)
        for line in selectors.content(draft).lines
    )
    accounts.write(draft, lines, edition=account(draft).edition, by=writer, at=at)
    accounting.attest(stage, fate, KIND, at)
    accounting.send(stage, fate, KIND, at)


def _accept_lowered(stage: Stage, fate: Fate, at: datetime) -> None:
    account = stage.accounts[stage.case_of(fate), KIND]
    accounts.accept(account, by=stage.actor(caseworkers()[1]), at=at)
