"""Attesting an account: management first, an auditor after it, each for the content that is there and no other person twice."""

import pytest

from budgets.rules.accounts import AccountKind
from budgets.selectors.account_views import account as view
from fsm3.access import services as access
from fsm3.access.models import Membership
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import accounts
from tests.support import accounts as way
from tests.support.accounts import IN_TIME, MARCH_2023
from tests.support.refused import codes


def test_an_edit_voids_every_attestation(large):
    auditor = way.engaged(large, "0101")
    account = way.reported(way.attested(large, "0101", way.written(large, "0101")), by=auditor)
    assert [each.stands for each in view(account).attestations] == [True, True]
    way.write(large, "0101", account, spent={1: Money.of(440_000)})
    assert [each.stands for each in view(account).attestations] == [False, False]
    assert codes(lambda: way.sent(large, "0101", account)) == {
        "attestation_missing",
        "auditor_report_missing",
    }


def test_an_attestation_is_of_the_content_that_is_there(small):
    account = way.written(small, "0101")
    old = view(account).sha256
    way.write(small, "0101", account, spent={1: Money.of(440_000)})
    assert codes(
        lambda: accounts.attest(account, content_sha256=old, by=small.signatories["0101"], at=IN_TIME)
    ) == {"attested_other_content"}


def test_nobody_attests_what_is_unfinished(small):
    by = small.signatories["0101"]
    account = accounts.start(small.cases["0101"], AccountKind.FINAL, by=by, at=IN_TIME)
    digest = view(account).sha256
    assert codes(lambda: accounts.attest(account, content_sha256=digest, by=by, at=IN_TIME)) == {
        "spent_missing"
    }


def test_an_auditor_reports_after_management(large):
    auditor, account = way.engaged(large, "0101"), way.written(large, "0101")
    assert codes(lambda: way.reported(account, by=auditor)) == {"report_before_management"}
    way.reported(way.attested(large, "0101", account), by=auditor)
    assert view(account).missing == ()


def test_an_auditor_of_a_firm_that_is_not_engaged_does_not_report(large):
    account = way.attested(large, "0101", way.written(large, "0101"))
    with pytest.raises(NotAllowed):
        way.reported(account, by=way.engaged(large, "0155"))


def test_no_report_is_taken_on_a_partial_account(large):
    auditor = way.engaged(large, "0101")
    account = way.attested(large, "0101", way.written(large, "0101", AccountKind.PARTIAL, at=MARCH_2023))
    assert codes(lambda: way.reported(account, by=auditor)) == {"no_report_on_partial"}


def both(town, auditor: Actor) -> Actor:
    """The auditor, who by the worst of luck is a signatory of the municipality as well."""
    organisation = town.organisations["0101"]
    Membership.objects.create(
        user_id=auditor.person, organisation_id=organisation, role=Role.SIGNATORY, since=town.at
    )
    return Actor(auditor.person, Role.SIGNATORY, organisation)


def test_auditor_and_signatory_are_never_the_same_person_whatever_roles_they_hold(large):
    auditor = way.engaged(large, "0101")
    signatory = both(large, auditor)
    account = way.written(large, "0101")
    accounts.attest(account, content_sha256=view(account).sha256, by=signatory, at=IN_TIME)
    assert codes(lambda: way.reported(account, by=auditor)) == {"same_person"}


def test_who_reported_does_not_send(large):
    auditor = way.engaged(large, "0101")
    account = way.reported(way.attested(large, "0101", way.written(large, "0101")), by=auditor)
    assert codes(lambda: accounts.send(account, by=both(large, auditor), at=IN_TIME)) == {"same_person"}


def test_nobody_holds_the_roles_of_auditor_and_signatory(large):
    auditor = way.engaged(large, "0101")
    with pytest.raises(NotReady, match="auditor_holds_no_other_role"):
        access.give_role(
            auditor.person, organisation_id=large.organisations["0101"], role=Role.SIGNATORY, at=IN_TIME
        )


ACTS = {
    "write": lambda account, by: accounts.write(account, [], edition=1, by=by, at=IN_TIME),
    "attest": lambda account, by: accounts.attest(account, content_sha256="", by=by, at=IN_TIME),
    "send": lambda account, by: accounts.send(account, by=by, at=IN_TIME),
    "correct": lambda account, by: accounts.correct(account, by=by, at=IN_TIME),
    "send_back": lambda account, by: accounts.send_back(account, reason="Nej.", by=by, at=IN_TIME),
    "accept": lambda account, by: accounts.accept(account, by=by, at=IN_TIME),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_30_an_engaged_auditor_does_nothing_but_report(large, act):
    auditor, account = way.engaged(large, "0101"), way.written(large, "0101")
    with pytest.raises(NotAllowed):
        act(account, auditor)


def test_30_an_auditor_begins_no_account(large):
    with pytest.raises(NotAllowed):
        accounts.start(large.cases["0101"], AccountKind.FINAL, by=way.engaged(large, "0101"), at=IN_TIME)


def test_a_report_is_an_auditors_alone(large):
    account = way.attested(large, "0101", way.written(large, "0101"))
    for by in (large.signatories["0101"], large.caseworker, large.approver):
        with pytest.raises(NotAllowed):
            way.reported(account, by=by)
