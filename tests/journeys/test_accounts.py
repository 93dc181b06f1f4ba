"""Accounts: begun on the budget in force, and written by the municipality that leads."""

from dataclasses import replace
from datetime import date

import pytest

from budgets.rules.accounts import AccountKind
from budgets.selectors import accounts as selectors
from fsm3.access.rights import NotAllowed
from fsm3.core.money import Money
from fsm3.journeys import accounts
from tests.support import accounts as way
from tests.support.accounts import IN_TIME, MARCH_2023
from tests.support.refused import codes
from tests.support.town import ACCEPTED

AUDIT = 2


# --- starting ---------------------------------------------------------------------------------------------------------


def test_an_account_mirrors_the_approved_budget(small):
    account = accounts.start(small.cases["0101"], AccountKind.FINAL, by=small.signatories["0101"], at=IN_TIME)
    content = selectors.content(account)
    assert [(line.number, str(line.budget), line.spent) for line in content.lines] == [
        (1, "450000.00", None),
        (2, "49999.99", None),
    ]
    assert (content.award, content.budget_number) == (Money.of("499999.99"), 1)


def test_no_account_is_taken_before_the_award_is_accepted(town):
    case = town.awarded("0101")
    assert codes(
        lambda: accounts.start(case, AccountKind.PARTIAL, by=town.signatories["0101"], at=ACCEPTED)
    ) == {"award_not_accepted"}


def test_a_kind_of_account_is_begun_once(small):
    way.written(small, "0101")
    assert codes(lambda: way.written(small, "0101")) == {"account_exists"}


def test_only_the_municipality_that_leads_writes(small):
    account = way.written(small, "0101")
    for by in (small.caseworker, small.approver, small.signatories["0155"]):
        with pytest.raises(NotAllowed):
            accounts.write(account, [], edition=1, by=by, at=IN_TIME)


# --- writing ----------------------------------------------------------------------------------------------------------


def test_33_what_is_said_of_the_budget_in_a_line_counts_for_nothing(small):
    account = accounts.start(small.cases["0101"], AccountKind.FINAL, by=small.signatories["0101"], at=IN_TIME)
    forged = [
        replace(line, budget=Money.of(1), category="other", spent=line.budget)
        for line in selectors.content(account).lines
    ]
    accounts.write(account, forged, edition=0, by=small.signatories["0101"], at=IN_TIME)
    assert [str(line.budget) for line in selectors.content(account).lines] == ["450000.00", "49999.99"]
    assert selectors.content(account).lines[0].category == "audit"


def test_a_line_that_the_budget_does_not_have_is_refused(small):
    account = way.written(small, "0101")
    lines = selectors.content(account).lines
    other = [lines[0], replace(lines[1], number=7)]
    assert codes(
        lambda: accounts.write(account, other, edition=1, by=small.signatories["0101"], at=IN_TIME)
    ) == {"line_missing", "line_not_in_budget"}


def test_8_who_writes_on_an_old_edition_is_told_and_nothing_is_overwritten(small):
    account, by = way.written(small, "0101"), small.signatories["0101"]
    lines = selectors.content(account).lines
    accounts.write(account, [replace(line, spent=Money(1)) for line in lines], edition=1, by=by, at=IN_TIME)
    later = [replace(line, spent=Money(2)) for line in lines]
    assert codes(lambda: accounts.write(account, later, edition=1, by=by, at=IN_TIME)) == {"edited_meanwhile"}
    assert {line.spent for line in selectors.content(account).lines} == {Money(1)}


def test_a_draft_may_be_unfinished_but_not_wrong(small):
    account, by = way.written(small, "0101"), small.signatories["0101"]
    lines = selectors.content(account).lines
    accounts.write(
        account, [replace(line, spent=None, explanation="") for line in lines], edition=1, by=by, at=IN_TIME
    )
    wrong = [replace(lines[0], spent=Money(-1)), replace(lines[1], explanation="Borger 010190-1234")]
    assert codes(lambda: accounts.write(account, wrong, edition=2, by=by, at=IN_TIME)) == {
        "looks_like_cpr",
        "negative_amount",
    }


def test_55_an_expense_after_the_period_is_refused_but_for_the_audit_of_the_final_account(town):
    town.accepted("0101")
    account = way.written(town, "0101")
    lines = selectors.content(account).lines
    later = date(2024, 2, 10)
    audited = [lines[0], replace(lines[AUDIT - 1], last_day=later)]
    accounts.write(account, audited, edition=1, by=town.signatories["0101"], at=IN_TIME)
    wages = [replace(lines[0], last_day=later), lines[1]]
    assert codes(
        lambda: accounts.write(account, wages, edition=2, by=town.signatories["0101"], at=IN_TIME)
    ) == {"expense_outside_period"}


def test_55_the_audit_of_a_partial_account_lies_within_the_cut_off(small):
    account = way.written(small, "0101", AccountKind.PARTIAL, at=MARCH_2023)
    lines = selectors.content(account).lines
    after = [lines[0], replace(lines[1], last_day=date(2023, 1, 15))]
    assert codes(
        lambda: accounts.write(account, after, edition=1, by=small.signatories["0101"], at=MARCH_2023)
    ) == {"expense_after_cut_off"}
