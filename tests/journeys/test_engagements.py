"""Engagements: whom a municipality engages, and that an auditor sees the accounts of those alone."""

import pytest

from applications.selectors.visibility import visible_to as cases_visible_to
from budgets.rules.accounts import AccountKind
from budgets.selectors.account_lists import listed
from budgets.selectors.account_views import account_for, accounts_for
from budgets.selectors.accounts import may_see
from fsm3.access import selectors as access
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady
from fsm3.journeys import accounts, apply, assess, award_life, engagements, send
from tests.support import accounts as way
from tests.support.accounts import IN_TIME
from tests.support.town import ACCEPTED, DEADLINE, DECEMBER, OPENED, awarded


@pytest.fixture
def two(town):
    """Two municipalities with a sent account each; the auditor's firm is engaged by the first."""
    for code in ("0101", "0155"):
        town.accepted(code)
    town.auditor = way.engaged(town, "0101")
    town.accounts = {code: way.sent_partial(town, code) for code in ("0101", "0155")}
    return town


def seen(actor: Actor) -> set[int]:
    return {row.id for row in listed(actor)}


def test_29_an_auditor_sees_only_accounts_of_municipalities_that_engaged_the_firm(two):
    own, other = two.accounts["0101"], two.accounts["0155"]
    assert seen(two.auditor) == {own}
    assert account_for(own, two.auditor) is not None
    assert account_for(other, two.auditor) is None
    assert not may_see(other, two.auditor)
    assert accounts_for(two.cases["0155"], two.auditor) == ()
    assert [row.id for row in cases_visible_to(two.auditor)] == [two.cases["0101"]]


def test_29_an_auditor_sees_no_case_that_has_no_award(two):
    two.sent("0825")
    engagements.engage(two.auditor.organisation, by=two.signatories["0825"], at=IN_TIME)
    assert two.cases["0825"] not in {row.id for row in cases_visible_to(two.auditor)}


def test_an_auditor_whose_engagement_ended_sees_nothing_more_and_reports_no_more(two):
    draft = way.attested(two, "0101", way.written(two, "0101"))
    engagements.end(two.auditor.organisation, by=two.signatories["0101"], at=IN_TIME)
    assert seen(two.auditor) == set()
    with pytest.raises(NotAllowed):
        way.reported(draft, by=two.auditor)


def test_29_a_municipality_sees_its_own_accounts_alone(two):
    assert seen(two.signatories["0101"]) == {two.accounts["0101"]}
    assert account_for(two.accounts["0155"], two.signatories["0101"]) is None
    assert seen(two.signatories["0825"]) == set()


def test_a_draft_is_seen_where_it_is_written_and_reported_on_alone(two):
    draft = way.written(two, "0101")
    audit_office = Actor(two.caseworkers[3].person, Role.NATIONAL_AUDITOR, two.agency)
    for by in (two.signatories["0101"], two.auditor):
        assert draft in seen(by)
    for by in (two.caseworker, two.approver, audit_office):
        assert seen(by) == set(two.accounts.values())


def test_31_who_is_not_impartial_sees_no_account_of_the_case(two):
    assess.declare_conflict(two.cases["0101"], reason="Svoger", by=two.caseworkers[3], at=DECEMBER)
    assert seen(two.caseworkers[3]) == {two.accounts["0155"]}


def test_a_firm_is_engaged_and_let_go_once(two):
    firm, by = two.auditor.organisation, two.signatories["0101"]
    with pytest.raises(NotReady, match="engaged_already"):
        engagements.engage(firm, by=by, at=IN_TIME)
    engagements.end(firm, by=by, at=IN_TIME)
    with pytest.raises(NotReady, match="not_engaged"):
        engagements.end(firm, by=by, at=IN_TIME)
    engagements.engage(firm, by=by, at=IN_TIME)
    assert [(each.name, each.ended) for each in access.firms_of(by.organisation)] == [
        ("Opdigtet Revision", None),
        ("Opdigtet Revision", IN_TIME),
    ]
    assert access.engaged_by(firm) == {by.organisation}


def test_only_an_audit_firm_is_engaged(town):
    with pytest.raises(NotReady, match="not_an_audit_firm"):
        engagements.engage(town.organisations["0155"], by=town.signatories["0101"], at=IN_TIME)


def test_who_signs_or_administers_for_the_municipality_engages(town):
    firm = way.firm(town).organisation
    municipality = town.organisations["0101"]
    accountant = town.joined("b0101@kommune.example", municipality, Role.ACCOUNTANT)
    for by in (accountant, town.caseworker, town.administrators[0]):
        with pytest.raises(NotAllowed):
            engagements.engage(firm, by=by, at=IN_TIME)
    administrator = town.joined("a0101@kommune.example", municipality, Role.MUNICIPALITY_ADMINISTRATOR)
    engagements.engage(firm, by=administrator, at=IN_TIME)
    assert access.engaged_by(firm) == {municipality}


def test_an_administrator_adds_audit_firms(town):
    with pytest.raises(NotAllowed):
        engagements.add_firm(name="Revision", cvr="12345678", by=town.caseworker, at=IN_TIME)
    for cvr in ("1234567", "123456789", "1234567x", "１２３４５６７８"):
        with pytest.raises(NotReady, match="cvr_not_eight_digits"):
            engagements.add_firm(name="Revision", cvr=cvr, by=town.administrators[0], at=IN_TIME)


def test_a_covered_municipality_reads_the_accounts_of_its_joint_application_and_writes_none(town):
    case = town.drafted("0561")
    apply.invite(case, "0563", by=town.signatories["0561"], at=OPENED)
    apply.consent(case, by=town.signatories["0563"], at=OPENED)
    send.send(case, by=town.signatories["0561"], at=DEADLINE)
    town.decided(*town.recommended(awarded(town.agreed(case))))
    award_life.accept(case, by=town.signatories["0561"], at=ACCEPTED)
    account = way.sent_partial(town, "0561")
    assert [each.id for each in accounts_for(case, town.signatories["0563"])] == [account]
    with pytest.raises(NotAllowed):
        accounts.correct(account, by=town.signatories["0563"], at=IN_TIME)


def test_a_partial_account_is_reported_on_by_nobody_but_seen_by_the_auditor(two):
    found = accounts_for(two.cases["0101"], two.auditor)
    assert [each.kind for each in found] == [AccountKind.PARTIAL]
