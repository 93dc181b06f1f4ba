"""Assessing: two who score unseen by each other, what they agree on, and who is not impartial. Domain page, "Application"."""

import pytest

from applications.models import Application
from applications.rules.assessment import Points
from applications.rules.workflow import Status
from applications.selectors import cases
from fsm3.access.rights import NotAllowed
from fsm3.journeys import assess, deciding
from tests.support.refused import codes
from tests.support.town import DECEMBER, Town, awarded, points

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town: Town) -> int:
    """An admissible case."""
    sent = town.sent("0101")
    assess.find_admissible(sent, by=town.caseworker, at=DECEMBER)
    return sent


def score(town: Town, case: int, who: int, given=3) -> None:
    assess.score(case, points(given), by=town.caseworkers[who], at=DECEMBER)


def test_two_score_a_case_and_no_third(town: Town, case: int):
    score(town, case, 0)
    assert codes(lambda: score(town, case, 0)) == {"already_assessed"}
    score(town, case, 1)
    assert codes(lambda: score(town, case, 2)) == {"two_have_assessed"}


def test_agreeing_takes_two_assessments_and_one_of_the_two(town: Town, case: int):
    score(town, case, 0)

    def agree(who: int) -> None:
        assess.enter_agreed(case, points(3), by=town.caseworkers[who], at=DECEMBER)

    assert codes(lambda: agree(0)) == {"two_assessments_needed"}
    score(town, case, 1)
    with pytest.raises(NotAllowed):
        agree(2)
    agree(1)
    entered = cases.agreed(case)
    assert entered is not None
    assert entered.entered_by == town.caseworkers[1].user_id


def test_the_other_of_the_two_confirms_what_one_entered(town: Town, case: int):
    score(town, case, 0)
    score(town, case, 1)
    assess.enter_agreed(case, points(2), by=town.caseworkers[0], at=DECEMBER)

    def confirm(who: int) -> None:
        assess.confirm_agreed(case, by=town.caseworkers[who], at=DECEMBER)

    assert codes(lambda: confirm(0)) == {"other_assessor_confirms"}
    with pytest.raises(NotAllowed):
        confirm(2)
    confirm(1)
    assert Application.objects.get(id=case).status == Status.ASSESSED


def test_where_the_two_stood_two_points_apart_the_agreed_score_says_why(town: Town, case: int):
    score(town, case, 0, [1, 3, 3, 3, 3, 3])
    score(town, case, 1, [3, 3, 3, 3, 3, 2])
    silent = {**points(3), "caseload": Points(2, " ")}

    def enter(scores: dict[str, Points]) -> None:
        assess.enter_agreed(case, scores, by=town.caseworkers[0], at=DECEMBER)

    assert "difference_unexplained" in codes(lambda: enter(silent))
    enter({**silent, "caseload": Points(2, "Tallet er lavt, men ikke begrundet.")})


def test_a_score_off_the_scale_or_without_a_reason_is_refused(town: Town, case: int):
    wrong = {**points(3), "results": Points(5, "Godt."), "budget": Points(3, "")}
    told = codes(lambda: assess.score(case, wrong, by=town.caseworker, at=DECEMBER))
    assert told == {"points_off_scale", "score_without_reason"}


def test_31_a_conflict_of_interest_closes_the_case_to_whoever_declared_it(town: Town, case: int):
    own = town.caseworkers[2]
    assess.declare_conflict(case, reason="Min bror er ansat i kommunen.", by=own, at=DECEMBER)
    for act in (
        lambda: score(town, case, 2),
        lambda: assess.assign(case, caseworker_id=own.person, by=own, at=DECEMBER),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert codes(lambda: assess.assign(case, caseworker_id=own.person, by=town.caseworker, at=DECEMBER)) == {
        "conflict_of_interest"
    }


def test_a_conflict_is_declared_with_a_reason_and_before_one_has_a_hand_in_the_case(town: Town, case: int):

    def declare(who: int, why: str) -> None:
        assess.declare_conflict(case, reason=why, by=town.caseworkers[who], at=DECEMBER)

    assert codes(lambda: declare(2, " ")) == {"reason_missing"}
    score(town, case, 0)
    assert codes(lambda: declare(0, "For sent.")) == {"hand_in_case"}


def test_an_approver_who_is_not_impartial_decides_nothing_in_the_case(town: Town, case: int):
    assess.declare_conflict(case, reason="Jeg bor i kommunen.", by=town.approver, at=DECEMBER)
    score(town, case, 0)
    score(town, case, 1)
    assess.enter_agreed(case, points(3), by=town.caseworkers[0], at=DECEMBER)
    assess.confirm_agreed(case, by=town.caseworkers[1], at=DECEMBER)
    (proposal,) = town.recommended(awarded(case))
    with pytest.raises(NotAllowed):
        deciding.decide_proposal(proposal, approve=True, by=town.approver, at=DECEMBER)
    deciding.decide_proposal(proposal, approve=True, by=town.approvers[1], at=DECEMBER)
    assert Application.objects.get(id=case).status == Status.AWARDED
