"""What departs from the ordinary way: each of one sort, and every sort with something in it."""

from datetime import UTC, datetime

from applications.rules.exceptional import SORTS, Exceptional, Sort, What


def test_everything_that_departs_is_of_exactly_one_sort():
    assert sorted(what for whats in SORTS.values() for what in whats) == sorted(What)
    assert set(SORTS) == set(Sort)


def test_what_departs_tells_its_sort():
    since = datetime(2022, 1, 3, tzinfo=UTC)
    assert Exceptional(What.PAYOUT_HELD, since).sort is Sort.HELD
    assert Exceptional(What.VINTAGE_AFTER_LOCK, since).sort is Sort.CORRECTED
