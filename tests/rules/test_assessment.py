"""Assessment: every criterion on the scale with a reason, by two, and differences explained."""

import pytest

from applications.rules.assessment import Points, agreed_faults, far_apart, score_faults
from tests.rules.support import pool, told

TERMS = pool()
KEYS = [criterion.key for criterion in TERMS.criteria]
GOOD = {key: Points(3, "Godt begrundet.") for key in KEYS}


def scored(**changes):
    return {**GOOD, **{key: Points(*change) for key, change in changes.items()}}


def test_scores_on_every_criterion_with_reasons_are_complete():
    assert told(score_faults(GOOD, TERMS)) == []
    assert told(agreed_faults(GOOD, [GOOD, GOOD], TERMS)) == []


@pytest.mark.parametrize("key", KEYS)
def test_no_criterion_is_left_out(key):
    scores = {each: points for each, points in GOOD.items() if each != key}
    assert told(score_faults(scores, TERMS)) == [("score_missing", key)]


def test_a_criterion_the_pool_does_not_have_is_refused():
    assert told(score_faults(scored(charm=(4, "Ja.")), TERMS)) == [("criterion_unknown", "charm")]


@pytest.mark.parametrize("points", [-1, 5, 2.0, True, "3"])
def test_points_are_whole_and_on_the_scale(points):
    (problem,) = score_faults(scored(caseload=(points, "Ja.")), TERMS)
    assert (problem.code, problem.where, problem.detail["highest"]) == ("points_off_scale", "caseload", "4")


@pytest.mark.parametrize("points", [0, 4])
def test_both_ends_of_the_scale_may_be_given(points):
    assert told(score_faults(scored(caseload=(points, "Ja.")), TERMS)) == []


def test_a_pool_has_its_own_scale():
    scores = {key: Points(10, "Ja.") for key in ("steps", "price")}
    assert told(score_faults(scores, pool("made_up"))) == []


def test_every_score_has_a_reason():
    assert told(score_faults(scored(caseload=(3, " ")), TERMS)) == [("score_without_reason", "caseload")]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_two_assess_before_anything_is_agreed(count):
    assert told(agreed_faults(GOOD, [GOOD] * count, TERMS)) == [("two_assessments_needed", "")]


@pytest.mark.parametrize(("other", "far"), [(1, True), (2, False), (4, False)])
def test_two_points_apart_need_a_reason(other, far):
    assessments = [GOOD, scored(budget=(other, "Dyrt."))]
    assert far_apart(assessments, "budget") is far
    found = told(agreed_faults(scored(budget=(3, "")), assessments, TERMS))
    assert (("difference_unexplained", "budget") in found) is far
    assert ("score_without_reason", "budget") in found


def test_a_reason_settles_a_difference():
    assert told(agreed_faults(GOOD, [GOOD, scored(budget=(0, "Dyrt."))], TERMS)) == []


def test_a_criterion_one_of_them_left_out_is_no_difference():
    assert not far_apart([GOOD, {}], "budget")
