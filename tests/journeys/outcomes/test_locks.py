"""Months locked by two persons on what is known of them, unlocked again, and differences that move nothing.

Domain page, "Outcomes"; `bad-inputs.md` 52 and 58.
"""

import pytest

from fsm3.core.periods import Month
from fsm3.core.problems import NotReady
from fsm3.jobs import outcome_files
from fsm3.journeys import outcomes
from fsm3.journeys.deciding import decide_proposal
from payouts.models import MonthLock
from payouts.selectors import outcomes as selectors
from tests.rules.support import refused, told
from tests.support.outcomes import AUGUST, IN_2024, JULY, imported, locked, of, pool_id, two_months
from tests.support.town import Town

pytestmark = pytest.mark.django_db


def test_months_are_locked_for_the_whole_pool_on_a_vintage(town: Town):
    imported(town, two_months())
    locked(town, JULY)
    assert of("0101") == {"2022-07": (3, 30, True, 1), "2022-08": (3, 30, False, 1)}
    assert of("0561")["2022-07"][2]


def test_flags_are_frozen_in_the_proposal_to_lock(town: Town):
    imported(town, two_months(m0101_08=(3, 12)))
    standing = selectors.standing(pool_id())
    assert standing[JULY].flags == {}
    assert standing[AUGUST].flags == {"0101": ["small_group"]}


def test_what_cannot_be_locked_is_told_all_at_once(town: Town):
    imported(town, two_months())
    locked(town, JULY)
    problems = refused(
        lambda: outcomes.prepare_lock("fsm3", [JULY, Month(2023, 1)], by=town.caseworker, at=IN_2024)
    )
    assert told(problems) == [("month_locked_already", "2022-07"), ("month_unknown", "2023-01")]
    assert told(refused(lambda: outcomes.prepare_lock("fsm3", [], by=town.caseworker, at=IN_2024))) == [
        ("no_months", "")
    ]


def test_a_month_is_not_locked_before_its_shares_are_counted(town: Town):
    parsed = outcome_files.parse("fsm3", two_months(), file_name="f.csv", confirmations=[])
    outcomes.import_outcomes("fsm3", parsed, by=town.caseworker, at=IN_2024)
    assert told(refused(lambda: outcomes.prepare_lock("fsm3", [JULY], by=town.caseworker, at=IN_2024))) == [
        ("shares_not_counted", "2022-07")
    ]


def test_a_later_file_makes_a_proposal_to_lock_stale(town: Town):
    imported(town, two_months())
    proposal = outcomes.prepare_lock("fsm3", [JULY], by=town.caseworker, at=IN_2024)
    imported(town, two_months(m0101_07=(9, 30)))
    with pytest.raises(NotReady, match="proposal_stale"):
        decide_proposal(proposal, approve=True, by=town.approver, at=IN_2024)
    decide_proposal(proposal, approve=False, by=town.approver, at=IN_2024)
    assert not MonthLock.objects.exists()


def test_58_a_later_vintage_of_a_locked_month_is_a_difference_and_moves_nothing(town: Town):
    imported(town, two_months())
    locked(town, JULY, AUGUST)
    imported(town, two_months(m0563_08=(9, 30)))
    assert of("0561", "0563")["2022-08"] == (6, 60, True, 1)
    (difference,) = selectors.differences(pool_id())
    assert (difference.award.lead.code, str(difference.locked.count.month)) == ("0561", "2022-08")
    assert (difference.locked.count.count, difference.locked.vintage) == (6, 1)
    assert (difference.newest.count.count, difference.newest.vintage) == (12, 2)


def test_an_unlocked_month_shows_the_newest_vintage_and_can_be_locked_again(town: Town):
    imported(town, two_months())
    locked(town, JULY)
    imported(town, two_months(m0101_07=(9, 30)))
    proposal = outcomes.prepare_unlock("fsm3", [JULY], reason="Nyt udtræk", by=town.caseworker, at=IN_2024)
    decide_proposal(proposal, approve=True, by=town.approver, at=IN_2024)
    assert of("0101")["2022-07"] == (9, 30, False, 2)
    locked(town, JULY)
    assert of("0101")["2022-07"] == (9, 30, True, 2)
    assert MonthLock.objects.count() == 2


def test_unlocking_takes_a_reason_and_a_locked_month(town: Town):
    imported(town, two_months())
    problems = refused(
        lambda: outcomes.prepare_unlock("fsm3", [JULY], reason=" ", by=town.caseworker, at=IN_2024)
    )
    assert told(problems) == [("reason_missing", "reason"), ("month_not_locked", "2022-07")]
    assert told(
        refused(lambda: outcomes.prepare_unlock("fsm3", [], reason="x", by=town.caseworker, at=IN_2024))
    ) == [("no_months", "")]
