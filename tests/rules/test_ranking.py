"""Ranking: by merit, then cohort, then a reasoned choice; never by the order in which cases came."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.ranking import Choice, Entry, SameDegree, Why, ranking, weighted_sum
from tests.rules.support import pool, refused, told

CRITERIA = pool().criteria
KEYS = [criterion.key for criterion in CRITERIA]
NEW, FSM2 = 1, 2


def entry(case, points, goes_first=NEW):
    """A case with the same points on every criterion, or with the six given."""
    given_points = [points] * 6 if isinstance(points, int) else points
    return Entry(case, goes_first, dict(zip(KEYS, given_points, strict=True)))


def ranked(entries, same_degree=(), choices=()):
    return [
        (position.place, position.case, position.why)
        for position in ranking(entries, CRITERIA, same_degree, choices)
    ]


def test_the_highest_sum_goes_first():
    assert ranked([entry("a", 2), entry("b", 4), entry("c", 3)]) == [
        (1, "b", Why.SUM),
        (2, "c", Why.SUM),
        (3, "a", Why.SUM),
    ]


def test_sums_are_weighted_exactly():
    assert weighted_sum({"steps": 1, "price": 2}, pool("made_up").criteria) == Fraction(5, 3)
    assert weighted_sum(dict(zip(KEYS, [1, 0, 0, 0, 0, 0], strict=True)), CRITERIA) == Fraction(1, 6)
    with pytest.raises(KeyError):
        weighted_sum({"steps": 1}, pool("made_up").criteria)


def test_at_equal_sums_a_municipality_outside_the_earlier_pool_goes_first():
    entries = [entry("fsm2", 3, FSM2), entry("new", [4, 2, 3, 3, 3, 3], NEW), entry("low", 1)]
    assert ranked(entries) == [(1, "new", Why.COHORT), (2, "fsm2", Why.COHORT), (3, "low", Why.SUM)]


def test_a_higher_sum_goes_before_the_cohort_that_goes_first():
    entries = [entry("new", 3), entry("fsm2", [4, 3, 3, 3, 3, 3], FSM2)]
    assert ranked(entries) == [(1, "fsm2", Why.SUM), (2, "new", Why.SUM)]


def test_in_the_same_degree_the_cohort_goes_before_a_slightly_higher_sum():
    entries = [entry("new", 3), entry("fsm2", [4, 3, 3, 3, 3, 3], FSM2), entry("low", 2)]
    declared = [SameDegree(frozenset({"new", "fsm2"}), "Planerne er lige gode.")]
    assert ranked(entries, declared) == [
        (1, "new", Why.SAME_DEGREE),
        (2, "fsm2", Why.SAME_DEGREE),
        (3, "low", Why.SUM),
    ]


def test_in_the_same_degree_and_cohort_the_sum_still_counts():
    entries = [entry("a", 3), entry("b", [4, 3, 3, 3, 3, 3])]
    declared = [SameDegree(frozenset({"a", "b"}), "Lige gode.")]
    assert [case for _, case, _ in ranked(entries, declared)] == ["b", "a"]


def test_who_is_still_equal_shares_the_place():
    entries = [entry("b", 3), entry("a", 3), entry("c", 1)]
    assert ranked(entries) == [(1, "a", Why.SHARED), (1, "b", Why.SHARED), (3, "c", Why.SUM)]


def test_a_reasoned_choice_tells_equals_apart():
    entries = [entry("a", 3), entry("b", 3), entry("c", 1)]
    choice = Choice(("b", "a"), "Kommunen dækker et område uden indsats.")
    assert ranked(entries, choices=[choice]) == [
        (1, "b", Why.CHOICE),
        (2, "a", Why.CHOICE),
        (3, "c", Why.SUM),
    ]


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ([SameDegree(frozenset({"a", "b"}), " ")], ("same_degree_without_reason", "a, b")),
        ([SameDegree(frozenset({"a", "b", "z"}), "Lige.")], ("case_not_ranked", "a, b, z")),
        ([SameDegree(frozenset({"z"}), "Lige.")], ("case_not_ranked", "z")),
        ([SameDegree(frozenset({"a", "c"}), "Lige.")], ("same_degree_leaves_out", "a, c")),
        ([SameDegree(frozenset({"b"}), "Lige.")], ("same_degree_leaves_out", "b")),
        (
            [SameDegree(frozenset({"a"}), "Lige."), SameDegree(frozenset({"a"}), "Lige.")],
            ("same_degree_twice", "a"),
        ),
    ],
)
def test_a_declaration_fits_the_cases_or_is_refused(declared, problem):
    entries = [entry("a", 4), entry("b", 3), entry("b2", 3), entry("c", 2)]
    assert problem in told(refused(lambda: ranking(entries, CRITERIA, declared)))


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ([Choice(("b", "b2"), "")], ("choice_without_reason", "b, b2")),
        ([Choice((), "Fordi.")], ("choice_not_among_equals", "")),
        ([Choice(("a", "b"), "Fordi.")], ("choice_not_among_equals", "a, b")),
        ([Choice(("a",), "Fordi.")], ("choice_not_among_equals", "a")),
        ([Choice(("b", "b2", "b"), "Fordi.")], ("choice_not_among_equals", "b, b2, b")),
        ([Choice(("b", "b2"), "Fordi."), Choice(("b2", "b"), "Nej.")], ("choice_made_twice", "b, b2")),
    ],
)
def test_a_choice_is_among_equals_or_is_refused(choices, problem):
    entries = [entry("a", 4), entry("b", 3), entry("b2", 3), entry("c", 2)]
    assert problem in told(refused(lambda: ranking(entries, CRITERIA, choices=choices)))


def test_nobody_to_rank_is_no_fault():
    assert ranked([]) == []


entries_of_a_pool = st.lists(
    st.tuples(st.lists(st.integers(2, 4), min_size=6, max_size=6), st.sampled_from([NEW, FSM2])), max_size=12
).map(lambda rows: [entry(f"case{number}", points, first) for number, (points, first) in enumerate(rows)])


@given(entries_of_a_pool, st.randoms())
def test_a_ranking_holds_everybody_once_and_does_not_depend_on_the_order_of_arrival(entries, random):
    positions = ranking(entries, CRITERIA)
    assert sorted(position.case for position in positions) == sorted(each.case for each in entries)
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert ranking(shuffled, CRITERIA) == positions


@given(entries_of_a_pool)
def test_nobody_stands_before_one_of_greater_merit(entries):
    first = {each.case: each.goes_first for each in entries}
    positions = ranking(entries, CRITERIA)
    for earlier, later in itertools.pairwise(positions):
        merit = [(-position.sum, first[position.case]) for position in (earlier, later)]
        assert merit[0] <= merit[1]
        assert (earlier.place == later.place) == (merit[0] == merit[1])
        assert (earlier.place == later.place) <= (earlier.why is later.why is Why.SHARED)


@given(entries_of_a_pool, st.randoms())
def test_choices_move_nobody_but_those_they_choose_among(entries, random):
    before = ranking(entries, CRITERIA)
    shared: dict[int, list[str]] = {}
    for position in before:
        if position.why is Why.SHARED:
            shared.setdefault(position.place, []).append(position.case)
    choices = [Choice(tuple(random.sample(cases, len(cases))), "Fordi.") for cases in shared.values()]
    after = ranking(entries, CRITERIA, choices=choices)
    assert [position.place for position in after] == list(range(1, len(entries) + 1))
    for old, new in zip(before, after, strict=True):
        assert old.sum == new.sum
        assert old.why is Why.SHARED or old == new
    assert [each.case for each in after if each.why is Why.CHOICE] == [
        case for one in choices for case in one.cases
    ]
