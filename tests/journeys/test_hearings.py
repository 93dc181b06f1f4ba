"""Hearings: what a municipality is told, until when, and what its answer does. Domain page, "Payout"."""

import json
from datetime import date, datetime

import pytest
from django.db import Error, transaction

from budgets.rules.accounts import AccountKind
from budgets.selectors.accounts import accepted
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.access.selectors import memberships_by_mail
from fsm3.core import documents, journal
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from fsm3.core.problems import NotReady
from fsm3.journeys import accounts, hearings
from payouts.models import HearingAnswer, Payment, Statement
from payouts.rules.hearing import About
from payouts.selectors import hearings as selectors
from payouts.selectors.payments import hearing_pages, money_of, repayments, statements, waiting
from tests.support import accounts as way
from tests.support.payouts import (
    APRIL_2023,
    APRIL_2024,
    MAY_2024,
    approved,
    heard,
    paid,
    prepared,
    ready_to_settle,
)
from tests.support.refused import codes

LAST_DAY = datetime(2024, 4, 22, 23, tzinfo=COPENHAGEN)
DAY_AFTER = datetime(2024, 4, 23, 0, 1, tzinfo=COPENHAGEN)


@pytest.fixture
def claimed(town) -> int:
    """A case that was paid 462,500 and documents 325,000."""
    return ready_to_settle(town, "0101", 300_000, 25_000)


def hear(town, case: int) -> int:
    return hearings.hear_settlement(case, by=town.caseworker, at=APRIL_2024)


def letter_of(document: int) -> str:
    return json.dumps(documents.frozen(document).context, ensure_ascii=False)


def test_a_hearing_tells_what_is_intended_with_the_statement_as_it_would_be(town, claimed):
    found = selectors.hearing(hear(town, claimed))
    assert (found.due, found.heard.to_pay) == (date(2024, 4, 22), Money.of(-137_500))
    told = letter_of(found.document_id)
    assert "Vi vil kræve 137.500,00\N{NO-BREAK SPACE}kr. tilbage." in told
    assert "Udkast til opgørelse" in told
    assert "22. april 2024" in told
    (page,) = hearing_pages(claimed, today=date(2024, 4, 22))
    assert (page.open, page.due, page.answered) == (True, "22. april 2024", False)
    assert ("Skal betales tilbage", "137.500,00") in page.figures


def test_it_runs_for_ten_working_days_and_the_last_one_counts(town, claimed):
    hear(town, claimed)
    with pytest.raises(NotReady, match=r"hearing_open.*22\. april 2024"):
        prepared(town, claimed, at=LAST_DAY)
    assert prepared(town, claimed, at=DAY_AFTER)


def test_an_answer_ends_it_and_the_decision_says_what_came_of_it(town, claimed):
    hearing = hear(town, claimed)
    accountant = town.joined("regnskab@kommune.example", town.organisations["0101"], Role.ACCOUNTANT)
    hearings.answer(hearing, text="Vi er ikke enige.", by=accountant, at=APRIL_2024)
    assert codes(lambda: prepared(town, claimed, at=APRIL_2024)) == {"reason_missing"}
    proposal = prepared(town, claimed, at=APRIL_2024, reason="Bilagene ændrer ikke beløbet.")
    approved(town, proposal, at=APRIL_2024)
    told = letter_of(Statement.objects.latest("id").document_id)
    assert "Jeres svar af 8. april 2024 indgår i afgørelsen." in told
    assert "Bilagene ændrer ikke beløbet." in told


@pytest.mark.parametrize(
    ("waives", "words"),
    [(True, "gav I afkald på at svare"), (False, "I har ikke svaret inden fristen 22. april 2024")],
)
def test_the_decision_tells_of_a_waiver_and_of_silence(town, claimed, waives, words):
    hearing = hear(town, claimed)
    if waives:
        hearings.waive(hearing, by=town.signatories["0101"], at=APRIL_2024)
    paid(town, claimed)
    assert words in letter_of(Statement.objects.latest("id").document_id)


def test_it_is_answered_once_by_its_own_municipality_with_words(town, claimed):
    hearing = hear(town, claimed)
    signatory = town.signatories["0101"]
    assert codes(lambda: hearings.answer(hearing, text=" ", by=signatory, at=APRIL_2024)) == {
        "hearing_answer_missing"
    }
    assert codes(lambda: hearings.answer(hearing, text="\0", by=signatory, at=APRIL_2024)) == {
        "control_character"
    }
    for by in (town.caseworker, town.signatories["0155"]):
        with pytest.raises(NotAllowed):
            hearings.answer(hearing, text="Nej", by=by, at=APRIL_2024)
    applicant = town.joined("ansøger@kommune.example", town.organisations["0101"], Role.APPLICANT)
    with pytest.raises(NotAllowed):
        hearings.waive(hearing, by=applicant, at=APRIL_2024)
    hearings.waive(hearing, by=signatory, at=APRIL_2024)
    for act in (
        lambda: hearings.waive(hearing, by=signatory, at=APRIL_2024),
        lambda: hearings.answer(hearing, text="Alligevel", by=signatory, at=APRIL_2024),
    ):
        assert codes(act) == {"hearing_answered"}
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        HearingAnswer.objects.update(text="Andet", waived=False)


def test_nobody_is_heard_about_nothing(town):
    assert codes(lambda: hear(town, ready_to_settle(town, "0155"))) == {"hearing_not_needed"}


def test_nobody_is_heard_twice_about_the_same(town, claimed):
    hear(town, claimed)
    assert codes(lambda: hear(town, claimed)) == {"hearing_open"}


def test_what_is_worse_than_what_was_heard_is_heard_again(town, claimed):
    heard(town, "0101", claimed)
    newest = accepted(claimed, AccountKind.FINAL)
    assert newest is not None
    again = accounts.correct(newest.account_id, by=town.signatories["0101"], at=APRIL_2024)
    way.write(town, "0101", again, spent={1: Money.of(200_000), 2: Money.of(25_000)})
    way.attested(town, "0101", again)
    (auditor,) = memberships_by_mail("revisor12345678@revision.example")
    way.reported(again, by=auditor.actor)
    accounts.accept(way.sent(town, "0101", again), by=town.caseworkers[1], at=APRIL_2024)
    assert codes(lambda: prepared(town, claimed)) == {"hearing_needed"}


def test_expenses_are_cut_after_a_hearing_about_as_much(town):
    case = town.accepted("0101")
    account = way.sent_partial(town, "0101")
    cut = {2: (Money.of(5_000), "Bilaget dækker kun fem timer.")}
    accept = {"by": town.caseworkers[1], "at": APRIL_2023}
    assert codes(lambda: accounts.accept(account, cut, **accept)) == {"hearing_needed"}
    assert codes(lambda: hearings.hear_cut(account, {}, **accept)) == {"hearing_not_needed"}
    hearing = hearings.hear_cut(account, cut, **accept)
    assert codes(lambda: accounts.accept(account, cut, **accept)) == {"hearing_open"}
    hearings.waive(hearing, by=town.signatories["0101"], at=APRIL_2023)
    deeper = {2: (Money.of(4_999), "Bilaget dækker kun fem timer.")}
    assert codes(lambda: accounts.accept(account, deeper, **accept)) == {"hearing_needed"}
    accounts.accept(account, cut, **accept)
    assert selectors.hearing(hearing).about is About.ACCOUNT_CUT
    assert "Post 2: Bilaget dækker kun fem timer." in letter_of(selectors.hearing(hearing).document_id)
    paid(town, case, at=APRIL_2023)
    assert "hearing.opened" in [line.act for line in journal.of_case(case)]


def test_the_pages_of_a_case_get_its_money_formatted(town, claimed):
    heard(town, "0101", claimed)
    now = money_of(claimed, at=MAY_2024)
    assert (now.to_pay, now.claim, now.ready) == ("137.500,00\N{NO-BREAK SPACE}kr.", True, True)
    paid(town, claimed)
    claim, first = statements(claimed)
    assert (claim.number, claim.claim, claim.paid_to) == (2, True, "")
    assert (first.kind, first.paid_to) == ("instalment", "København Kommune, CVR 64942212")
    assert [month.month for month in claim.months if month.best] == ["maj 2023"]
    assert claim.lines[-1].amount == "-137.500,00"
    assert repayments(claimed) == ()
    (row,) = waiting(Payment.objects.get().application.pool_id, at=MAY_2024)
    assert [problem.code for problem in row.problems] == ["nothing_to_pay"]
