"""How far an envelope reaches down a ranking, and who is awarded when it is filled down."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from applications.rules.envelope import Claim, filled_down, reach
from applications.rules.ranking import Position, Why
from fsm3.core.money import ZERO, Money

TEN, THREE = Money.of(10), Money.of(3)


def positions(*places: int) -> tuple[Position, ...]:
    return tuple(Position(place, f"A{at}", Fraction(1), Why.SUM) for at, place in enumerate(places))


def test_the_line_stands_before_the_first_case_that_what_is_left_does_not_hold():
    found = reach([Claim(THREE, THREE)] * 3 + [Claim(THREE)], TEN)
    assert (found.above, found.taken, found.left) == (3, Money.of(9), Money.of(1))


def test_a_refused_case_takes_nothing_and_the_line_goes_on_below_it():
    found = reach([Claim(THREE, THREE), Claim(THREE), Claim(THREE, THREE)], Money.of(7))
    assert (found.above, found.running) == (3, (THREE, THREE, Money.of(6)))


def test_where_all_is_held_the_line_stands_below_the_last():
    assert reach([Claim(THREE, THREE)], TEN).above == 1
    assert (reach([], TEN).above, reach([], TEN).taken) == (0, ZERO)


def test_a_reduced_award_is_asked_for_with_its_own_amount():
    assert reach([Claim(TEN, THREE), Claim(TEN, Money.of(7))], TEN).above == 2


def test_more_than_the_envelope_leaves_less_than_nothing():
    assert reach([Claim(TEN, TEN), Claim(TEN, TEN)], TEN).left == -TEN


def test_filling_down_stops_at_the_first_that_is_not_held_though_a_smaller_one_would_be():
    ranked = positions(1, 2, 3)
    assert filled_down(ranked, [THREE, TEN, THREE], TEN) == {"A0"}


def test_who_shares_a_place_is_awarded_all_or_none():
    ranked = positions(1, 2, 2)
    assert filled_down(ranked, [THREE, THREE, THREE], Money.of(8)) == {"A0"}
    assert filled_down(ranked, [THREE, THREE, THREE], Money.of(9)) == {"A0", "A1", "A2"}


@given(st.lists(st.integers(1, 500), max_size=12), st.integers(0, 2000))
def test_what_is_filled_down_is_never_more_than_the_envelope_and_never_skips(asks, envelope):
    ranked = positions(*range(1, len(asks) + 1))
    awarded = filled_down(ranked, [Money(each) for each in asks], Money(envelope))
    taken = [asks[at] for at, position in enumerate(ranked) if position.case in awarded]
    assert sum(taken) <= envelope
    assert taken == asks[: len(taken)]
    found = reach([Claim(Money(each), Money(each)) for each in taken], Money(envelope))
    assert found.above == len(taken)
