"""Joint applications: who may apply together."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from applications.rules.joint import Member, cap_together, may_join, problems
from fsm3.core.money import Money

ESBJERG = Member("0561", "Esbjerg", "fsm2", date(2022, 7, 1), Money.of("2000000"))
FANO = Member("0563", "Fanø", "fsm2", date(2022, 7, 1), Money.of("100000"))
TARNBY = Member("0185", "Tårnby", "fsm2", date(2022, 7, 1), Money.of("700000"))
DRAGOR = Member("0155", "Dragør", "new", date(2021, 12, 1), Money.of("300000"))


def found(lead, *covered, allowed=True):
    return [(problem.code, problem.detail) for problem in problems(lead, covered, allowed=allowed)]


def test_the_same_cohort_and_start_date_apply_together():
    assert found(ESBJERG, FANO) == []
    assert cap_together([ESBJERG, FANO]) == Money.of("2100000")


def test_one_that_applies_alone_is_judged_too():
    assert found(DRAGOR, allowed=False) == []
    assert found(replace(DRAGOR, cap=None)) == [("cap_missing", {"municipality": "Dragør"})]


def test_56_across_cohorts_they_apply_apart():
    assert found(TARNBY, DRAGOR) == [
        ("cohort_differs", {"lead": "Tårnby", "municipality": "Dragør"}),
        (
            "start_differs",
            {
                "lead": "Tårnby",
                "municipality": "Dragør",
                "starts": "1. december 2021",
                "lead_starts": "1. juli 2022",
            },
        ),
    ]


def test_a_different_start_date_in_the_same_cohort_is_enough_to_apply_apart():
    early = replace(FANO, starts=date(2022, 4, 1))
    assert [code for code, _ in found(ESBJERG, early)] == ["start_differs"]


def test_9_a_municipality_is_in_one_application_only():
    taken = replace(FANO, other_case="FSM3-2021-0007")
    assert found(ESBJERG, taken) == [
        ("already_in_application", {"municipality": "Fanø", "case": "FSM3-2021-0007"})
    ]


def test_nobody_is_in_an_application_twice():
    assert found(ESBJERG, FANO, FANO) == [("municipality_twice", {"municipality": "Fanø"})]
    assert found(ESBJERG, ESBJERG) == [("municipality_twice", {"municipality": "Esbjerg"})]


def test_a_pool_may_take_no_joint_applications():
    assert found(ESBJERG, FANO, allowed=False) == [("joint_not_allowed", {})]


def test_10_one_without_a_cap_leaves_all_without():
    without = replace(FANO, cap=None)
    assert cap_together([ESBJERG, without]) is None
    assert found(ESBJERG, without) == [("cap_missing", {"municipality": "Fanø"})]


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=6))
def test_caps_add_up(caps):
    members = [replace(FANO, cap=Money(cap)) for cap in caps]
    assert cap_together(members) == Money(sum(caps))


def test_whom_the_lead_may_invite_is_whoever_could_be_covered():
    assert may_join(ESBJERG, FANO, allowed=True)
    assert not may_join(ESBJERG, FANO, allowed=False)
    assert not may_join(ESBJERG, DRAGOR, allowed=True)
