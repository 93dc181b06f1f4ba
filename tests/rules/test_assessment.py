"""Assessment: every criterion on the scale with a reason, by two, and differences explained."""

import pytest

from applications.rules.assessment import (
    Jotted,
    Points,
    agreed_faults,
    distance,
    draft_faults,
    far_apart,
    finished,
    score_faults,
    unfinished,
)
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


DRAFT = {key: Jotted(3, "Godt begrundet.") for key in KEYS}


def test_what_is_unfinished_may_be_kept():
    for draft in (
        {},
        {"caseload": Jotted()},
        {"caseload": Jotted(3)},
        {"budget": Jotted(reason="Dyrt.")},
        DRAFT,
    ):
        assert told(draft_faults(draft, TERMS)) == []


@pytest.mark.parametrize(
    ("jotted", "code"),
    [
        (Jotted(5), "points_off_scale"),
        (Jotted(-1), "points_off_scale"),
        (Jotted(reason="010190-1234 skriver godt."), "looks_like_cpr"),
        (Jotted(reason="\x00"), "control_character"),
        (Jotted(reason="x" * 2001), "text_too_long"),
    ],
)
def test_what_is_wrong_is_not_kept(jotted, code):
    assert told(draft_faults({**DRAFT, "budget": jotted}, TERMS)) == [(code, "budget")]


def test_a_draft_of_a_criterion_the_pool_does_not_have_is_refused():
    assert told(draft_faults({"charm": Jotted(3, "Ja.")}, TERMS)) == [("criterion_unknown", "charm")]


def test_everything_a_draft_lacks_is_told_at_once():
    draft = {**DRAFT, "caseload": Jotted(), "results": Jotted(2), "budget": Jotted(reason="Dyrt.")}
    assert told(unfinished(draft, TERMS)) == [
        ("score_missing", "caseload"),
        ("score_reason_missing", "caseload"),
        ("score_reason_missing", "results"),
        ("score_missing", "budget"),
    ]
    assert len(told(unfinished({}, TERMS))) == 2 * len(KEYS)
    assert told(unfinished(DRAFT, TERMS)) == []


def test_a_finished_draft_is_scores():
    assert told(score_faults(finished(DRAFT), TERMS)) == []
    assert finished({"caseload": Jotted(0, "Nej."), "budget": Jotted(reason="Dyrt.")}) == {
        "caseload": Points(0, "Nej.")
    }


@pytest.mark.parametrize(("other", "apart"), [(0, 3), (2, 1), (3, 0), (4, 1)])
def test_the_distance_is_that_of_their_points(other, apart):
    assert distance([GOOD, scored(budget=(other, "Dyrt."))], "budget") == apart
