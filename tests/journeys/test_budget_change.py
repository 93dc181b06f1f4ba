"""A municipality asks to divide its award in another way; over the limit it waits for two persons."""

import pytest

from budgets import selectors as budgets
from budgets.rules.change import ChangeState
from budgets.rules.lines import total
from budgets.selectors import changes
from fsm3.access.rights import NotAllowed
from fsm3.core import documents, journal
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import amend, award_life, budget_change
from fsm3.journeys.deciding import decide_proposal
from tests.support.town import ACCEPTED, Town, budget, lowered, moved

WHY = "Revisionen bliver dyrere end ventet."
SMALL, LARGE = 2_500, 100_000


def asked(town: Town, kroner: int) -> tuple[int, int]:
    case = town.accepted("0101")
    change = budget_change.ask(case, moved(kroner), reason=WHY, by=town.signatories["0101"], at=ACCEPTED)
    return case, change


def answered(town: Town, change: int, *, approve: bool) -> None:
    proposal = budget_change.prepare_change(
        change, approve=approve, reason="Vi har set på det.", by=town.caseworker, at=ACCEPTED
    )
    decide_proposal(proposal, approve=True, by=town.approver, at=ACCEPTED)


def last_acts(case: int, count: int) -> list[str]:
    return [entry.act for entry in journal.of_case(case)][-count:]


def test_under_the_limit_the_change_is_the_next_version_at_once(town):
    case, change = asked(town, SMALL)
    assert changes.change(change).state is ChangeState.IN_FORCE
    assert (budgets.version_in_force(case), changes.change(change).number) == (2, 2)
    assert budgets.approved(case, 2) == moved(SMALL)
    assert total(budgets.approved(case, 1)) == total(budgets.approved(case, 2))
    assert last_acts(case, 2) == ["budget_change.asked", "budget_change.in_force"]


def test_over_the_limit_it_waits_for_two_persons_and_a_letter(town):
    case, change = asked(town, LARGE)
    assert (changes.change(change).state, budgets.version_in_force(case)) == (ChangeState.ASKED, 1)
    answered(town, change, approve=True)
    found = changes.change(change)
    assert (found.state, found.number, budgets.version_in_force(case)) == (ChangeState.IN_FORCE, 2, 2)
    letter = documents.frozen(found.document_id or 0)
    assert (letter.kind, letter.context["approved"], letter.context["version"]) == (
        "budget_change_letter",
        True,
        "2",
    )


def test_a_change_that_is_refused_leaves_the_budget_and_says_why(town):
    case, change = asked(town, LARGE)
    answered(town, change, approve=False)
    found = changes.change(change)
    assert (found.state, budgets.version_in_force(case)) == (ChangeState.REFUSED, 1)
    letter = documents.frozen(found.document_id or 0).context
    assert (letter["approved"], letter["version"], letter["reasons"]) == (False, "1", ["Vi har set på det."])


def test_an_answer_that_is_handed_back_leaves_the_change_waiting(town):
    case, change = asked(town, LARGE)
    proposal = budget_change.prepare_change(
        change, approve=True, reason="Fint.", by=town.caseworker, at=ACCEPTED
    )
    decide_proposal(proposal, approve=False, by=town.approver, at=ACCEPTED, reason="Se igen.")
    assert changes.change(change).state is ChangeState.ASKED
    assert last_acts(case, 1) == ["budget_change.handed_back"]


def test_one_change_waits_at_a_time(town):
    case, _ = asked(town, LARGE)
    with pytest.raises(NotReady, match="change_waits"):
        budget_change.ask(case, moved(SMALL), reason=WHY, by=town.signatories["0101"], at=ACCEPTED)


def test_the_municipality_takes_it_back_while_it_waits(town):
    _, change = asked(town, LARGE)
    by = town.signatories["0101"]
    budget_change.withdraw(change, by=by, at=ACCEPTED)
    assert changes.change(change).state is ChangeState.WITHDRAWN
    with pytest.raises(NotReady, match="change_is_answered"):
        budget_change.withdraw(change, by=by, at=ACCEPTED)
    with pytest.raises(NotReady, match="change_is_answered"):
        budget_change.prepare_change(change, approve=True, reason="Fint.", by=town.caseworker, at=ACCEPTED)


def test_an_answer_is_stale_when_the_change_was_taken_back(town):
    _, change = asked(town, LARGE)
    proposal = budget_change.prepare_change(
        change, approve=True, reason="Fint.", by=town.caseworker, at=ACCEPTED
    )
    budget_change.withdraw(change, by=town.signatories["0101"], at=ACCEPTED)
    with pytest.raises(NotReady, match="proposal_stale"):
        decide_proposal(proposal, approve=True, by=town.approver, at=ACCEPTED)


def test_an_answer_is_stale_once_the_award_is_given_up_and_can_be_handed_back(town):
    case, change = asked(town, LARGE)
    proposal = budget_change.prepare_change(
        change, approve=True, reason="Fint.", by=town.caseworker, at=ACCEPTED
    )
    award_life.renounce(case, reason=WHY, by=town.signatories["0101"], at=ACCEPTED)
    with pytest.raises(NotReady, match="proposal_stale"):
        decide_proposal(proposal, approve=True, by=town.approver, at=ACCEPTED)
    decide_proposal(proposal, approve=False, by=town.approver, at=ACCEPTED, reason="Tilsagnet er opgivet.")
    assert last_acts(case, 1) == ["budget_change.handed_back"]


def test_a_change_of_a_budget_that_was_amended_since_can_only_be_refused(town):
    case, change = asked(town, LARGE)
    wanted = lowered(case, 800_000)
    town.waived(amend.hear_amendment(case, wanted, reason=WHY, by=town.caseworker, at=ACCEPTED))
    town.decided(amend.prepare_amendment(case, wanted, reason=WHY, by=town.caseworker, at=ACCEPTED))
    with pytest.raises(NotReady, match="change_outdated"):
        answered(town, change, approve=True)
    answered(town, change, approve=False)
    assert changes.change(change).state is ChangeState.REFUSED
    assert total(budgets.approved(case, budgets.version_in_force(case))) == Money.of(800_000)


def test_nothing_is_asked_for_before_the_award_is_accepted(town):
    case = town.awarded("0101")
    with pytest.raises(NotReady, match="not_now"):
        budget_change.ask(case, moved(SMALL), reason=WHY, by=town.signatories["0101"], at=ACCEPTED)


def test_every_fault_of_a_change_is_told_at_once(town):
    case = town.accepted("0101")
    with pytest.raises(NotReady) as caught:
        budget_change.ask(case, budget()[:1], reason="", by=town.signatories["0101"], at=ACCEPTED)
    assert caught.value.codes == {"reason_missing", "change_is_not_the_award"}


def test_nobody_else_asks(town):
    case = town.accepted("0101")
    for by in (town.caseworker, town.signatories["0155"]):
        with pytest.raises(NotAllowed):
            budget_change.ask(case, moved(SMALL), reason=WHY, by=by, at=ACCEPTED)
