"""A municipality ticks what is expected along the way; what it says last counts, and what it said before stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from applications.models import ExpectationTick
from applications.selectors import awards
from applications.selectors.expectations import expected
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.problems import NotReady
from fsm3.journeys import expect
from tests.support.town import ACCEPTED, awarded

MARCH = ("steering_group", date(2022, 3, 31))


@pytest.fixture
def case(town):
    return town.accepted("0101")


@pytest.fixture
def by(town):
    return town.signatories["0101"]


def tick(case, by, row=MARCH, *, done=True, comment="", at=ACCEPTED):
    expect.tick(case, *row, done=done, comment=comment, by=by, at=at)


def row(case, key=MARCH, on=date(2022, 5, 1)):
    found = expected(awards.in_force(case), on=on)
    return next(each for each in found if each.row.key == key)


def test_it_is_late_until_it_is_ticked_and_again_when_the_tick_is_taken_back(case, by):
    assert row(case).late
    tick(case, by, comment="Mødet var den 4. marts.")
    now = row(case)
    assert (now.done, now.late, now.comment) == (True, False, "Mødet var den 4. marts.")
    assert now.ticked is not None
    assert now.ticked.by == "S0101 Opdigtet"
    tick(case, by, done=False, at=ACCEPTED + timedelta(days=1))
    assert (row(case).done, row(case).late) == (False, True)
    assert ExpectationTick.objects.filter(application=case).count() == 2


def test_saying_the_same_again_changes_nothing(case, by):
    for _ in range(2):
        tick(case, by)
    assert ExpectationTick.objects.count() == 1
    acts = [entry.act for entry in journal.of_case(case) if entry.act.startswith("expectation")]
    assert acts == ["expectation.ticked"]


def test_training_is_expected_of_who_said_yes_when_it_applied(town, case):
    keys = {each.row.expectation.key for each in expected(awards.in_force(case), on=MARCH[1])}
    other = town.agreed(town.sent("0155", extended_model="no"))
    town.decided(*town.recommended(awarded(other)))
    others = {each.row.expectation.key for each in expected(awards.in_force(other), on=MARCH[1])}
    assert keys - others == {"training"}


def test_all_who_take_part_tick_and_nobody_else(town, case):
    for role in (Role.APPLICANT, Role.ACCOUNTANT):
        who = town.joined(f"{role}@kommune.example", town.organisations["0101"], role)
        tick(case, who, comment=role)
    for who in (town.signatories["0155"], town.caseworker):
        with pytest.raises(rights.NotAllowed):
            tick(case, who)


@pytest.mark.parametrize(
    ("row", "comment", "code"),
    [
        (("steering_group", date(2022, 3, 30)), "", "not_expected"),
        (("party", date(2022, 3, 31)), "", "not_expected"),
        (MARCH, "010203-1234", "looks_like_cpr"),
        (MARCH, "a\0b", "control_character"),
    ],
)
def test_33_only_what_is_expected_is_ticked_and_no_text_that_is_not_kept(case, by, row, comment, code):
    with pytest.raises(NotReady, match=code):
        tick(case, by, row, comment=comment)


def test_nothing_is_ticked_before_the_award_is_accepted(town):
    case = town.awarded("0101")
    with pytest.raises(NotReady, match="not_now"):
        tick(case, town.signatories["0101"])
