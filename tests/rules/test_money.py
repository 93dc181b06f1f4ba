"""Money: exact, and what is divided adds up."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.money import ZERO, Money

amounts = st.builds(Money, st.integers(-(10**15), 10**15))
asked = st.builds(Money, st.integers(0, 10**13))


@st.composite
def whole_shares(draw: st.DrawFn) -> list[Fraction]:
    weights = draw(st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any))
    return [Fraction(weight, sum(weights)) for weight in weights]


@pytest.mark.parametrize(
    ("text", "oere"),
    [
        ("0", 0),
        ("1234.50", 123450),
        ("1234.5", 123450),
        (1234, 123400),
        ("-0.01", -1),
        ("52000000.00", 5_200_000_000),
    ],
)
def test_machine_amounts_are_read(text, oere):
    assert Money.of(text) == Money(oere)


@pytest.mark.parametrize(
    "text", ["", "1.234", "1,5", "1e9", "NaN", "Infinity", " 1", "1.", ".5", "--1", "1.2.3"]
)
def test_12_what_is_no_machine_amount_is_refused(text):
    with pytest.raises(ValueError, match="machine amount"):
        Money.of(text)


@pytest.mark.parametrize("value", [1.0, "1", True, Decimal(1), None])
def test_money_is_made_of_whole_oere_only(value):
    with pytest.raises(TypeError):
        Money(value)


@given(amounts)
def test_the_machine_form_is_read_back(money):
    assert Money.of(str(money)) == money


@given(amounts, amounts)
def test_adding_and_taking_away_are_exact(one, other):
    assert (one + other) - other == one
    assert one + -one == ZERO
    assert bool(one) == (one.oere != 0)


@given(st.lists(amounts), st.randoms())
def test_a_sum_does_not_depend_on_order(some, random):
    shuffled = list(some)
    random.shuffle(shuffled)
    assert Money.sum(shuffled) == Money.sum(some) == Money(sum(money.oere for money in some))


@pytest.mark.parametrize(("oere", "half"), [(1, 1), (3, 2), (-1, 0), (-3, -1), (2, 1)])
def test_half_an_oere_is_rounded_up(oere, half):
    assert Money(oere).share(Fraction(1, 2)) == Money(half)


@given(amounts, whole_shares())
def test_what_is_split_adds_up_exactly(money, shares):
    parts = money.split(shares)
    assert len(parts) == len(shares)
    assert Money.sum(parts) == money


@given(asked, whole_shares())
def test_each_part_is_within_an_oere_of_its_share(money, shares):
    for part, share in zip(money.split(shares), shares, strict=True):
        assert abs(part.oere - money.oere * share) < 1


def plainly_split(oere: int, per_mille: list[int]) -> list[int]:
    """The same rule written another way: running sums in decimals, rounded, then differences."""
    ends = [
        int((Decimal(oere) * sum(per_mille[: at + 1]) / 1000).quantize(Decimal(1), ROUND_HALF_UP))
        for at in range(len(per_mille))
    ]
    return [end - (ends[at - 1] if at else 0) for at, end in enumerate(ends)]


def test_splitting_agrees_with_a_second_plain_implementation():
    random = Random(17_46_64_20)
    for _ in range(10_000):
        cuts = sorted(random.sample(range(1, 1000), 2))
        per_mille = [cuts[0], cuts[1] - cuts[0], 1000 - cuts[1]]
        oere = random.randrange(10 ** random.randrange(1, 13))
        parts = Money(oere).split([Fraction(each, 1000) for each in per_mille])
        assert [part.oere for part in parts] == plainly_split(oere, per_mille)


@pytest.mark.parametrize("shares", [[], [Fraction(1, 2)], [Fraction(3, 2), Fraction(-1, 2)]])
def test_shares_that_are_no_whole_are_refused(shares):
    with pytest.raises(ValueError, match="sum to one"):
        Money(100).split(shares)


@given(asked, st.lists(asked, min_size=1, max_size=8))
def test_in_proportion_to_weights_nothing_is_lost(money, weights):
    parts = money.in_proportion_to(weights)
    assert len(parts) == len(weights)
    assert Money.sum(parts) == money


@given(st.lists(asked, min_size=1, max_size=8), st.fractions(0, 1))
def test_a_reduced_amount_gives_no_part_more_than_its_weight(weights, share):
    reduced = Money.sum(weights).share(share)
    for part, weight in zip(reduced.in_proportion_to(weights), weights, strict=True):
        assert ZERO <= part <= weight


def test_when_nothing_weighs_anything_the_first_gets_all():
    assert Money(7).in_proportion_to([ZERO, ZERO]) == (Money(7), ZERO)


@pytest.mark.parametrize(("oere", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123450, "1234.50")])
def test_the_machine_form_has_two_decimals_and_no_negative_nothing(oere, text):
    assert str(Money(oere)) == text
