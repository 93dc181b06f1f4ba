"""Accounts in a life: written, attested, reported on, sent, sent back, corrected, accepted, cut."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from applications.rules.workflow import ACCOUNTABLE
from budgets.models import Account
from budgets.rules.accounts import AccountKind, overspending
from budgets.rules.attestation import AttestedBy, Conclusion
from budgets.selectors import accounts as selectors
from budgets.selectors.account_views import account as view
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.journeys import accounts
from tests.money.life import NUMBER, Deciding
from tests.money.people import pick

KINDS = st.sampled_from(AccountKind)
PER_CENT = st.sampled_from([0, 10, 50, 55, 99, 100, 100, 105, 130])
"""What is spent of every line's budget."""
UNFINISHED = {"spent_missing", "explanation_missing"}
CONCLUSIONS = st.sampled_from([Conclusion.CLEAN, Conclusion.CLEAN, Conclusion.QUALIFIED, Conclusion.ADVERSE])


class Accounts(Deciding):
    """What a municipality accounts for."""

    @precondition(lambda self: self.codes(*ACCOUNTABLE))
    @rule(number=NUMBER, who=NUMBER, kind=KINDS, per_cent=PER_CENT, conclusion=CONCLUSIONS)
    def hand_in(
        self, number: int, who: int, kind: AccountKind, per_cent: int, conclusion: Conclusion
    ) -> None:
        """An account is written, attested, reported on where that is asked for, and sent."""
        code = pick(self.codes(*ACCOUNTABLE), number)
        account = self.start(code, kind, who)
        if account is not None:
            self.write(account, per_cent, who)
            self.attest(account, who)
            if AttestedBy.AUDITOR in view(account).needed:
                self.report(account, conclusion, who)
            self.send(account, who)

    @precondition(lambda self: self.codes(*ACCOUNTABLE))
    @rule(number=NUMBER, who=NUMBER, kind=KINDS)
    def start_account(self, number: int, who: int, kind: AccountKind) -> None:
        """An account is begun, and left lying."""
        self.start(pick(self.codes(*ACCOUNTABLE), number), kind, who)

    @precondition(lambda self: self.accounts("draft"))
    @rule(
        number=NUMBER,
        who=NUMBER,
        step=st.sampled_from(["write", "attest", "report", "send"]),
        per_cent=PER_CENT,
        conclusion=CONCLUSIONS,
    )
    def work_on_draft(self, number: int, who: int, step: str, per_cent: int, conclusion: Conclusion) -> None:
        """One step with a draft, in whatever order; an auditor may report whether or not that is asked for."""
        account = pick(self.accounts("draft"), number)
        match step:
            case "write":
                self.write(account.id, per_cent, who)
            case "attest":
                self.attest(account.id, who)
            case "report" if account.kind == AccountKind.FINAL:
                self.report(account.id, conclusion, who)
            case "send":
                self.send(account.id, who)

    @precondition(lambda self: self.accounts("sent", "returned", "accepted"))
    @rule(number=NUMBER, who=NUMBER)
    def correct_account(self, number: int, who: int) -> None:
        """A new version of what was sent is begun."""
        account = pick(self.accounts("sent", "returned", "accepted"), number)
        but = {"corrected_already", "award_not_accepted"}
        self.by_writer(accounts.correct, account.id, who=who, but=but)

    @precondition(lambda self: self.accounts("sent"))
    @rule(number=NUMBER, who=NUMBER)
    def send_account_back(self, number: int, who: int) -> None:
        """A caseworker sends an account back."""
        account = pick(self.accounts("sent"), number)
        self.by_agency(accounts.send_back, account.id, who=who, reason="En post mangler en forklaring.")

    @precondition(lambda self: self.accounts("sent"))
    @rule(number=NUMBER, who=NUMBER, cut=st.sampled_from([0, 0, 0, 1, 100_000_00]))
    def accept_account(self, number: int, who: int, cut: int) -> None:
        """A caseworker accepts an account, whole or cut."""
        self.accept(pick(self.accounts("sent"), number).id, cut, who)

    def start(self, code: str, kind: AccountKind, who: int = 0) -> int | None:
        """Begin an account of a municipality; None where it has one."""
        by, strangers = self.people.accountants[code], self.people.not_writing(code)
        case = self.people.cases[code]
        account: int | None = self.attempt(
            accounts.start, case, kind, by=by, strangers=strangers, who=who, but={"account_exists"}
        )
        return account

    def write(self, account: int, per_cent: int, who: int = 0) -> None:
        """Write every line of a draft."""
        lines = [
            replace(line, spent=Money(line.budget.oere * per_cent // 100), explanation="Det gik anderledes.")
            for line in selectors.content(account).lines
        ]
        edition, but = view(account).edition, {"award_not_accepted"}
        self.by_writer(accounts.write, account, lines, edition=edition, who=who, but=but)

    def attest(self, account: int, who: int = 0) -> None:
        """A signatory attests a draft as it stands."""
        but = UNFINISHED | {"attested_already", "award_not_accepted"}
        sha256 = view(account).sha256
        self.by_signatory(accounts.attest, account, content_sha256=sha256, who=who, but=but)

    def report(self, account: int, conclusion: Conclusion, who: int = 0) -> None:
        """An auditor reports on a draft as it stands."""
        code = self.code_of(selectors.case_of(account))
        self.attempt(
            accounts.report,
            account,
            content_sha256=view(account).sha256,
            conclusion=conclusion,
            text="Revisionen har set på det hele.",
            by=self.people.auditor,
            strangers=[self.people.other_auditor, self.people.signatory(code), self.people.caseworkers[0]],
            who=who,
            but=UNFINISHED | {"attested_already", "report_before_management", "award_not_accepted"},
        )

    def send(self, account: int, who: int = 0) -> None:
        """A signatory sends a draft."""
        missing = {"attestation_missing", "auditor_report_missing", "attested_other_content"}
        but = UNFINISHED | missing | {"award_not_accepted"}
        self.by_signatory(accounts.send, account, who=who, but=but)
        self.look()

    def accept(self, account: int, cut: int = 0, who: int = 0) -> None:
        """A caseworker accepts an account; of a cut the municipality is heard first."""
        but = {"award_not_accepted", "hearing_needed", "hearing_open"}
        self.by_agency(accounts.accept, account, self.accepted(account, cut) or None, who=who, but=but)
        self.look()

    def accepted(self, account: int, cut: int) -> dict[int, tuple[Money, str]]:
        """What was overspent is cut to its budget, and the first line by so much more."""
        lines = selectors.content(account).lines
        overspent = overspending(lines, self.people.terms.budget)
        chosen = {
            line.number: (line.budget, "Der er ingen godkendt budgetændring.")
            for line in lines
            if line.number in overspent
        }
        if cut:
            spent = lines[0].spent or Money(0)
            left = max(Money(0), spent - Money(cut))
            chosen[lines[0].number] = (left, "Udgiften hører ikke til projektet.")
        return chosen

    def by_writer(self, act: Any, account: int, *said: Any, who: int, but: set[str], **more: Any) -> None:
        """An accountant of the municipality acts."""
        code = self.code_of(selectors.case_of(account))
        by, strangers = self.people.accountants[code], self.people.not_writing(code)
        self.attempt(act, account, *said, by=by, strangers=strangers, who=who, but=but, **more)

    def by_signatory(self, act: Any, account: int, *, who: int, but: set[str], **more: Any) -> None:
        """The signatory of the municipality acts."""
        code = self.code_of(selectors.case_of(account))
        by, strangers = self.people.signatory(code), self.people.not_for(code)
        self.attempt(act, account, by=by, strangers=strangers, who=who, but=but, **more)

    def by_agency(self, act: Any, account: int, *said: Any, who: int, **more: Any) -> None:
        """A caseworker acts."""
        code = self.code_of(selectors.case_of(account))
        by: Actor = pick(self.people.caseworkers, who)
        self.attempt(act, account, *said, by=by, strangers=self.people.not_preparing(code), who=who, **more)

    def accounts(self, *statuses: str, kind: str | None = None) -> list[Account]:
        """The accounts of all cases that stand so."""
        rows = Account.objects.filter(status__in=statuses).order_by("id")
        return list(rows.filter(kind=kind) if kind else rows)
