"""A number among those of all applicants: its place, and the lowest, the middle and the highest."""

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as some

from applications.rules.spread import spread

NUMBERS = some.integers(1, 10_000).map(lambda number: Fraction(number, 100))


@pytest.mark.parametrize(
    ("own", "others", "lower", "middle"),
    [
        (25, [], 0, 25),
        (25, [30, 20, 40], 1, Fraction(55, 2)),
        (25, [25, 25], 0, 25),
        (40, [10, 20, 30], 3, 25),
    ],
)
def test_it_stands_among_the_others(own, others, lower, middle):
    found = spread(Fraction(own), map(Fraction, others))
    assert (found.lower, found.middle, found.all) == (lower, middle, len(others) + 1)


@given(NUMBERS, some.lists(NUMBERS))
def test_the_figures_are_those_of_all_numbers(own, others):
    found, every = spread(own, others), [own, *others]
    assert (found.lowest, found.middle, found.highest) == (min(every), median(every), max(every))
    assert found.all == len(every)
    assert found.lower == sum(each < own for each in every)
