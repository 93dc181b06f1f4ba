"""Counts that would point at somebody are hidden. Domain page, "Outcomes"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payouts.rules.masking import MOST_HIDDEN, Masked, is_small, mask, mask_share


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ((0, 5, 12), (0, 5, 12), 17),
        ((3, 5, 12), (None, None, 12), 20),
        ((3, 12, 2), (None, 12, None), 17),
        ((1, 1, 50, 9), (None, None, 50, None), 61),
        ((1, 2, 50), (None, None, 50), 53),
        ((3, 0, 0), (None, 0, 0), None),
        ((1, 1, 1, 1, 1), (None,) * 5, None),
        ((0, 0), (0, 0), 0),
        ((), (), 0),
    ],
)
def test_counts_of_1_to_4_are_hidden_and_one_more_where_a_difference_would_tell(counts, shown, total):
    assert mask(counts) == Masked(shown, total)


@pytest.mark.parametrize(
    ("count", "group", "shown"),
    [
        (0, 30, (0, 30)),
        (5, 30, (5, 30)),
        (3, 30, (None, 30)),
        (28, 30, (None, 30)),
        (30, 30, (30, 30)),
        (2, 4, (None, None)),
        (0, 4, (0, None)),
        (0, 0, (0, 0)),
    ],
)
def test_a_share_hides_those_with_and_those_without_a_result(count, group, shown):
    assert mask_share(count, group) == shown


counts = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 500)), max_size=12)


@given(counts)
def test_no_small_count_is_ever_shown_and_zero_always_is(found):
    masked = mask(found)
    assert not any(is_small(each) for each in (*masked.counts, masked.total) if each is not None)
    assert all(each in {None, true} for each, true in zip(masked.counts, found, strict=True))
    assert all(each == 0 for each, true in zip(masked.counts, found, strict=True) if true == 0)


@given(counts)
def test_beside_a_shown_total_every_hidden_count_could_be_another(found):
    """With each hidden count above zero, their sum leaves every one of them at least two values."""
    masked = mask(found)
    hidden = [true for each, true in zip(masked.counts, found, strict=True) if each is None]
    if hidden and masked.total is not None:
        left = masked.total - sum(each for each in masked.counts if each is not None)
        assert left - (len(hidden) - 1) >= 2
        assert len(hidden) >= 2


@given(counts)
def test_nothing_is_hidden_where_nobody_is_pointed_at(found):
    if not any(1 <= each <= MOST_HIDDEN for each in found):
        assert mask(found) == Masked(tuple(found), sum(found))


@given(st.integers(0, 100).flatmap(lambda group: st.tuples(st.integers(0, group), st.just(group))))
def test_no_share_that_is_shown_tells_a_small_count(pair):
    count, group = mask_share(*pair)
    if count is not None and group is not None:
        assert not is_small(count)
        assert not is_small(group - count)
