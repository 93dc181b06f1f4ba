"""Every kind of proposal: who prepared it never decides it, on the journey and in the database.

A kind without a way to prepare it in `PREPARE` fails here, so that no new act of two persons escapes the walk.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import Error, transaction

from applications.rules.caps_file import CapRow
from budgets.rules.attestation import Conclusion
from fsm3.access import services
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import documents, journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.core.proposals import Proposal
from fsm3.journeys import (
    amend,
    award_life,
    budget_change,
    conditions,
    correct_letter,
    letters,
    members,
    outcomes,
    payouts,
    pools,
)
from fsm3.journeys.deciding import DECIDE, decide_proposal
from fsm3.journeys.kinds import Kind
from tests.support import accounts as way
from tests.support import payouts as money
from tests.support.outcomes import IN_2024, JULY, imported, locked, two_months, with_awards
from tests.support.town import ACCEPTED, DEADLINE, DECEMBER, FSM3, Town, awarded, lowered, moved, refused

Prepare = Callable[[Town], tuple[int, Actor]]


def pool_version(town: Town) -> tuple[int, Actor]:
    longer = FSM3.replace("midt i december 2021", "i december 2021")
    proposal = pools.prepare_pool_version(longer, by=town.caseworker, at=DECEMBER)
    assert proposal is not None
    return proposal, town.caseworker


def cap_table(town: Town) -> tuple[int, Actor]:
    rows = [CapRow("0101", Money.of(1), "new", None, clarification_pool=False, target_group=None)]
    proposal = pools.prepare_caps(
        "fsm3", rows, source="Opdigtet", dated=date(2021, 12, 1), by=town.caseworker, at=DECEMBER
    )
    assert proposal is not None
    return proposal, town.caseworker


def award(town: Town) -> tuple[int, Actor]:
    return town.recommended(awarded(town.assessed("0101")))[0], town.caseworker


def refusal(town: Town) -> tuple[int, Actor]:
    return town.recommended(refused(town.assessed("0101")))[0], town.caseworker


def inadmissibility(town: Town) -> tuple[int, Actor]:
    case = town.sent("0101", at=DEADLINE + timedelta(milliseconds=1))
    return town.inadmissible(case), town.caseworker


def approver_role(town: Town) -> tuple[int, Actor]:
    first = town.administrators[0]
    return members.prepare_approver(town.caseworkers[1].person, by=first, at=DECEMBER), first


def amendment(town: Town) -> tuple[int, Actor]:
    case, by = town.accepted("0101"), town.caseworkers[2]
    town.waived(amend.hear_amendment(case, lowered(case, 800_000), reason="Mindre.", by=by, at=ACCEPTED))
    return amend.prepare_amendment(case, lowered(case, 800_000), reason="Mindre.", by=by, at=ACCEPTED), by


def lapse(town: Town) -> tuple[int, Actor]:
    case, by = town.accepted("0101"), town.caseworkers[2]
    award_life.renounce(case, reason="Vi stopper.", by=town.signatories["0101"], at=ACCEPTED)
    return amend.prepare_lapse(case, reason="Der er givet afkald.", by=by, at=ACCEPTED), by


def changed_budget(town: Town) -> tuple[int, Actor]:
    case = town.accepted("0101")
    change = budget_change.ask(
        case, moved(100_000), reason="En jobformidler mere.", by=town.signatories["0101"], at=ACCEPTED
    )
    by = town.caseworkers[2]
    return budget_change.prepare_change(
        change, approve=True, reason="Det er i orden.", by=by, at=ACCEPTED
    ), by


def month_lock(town: Town) -> tuple[int, Actor]:
    imported(with_awards(town), two_months())
    return outcomes.prepare_lock("fsm3", [JULY], by=town.caseworker, at=IN_2024), town.caseworker


def month_unlock(town: Town) -> tuple[int, Actor]:
    imported(with_awards(town), two_months())
    locked(town, JULY)
    proposal = outcomes.prepare_unlock(
        "fsm3", [JULY], reason="Nyt udtræk", by=town.caseworkers[1], at=IN_2024
    )
    return proposal, town.caseworkers[1]


def instalment(town: Town) -> tuple[int, Actor]:
    case = money.with_partial(town, "0101")
    return payouts.prepare_payout(case, by=town.caseworkers[2], at=money.MAY_2024), town.caseworkers[1]


def settlement(town: Town) -> tuple[int, Actor]:
    case = money.ready_to_settle(town, "0101")
    return payouts.prepare_payout(case, by=town.caseworker, at=money.MAY_2024), town.caseworker


def claim(town: Town) -> tuple[int, Actor]:
    case = money.ready_to_settle(town, "0101", 300_000, 25_000)
    money.heard(town, "0101", case)
    return payouts.prepare_payout(case, by=town.caseworker, at=money.MAY_2024), town.caseworker


def release_of_held(town: Town) -> tuple[int, Actor]:
    money.with_partial(town, "0101")
    auditor = way.engaged(town, "0101")
    final = money.accept_final(town, "0101", auditor=auditor, conclusion=Conclusion.ADVERSE)
    by = town.caseworker
    return payouts.prepare_release_of_held(final, reason="Bilagene er set.", by=by, at=DECEMBER), by


def condition(town: Town) -> tuple[int, Actor]:
    case = money.with_condition(town, "0101")
    by = town.caseworker
    return conditions.prepare_confirmation(case, "first", reason="Aftalen er set.", by=by, at=DECEMBER), by


def corrected_letter(town: Town) -> tuple[int, Actor]:
    letter, by = documents.of_case(town.awarded("0101"))[-1].id, town.caseworkers[2]
    letters.give(letter, content=b"%PDF", template_version="1", head=journal.head(), at=DECEMBER)
    texts = {"reasons.1": "Planen er konkret."}
    return correct_letter.prepare_correction(letter, texts, reason="Stavefejl.", by=by, at=ACCEPTED), by


PREPARE: dict[Kind, Prepare] = {
    Kind.POOL_VERSION: pool_version,
    Kind.CAP_TABLE: cap_table,
    Kind.AWARD: award,
    Kind.REFUSAL: refusal,
    Kind.INADMISSIBILITY: inadmissibility,
    Kind.AMENDMENT: amendment,
    Kind.LAPSE: lapse,
    Kind.BUDGET_CHANGE: changed_budget,
    Kind.APPROVER_ROLE: approver_role,
    Kind.MONTH_LOCK: month_lock,
    Kind.MONTH_UNLOCK: month_unlock,
    Kind.INSTALMENT: instalment,
    Kind.SETTLEMENT: settlement,
    Kind.REPAYMENT: claim,
    Kind.ADVERSE_RELEASE: release_of_held,
    Kind.CONDITION: condition,
    Kind.LETTER_CORRECTION: corrected_letter,
}
every_kind = pytest.mark.parametrize("kind", Kind)


def also_approver(town: Town, person: Actor) -> Actor:
    """The same person, who by the worst of luck holds the approver's role as well."""
    services.give_role(person.person, organisation_id=town.agency, role=Role.APPROVER, at=DECEMBER)
    return Actor(person.person, Role.APPROVER, town.agency)


def decider(town: Town, kind: Kind) -> Actor:
    return town.administrators[1] if kind is Kind.APPROVER_ROLE else town.approver


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
