"""Recommendation: in ranking order under the envelope, and every departure explained."""

from dataclasses import replace
from fractions import Fraction

import pytest

from applications.rules.ranking import Position, Why
from applications.rules.recommendation import Recommended, award_faults, recommendation_faults, refusal_faults
from fsm3.core.money import Money
from tests.rules.support import pool, told

CRITERIA = pool().criteria
WHY_NOT = {criterion.key: "Planen er ikke konkret." for criterion in CRITERIA}
ASKED = Money.of("100")


def award(case, amount=ASKED, **changes):
    return Recommended(case, ASKED, Money.of("120"), amount, **changes)


def refusal(case, **changes):
    return Recommended(case, ASKED, Money.of("120"), None, considerations=WHY_NOT, **changes)


def standing(*cases, why=Why.SUM):
    return [Position(place, case, Fraction(9 - place), why) for place, case in enumerate(cases, start=1)]


def faults(ranked, recommended, envelope="1000"):
    return told(recommendation_faults(ranked, recommended, envelope=Money.of(envelope), criteria=CRITERIA))


def test_awards_in_ranking_order_within_the_envelope_are_right():
    assert faults(standing("a", "b", "c"), [award("a"), award("b"), refusal("c")], "200") == []


def test_each_award_and_each_refusal_is_judged_by_itself():
    recommended = [award("a", Money.of("50")), replace(refusal("b"), considerations={})]
    assert faults(standing("a", "b"), recommended) == [
        ("reduced_award_unexplained", "a"),
        *[("consideration_missing", "b")] * len(CRITERIA),
    ]


def test_nobody_need_be_awarded():
    assert faults(standing("a"), [refusal("a")]) == []


def test_16_awards_stay_within_the_envelope():
    assert faults(standing("a", "b"), [award("a"), award("b")], "199.99") == [
        ("awards_over_envelope", "envelope")
    ]


def test_one_passed_over_is_explained():
    ranked = standing("a", "b", "c")
    assert faults(ranked, [award("a"), refusal("b"), award("c")]) == [("passed_over_unexplained", "b")]
    explained = refusal("b", deviation="Der er ikke penge nok til hele projektet.")
    assert faults(ranked, [award("a"), explained, award("c")]) == []


def test_everybody_passed_over_is_explained():
    ranked = standing("a", "b", "c")
    assert faults(ranked, [refusal("a"), refusal("b"), award("c")]) == [
        ("passed_over_unexplained", "a"),
        ("passed_over_unexplained", "b"),
    ]


def test_who_shares_a_place_is_treated_alike_or_chosen_among():
    ranked = [Position(1, case, Fraction(3), Why.SHARED) for case in ("a", "b")]
    assert faults(ranked, [award("a"), award("b")]) == []
    assert faults(ranked, [refusal("a"), refusal("b")]) == []
    assert faults(ranked, [award("a"), refusal("b")]) == [("choice_needed", "b")]


@pytest.mark.parametrize(
    ("each", "codes"),
    [
        (award("a"), []),
        (award("a", Money.of("99.99"), deviation="Færre timer."), []),
        (award("a", Money(1), deviation="Kun begyndelsen."), []),
        (replace(award("a"), cap=ASKED), []),
        (award("a", Money.of("99.99")), ["reduced_award_unexplained"]),
        (award("a", Money.of("100.01")), ["award_above_request"]),
        (replace(award("a"), cap=Money.of("99.99")), ["award_above_cap"]),
        (award("a", Money(0), deviation="Intet."), ["award_of_nothing"]),
        (award("a", Money(-1), deviation="Intet."), ["award_of_nothing"]),
        (refusal("a", deviation="Intet."), ["award_of_nothing"]),
    ],
)
def test_an_award_is_at_most_what_was_asked_for_and_the_cap(each, codes):
    assert [problem.code for problem in award_faults(each)] == codes
    assert {problem.where for problem in award_faults(each)} <= {"a"}


@pytest.mark.parametrize("key", [criterion.key for criterion in CRITERIA])
def test_a_refusal_names_its_considerations_criterion_by_criterion(key):
    silent = replace(refusal("a"), considerations={**WHY_NOT, key: " "})
    (problem,) = refusal_faults(silent, CRITERIA)
    assert (problem.code, problem.where) == ("consideration_missing", "a")
    assert problem.detail["criterion"] in {criterion.name for criterion in CRITERIA}
    missing = {other: text for other, text in WHY_NOT.items() if other != key}
    assert len(list(refusal_faults(replace(silent, considerations=missing), CRITERIA))) == 1


def test_a_recommendation_is_for_all_who_are_ranked_and_nobody_else():
    assert faults(standing("a", "b"), [award("a"), award("z")]) == [
        ("nothing_recommended", "b"),
        ("case_not_ranked", "z"),
    ]
