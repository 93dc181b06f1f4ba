"""An award is amended or lapses: heard where it becomes lower, decided by two, told by a letter, within the envelope."""

from dataclasses import replace
from datetime import date

import pytest

from applications.rules.due_dates import DueKind
from applications.rules.workflow import Status
from applications.selectors import awards, cases, due_dates
from budgets import selectors as budgets
from budgets.rules.lines import total
from fsm3.core import documents, journal
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod
from fsm3.core.problems import NotReady
from fsm3.journeys import amend, award_life
from tests.support.town import ACCEPTED, Town, lowered

WHY = "Kommunen har kun ansat én jobformidler."


def heard(town: Town, case: int, kroner: int) -> None:
    amended = lowered(case, kroner)
    town.waived(amend.hear_amendment(case, amended, reason=WHY, by=town.caseworker, at=ACCEPTED))


def amended(town: Town, case: int, wanted: amend.Amended) -> None:
    town.decided(amend.prepare_amendment(case, wanted, reason=WHY, by=town.caseworker, at=ACCEPTED))


def letter(case: int) -> documents.Frozen:
    return documents.frozen(documents.of_case(case)[-1].id)


def test_an_amended_award_takes_the_place_of_the_old_one_with_its_own_budget_and_letter(town):
    case = town.accepted("0101")
    before = awards.in_force(case)
    heard(town, case, 800_000)
    amended(town, case, lowered(case, 800_000))
    after = awards.in_force(case)
    assert (after.amount, after.status, after.accepted_at) == (Money.of(800_000), Status.ACCEPTED, ACCEPTED)
    assert cases.awarded(before.pool_id) == Money.of(800_000)
    assert budgets.version_in_force(case) == 2
    assert total(budgets.approved(case, 2)) == Money.of(800_000)
    assert set(budgets.reasons(case, 2)) == {1}
    told = letter(case)
    assert (told.kind, told.context["lapses"]) == ("amended_award_letter", False)
    assert journal.of_case(case)[-1].act == "award.amended"


def test_a_lower_award_is_heard_first(town):
    case = town.accepted("0101")
    with pytest.raises(NotReady, match="hearing_needed"):
        amended(town, case, lowered(case, 800_000))
    amend.hear_amendment(case, lowered(case, 800_000), reason=WHY, by=town.caseworker, at=ACCEPTED)
    with pytest.raises(NotReady, match="hearing_open"):
        amended(town, case, lowered(case, 800_000))


def test_what_was_heard_does_not_carry_a_lower_award_still(town):
    case = town.accepted("0101")
    heard(town, case, 800_000)
    with pytest.raises(NotReady, match="hearing_needed"):
        amended(town, case, lowered(case, 700_000))


def test_an_award_raised_again_needs_no_hearing_but_room_in_the_envelope(town):
    case = town.accepted("0101")
    heard(town, case, 800_000)
    amended(town, case, lowered(case, 800_000))
    with pytest.raises(NotReady, match="hearing_not_needed"):
        amend.hear_amendment(case, lowered(case, 900_000), reason=WHY, by=town.caseworker, at=ACCEPTED)
    amended(town, case, lowered(case, 900_000))
    assert awards.in_force(case).amount == Money.of(900_000)


def test_an_award_is_never_raised_above_what_was_asked_for(town):
    case = town.accepted("0101")
    with pytest.raises(NotReady, match="award_above_request"):
        amended(town, case, lowered(case, 2_000_000))


def test_cohort_and_period_change_by_an_amended_award_alone_and_the_final_account_is_due_anew(town):
    case = town.accepted("0101")
    same = lowered(case, 925_000)
    with pytest.raises(NotReady, match="nothing_changes"):
        amended(town, case, same)
    later = ProjectPeriod(date(2022, 7, 1), date(2023, 11, 30))
    amended(town, case, replace(same, cohort="fsm2", period=later))
    award = awards.in_force(case)
    assert (award.cohort.key, award.period) == ("fsm2", later)
    assert due_dates.due(case, DueKind.FINAL_ACCOUNT) == date(2024, 2, 29)


def test_a_renounced_award_lapses_by_a_decision_and_its_money_is_free(town):
    case = town.accepted("0101")
    award_life.renounce(case, reason="Vi stopper.", by=town.signatories["0101"], at=ACCEPTED)
    pool = awards.in_force(case).pool_id
    assert cases.awarded(pool) == Money.of(925_000)
    town.decided(amend.prepare_lapse(case, reason=WHY, by=town.caseworker, at=ACCEPTED))
    award = awards.in_force(case)
    assert (award.amount, award.status) == (Money(0), Status.LAPSED)
    assert cases.awarded(pool) == Money(0)
    assert awards.in_force_in(pool) == ()
    told = letter(case)
    assert (told.kind, told.context["lapses"]) == ("amended_award_letter", True)


def test_an_award_that_nobody_renounced_lapses_after_a_hearing_only(town):
    case = town.awarded("0101")
    with pytest.raises(NotReady, match="hearing_needed"):
        amend.prepare_lapse(case, reason=WHY, by=town.caseworker, at=ACCEPTED)
    town.waived(amend.hear_lapse(case, reason=WHY, by=town.caseworker, at=ACCEPTED))
    town.decided(amend.prepare_lapse(case, reason=WHY, by=town.caseworker, at=ACCEPTED))
    assert awards.in_force(case).status is Status.LAPSED


def test_a_proposal_on_an_award_that_moved_is_stale_and_a_returned_one_changes_nothing(town):
    case, other = town.accepted("0101"), lowered
    heard(town, case, 800_000)
    stale = amend.prepare_amendment(case, other(case, 800_000), reason=WHY, by=town.caseworker, at=ACCEPTED)
    award_life.renounce(case, reason="Vi stopper.", by=town.signatories["0101"], at=ACCEPTED)
    with pytest.raises(NotReady, match="proposal_stale"):
        town.decided(stale)
    town.handed_back(stale)
    assert awards.in_force(case).amount == Money.of(925_000)
    assert journal.of_case(case)[-1].act == "award.proposal_returned"


def test_a_case_without_an_award_is_not_amended(town):
    case = town.assessed("0101")
    with pytest.raises(NotReady, match="not_now"):
        amend.hear_lapse(case, reason=WHY, by=town.caseworker, at=ACCEPTED)
