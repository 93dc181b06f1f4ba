"""What one version of the terms says differently from another, and what terms in force may become."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from applications.rules import pool_moves
from applications.rules.pool_file import read_pool
from applications.rules.pool_moves import RestsOn
from applications.rules.pool_terms import FigureSource, PoolTerms, Source
from applications.rules.term_changes import Around, changes, leaves, name_of
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import Deadline
from tests.rules.pool_changes import EVERY_POOL
from tests.rules.support import pool, refused, told

NOTHING = RestsOn(ZERO, ())


def said(before: PoolTerms | None, after: PoolTerms) -> list[tuple[str, object, object]]:
    return [(each.term, each.before, each.after) for each in changes(before, after)]


@pytest.mark.parametrize("key", EVERY_POOL)
def test_equal_terms_have_no_difference(key):
    assert changes(pool(key), pool(key)) == ()


def test_a_term_is_told_with_what_is_around_it():
    terms = pool()
    first = replace(terms.criteria[0], weight=Fraction(1, 2))
    (change,) = changes(terms, replace(terms, criteria=(first, *terms.criteria[1:])))
    assert (change.term, change.before, change.after) == ("weight", Fraction(1, 6), Fraction(1, 2))
    assert change.within == (Around("criteria", first.name),)


def test_a_table_that_is_taken_out_leaves_its_neighbours_alone():
    terms = pool()
    gone, *stay = terms.criteria
    assert said(terms, replace(terms, criteria=tuple(stay))) == [("criteria", gone, None)]
    assert said(replace(terms, criteria=tuple(stay)), terms) == [("criteria", None, gone)]


def test_another_order_is_a_difference():
    terms = pool()
    turned = replace(terms, topics=terms.topics[::-1])
    names = tuple(topic.name for topic in terms.topics)
    assert said(terms, turned) == [("topics", names, names[::-1])]


def test_a_list_that_comes_and_one_that_goes_are_told_item_by_item():
    terms = pool()
    without = replace(terms, expectations=())
    assert len(changes(without, terms)) == len(changes(terms, without)) == len(terms.expectations)


def test_a_table_that_comes_where_there_was_none_is_told_whole():
    terms = pool()
    without = replace(terms, outcomes=replace(terms.outcomes, hours=None))
    (change,) = changes(without, terms)
    assert (change.term, change.before, change.after) == ("hours", None, terms.outcomes.hours)


def test_the_source_of_a_figure_is_told_by_its_place():
    terms = pool()
    place = terms.sources[0].place
    other = FigureSource(place, Source("Et andet afsnit"))
    (change, *_more) = changes(terms, replace(terms, sources=(other, *terms.sources[1:])))
    assert change.within[0] == Around("sources", place)


@pytest.mark.parametrize("key", EVERY_POOL)
def test_every_term_of_a_first_version_is_told_and_so_is_all_it_is_made_of(key):
    terms = pool(key)
    assert {each.term for each in changes(None, terms)} <= set(terms.__dict__)
    assert {"name", "weight", "first", "section"} <= {each.term for each in leaves(terms)}


def test_a_table_is_called_by_its_name_or_else_by_its_key():
    terms = pool()
    assert name_of(terms.cohorts[0]) == terms.cohorts[0].name
    assert name_of(terms.obligations[0]) == terms.obligations[0].key
    assert name_of(object()) == ""


def codes(after: PoolTerms, *, reason: str = "", rests: RestsOn = NOTHING, days: int = -1) -> list[str]:
    before = pool()
    at = before.deadline.at + timedelta(days=days)
    return [each.code for each in pool_moves.faults(before, after, rests=rests, reason=reason, at=at)]


def moved(days: int) -> PoolTerms:
    terms = pool()
    return replace(terms, deadline=Deadline(terms.deadline.at + timedelta(days=days)))


def test_a_deadline_moves_forwards_only_and_with_a_reason():
    assert codes(pool()) == []
    assert codes(moved(7), reason="Sygdom.") == []
    assert codes(moved(7), reason=" ") == ["deadline_moves_without_reason"]
    assert codes(moved(-7), reason="Sygdom.") == ["deadline_moves_backwards"]
    assert not pool_moves.deadline_moves(None, pool())


def test_how_applications_are_judged_is_fixed_once_the_deadline_has_passed():
    harder = replace(pool(), scale_highest=5)
    assert codes(harder, days=0) == []
    assert codes(harder, days=1) == ["criteria_after_deadline"]


def test_what_awards_and_caps_rest_on_stays():
    terms = pool()
    assert codes(terms, rests=RestsOn(terms.envelope + Money.of(1), ())) == ["envelope_below_awards"]
    assert codes(terms, rests=RestsOn(terms.envelope, ("new", "fsm2"))) == []
    assert codes(terms, rests=RestsOn(ZERO, ("new", "other"))) == ["cohort_in_use"]


@pytest.mark.parametrize("key", ["a" + ".a" * 20, "'a'" + " . 'a'" * 20, "[a" + '."a"' * 20 + "]"])
def test_a_key_without_end_is_refused_before_it_is_read(key):
    assert told(refused(lambda: read_pool(f"{key} = 1"))) == [("keys_too_deep", "")]
