"""Two versions of a budget side by side: every line of either is there once, with what became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.rules.comparison import Difference, Pair, compare
from budgets.rules.lines import Line, amount_cell
from fsm3.core.money import Money

LINE = Line(1, "audit", "Økonomi", "Revision.", (amount_cell(2023, Money.of(25_000)),))
numbers = st.sets(st.integers(1, 9))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (LINE, LINE, Difference.SAME),
        (LINE, replace(LINE, note="Andet."), Difference.CHANGED),
        (LINE, replace(LINE, cells=(amount_cell(2022, Money.of(25_000)),)), Difference.CHANGED),
        (None, LINE, Difference.NEW),
        (LINE, None, Difference.GONE),
    ],
)
def test_what_became_of_a_line(before, after, found):
    pair = Pair(before, after)
    assert pair.difference is found
    assert pair.newest == (after or before)


def test_a_pair_of_nothing_is_no_pair():
    with pytest.raises(ValueError, match="has a line"):
        _ = Pair(None, None).newest


@given(numbers, numbers)
def test_every_line_of_either_is_there_once_in_order(before, after):
    pairs = compare(*([replace(LINE, number=each) for each in sorted(found)] for found in (before, after)))
    assert [pair.newest.number for pair in pairs] == sorted(before | after)
    assert {pair.newest.number for pair in pairs if pair.difference is Difference.NEW} == after - before
    assert {pair.newest.number for pair in pairs if pair.difference is Difference.GONE} == before - after
