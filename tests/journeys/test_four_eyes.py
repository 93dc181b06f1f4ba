"""Every kind of proposal: who prepared it never decides it, on the journey and in the database.

A kind without a way to prepare it in `tests/support/proposing.py` fails here, so that no new act of two persons escapes the walk.
"""

import pytest
from django.db import Error, transaction

from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady
from fsm3.core.proposals import Proposal
from fsm3.journeys import budget_change, members
from fsm3.journeys.deciding import DECIDE, decide_proposal
from fsm3.journeys.kinds import Kind
from tests.support.proposing import (
    PREPARE,
    also_approver,
    amendment,
    award,
    changed_budget,
    decider,
    inadmissibility,
    lapse,
)
from tests.support.town import ACCEPTED, DECEMBER

every_kind = pytest.mark.parametrize("kind", Kind)


def test_every_kind_is_walked_and_has_its_door():
    assert set(PREPARE) == set(DECIDE) == set(Kind)


@every_kind
def test_another_with_the_right_role_decides(town, kind):
    proposal, _ = PREPARE[kind](town)
    decide_proposal(proposal, approve=True, by=decider(town, kind), at=DECEMBER)
    assert Proposal.objects.get(id=proposal).verdict == "approved"


@every_kind
def test_26_who_prepared_is_refused_on_the_journey_even_with_the_role(town, kind):
    proposal, preparer = PREPARE[kind](town)
    by = preparer if kind is Kind.APPROVER_ROLE else also_approver(town, preparer)
    with pytest.raises(NotReady, match="own_proposal"):
        decide_proposal(proposal, approve=True, by=by, at=DECEMBER)


@every_kind
def test_26_who_prepared_is_refused_by_the_database(town, kind):
    proposal, preparer = PREPARE[kind](town)
    with pytest.raises(Error, match="the_decider_is_none_of_those_who_prepared"), transaction.atomic():
        Proposal.objects.filter(id=proposal).update(
            verdict="approved", decided_by_id=preparer.person, decided_at=DECEMBER
        )


@every_kind
def test_nobody_without_the_role_decides(town, kind):
    proposal, _ = PREPARE[kind](town)
    outsider = town.caseworkers[3]
    pretender = Actor(outsider.person, decider(town, kind).role, town.agency)
    for by in (outsider, pretender, town.signatories["0101"]):
        with pytest.raises(NotAllowed):
            decide_proposal(proposal, approve=True, by=by, at=DECEMBER)


@every_kind
def test_it_is_decided_once(town, kind):
    proposal, _ = PREPARE[kind](town)
    decide_proposal(proposal, approve=False, by=decider(town, kind), at=DECEMBER, reason="Nej")
    with pytest.raises(NotReady, match="proposal_decided"):
        decide_proposal(proposal, approve=True, by=decider(town, kind), at=DECEMBER)


def test_an_assessor_who_becomes_approver_does_not_decide_the_case_assessed(town):
    """Domain page: everyone with an assessment or agreed score prepared, not only who proposed."""
    proposal, _ = award(town)
    second = also_approver(town, town.caseworkers[1])
    with pytest.raises(NotReady, match="own_proposal"):
        decide_proposal(proposal, approve=True, by=second, at=DECEMBER)


@pytest.mark.parametrize("prepare", [amendment, lapse, changed_budget])
def test_an_assessor_who_becomes_approver_does_not_decide_what_follows_the_award_either(town, prepare):
    proposal, _ = prepare(town)
    with pytest.raises(NotReady, match="own_proposal"):
        decide_proposal(proposal, approve=True, by=also_approver(town, town.caseworkers[1]), at=ACCEPTED)


def test_who_proposed_once_in_a_case_decides_nothing_in_it_afterwards(town):
    """Domain page: who prepared is everyone with a proposal in the case, also one that was handed back."""
    proposal, by = changed_budget(town)
    decide_proposal(proposal, approve=False, by=town.approver, at=ACCEPTED, reason="Se igen.")
    change = int(proposals.read(proposal).subject.removeprefix("budget_change:"))
    again = budget_change.prepare_change(
        change, approve=True, reason="Set igen.", by=town.caseworkers[3], at=ACCEPTED
    )
    with pytest.raises(NotReady, match="own_proposal"):
        decide_proposal(again, approve=True, by=also_approver(town, by), at=ACCEPTED)


def test_54_nobody_gives_a_role_to_themselves(town):
    first = town.administrators[0]
    with pytest.raises(NotReady, match="own_role"):
        members.give_role(
            first.person, organisation_id=town.agency, role=Role.CASEWORKER, by=first, at=DECEMBER
        )


def test_54_the_approver_role_is_given_by_two_administrators_alone(town):
    first, someone = town.administrators[0], town.caseworkers[2].person
    with pytest.raises(NotReady, match="approver_takes_two"):
        members.give_role(someone, organisation_id=town.agency, role=Role.APPROVER, by=first, at=DECEMBER)


def test_54_an_administrator_holds_no_other_role(town):
    second = town.administrators[1].person
    with pytest.raises(NotReady, match="administrator_holds_no_other_role"):
        members.give_role(
            second, organisation_id=town.agency, role=Role.CASEWORKER, by=town.administrators[0], at=DECEMBER
        )


def test_a_proposal_whose_case_moved_is_stale(town):
    proposal, _ = inadmissibility(town)
    from fsm3.journeys import apply, send

    case, by = town.cases["0101"], town.signatories["0101"]
    apply.begin_correction(case, by=by, at=DECEMBER)
    apply.answer(case, {"caseload": "20"}, by=by, at=DECEMBER)
    send.send(case, by=by, at=DECEMBER)
    with pytest.raises(NotReady, match="proposal_stale"):
        decide_proposal(proposal, approve=True, by=town.approver, at=DECEMBER)
