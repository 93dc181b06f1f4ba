"""Pool files: nothing is lost on the way there and back, and Flere skal med 3 says what its call says."""

import json
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.pool_file import canonical, digest, dump_pool, from_canonical, read_pool
from applications.rules.pool_leaves import leaf_of, write_share
from applications.rules.pool_terms import Criterion, FigureSource, Source, Start, Trigger
from fsm3.core.money import Money
from fsm3.core.periods import Deadline, ProjectPeriod
from tests.rules.pool_changes import EVERY_POOL, tables
from tests.rules.support import pool


@pytest.mark.parametrize("key", EVERY_POOL)
def test_a_pool_is_read_back_from_what_is_dumped(key):
    assert read_pool(dump_pool(pool(key))) == pool(key)
    assert from_canonical(canonical(pool(key))) == pool(key)


texts = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n"), min_size=1).filter(
    str.strip
)
sources = st.builds(Source, texts, st.booleans())
moments = st.datetimes(datetime(2021, 1, 1), datetime(2021, 12, 31)).map(  # noqa: DTZ001 - Copenhagen's
    lambda moment: f"{moment:%Y-%m-%d %H:%M}"
)


@st.composite
def weighted(draw):
    weights = draw(st.lists(st.integers(1, 97), min_size=1, max_size=7))
    return tuple(
        Criterion(f"k{number}", draw(texts), Fraction(weight, sum(weights)), draw(sources))
        for number, weight in enumerate(weights)
    )


@st.composite
def pools(draw):
    base = pool(draw(st.sampled_from(EVERY_POOL)))
    figures = draw(
        st.dictionaries(st.sampled_from(["envelope", "period", "joint_applications", "name"]), sources)
    )
    return replace(
        base,
        name=draw(texts),
        purpose=draw(texts),
        envelope=Money(draw(st.integers(1, 10**15))),
        deadline=Deadline.in_copenhagen(draw(moments)),
        criteria=draw(weighted()),
        invented=draw(st.booleans()),
        joint_applications=draw(st.booleans()),
        sources=tuple(FigureSource(place, source) for place, source in sorted(figures.items())),
    )


@given(pools())
def test_any_pool_is_read_back_from_its_file_and_from_its_canonical_form(terms):
    assert read_pool(dump_pool(terms)) == terms
    assert from_canonical(canonical(terms)) == terms


@given(pools(), pools())
def test_two_pools_have_one_digest_only_when_they_are_the_same(one, other):
    assert (digest(one) == digest(other)) == (one == other)


def test_the_canonical_form_is_sorted_bare_and_exact():
    text = canonical(pool())
    raw = json.loads(text)
    assert text == json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert raw["envelope"]["value"] == "52000000.00"
    assert raw["cohorts"][0]["parts"][1]["reached_at"] == "15 %"
    assert raw["criteria"][0]["weight"]["value"] == "1/6"
    assert digest(pool()) == sha256(text.encode()).hexdigest()


def test_comments_and_the_order_of_keys_change_no_digest():
    assert digest(
        read_pool("# another comment\n" + tomli_w.dumps(dict(reversed(tables().items()))))
    ) == digest(pool())


@given(st.fractions(Fraction(1, 999_999), 1, max_denominator=999_999))
def test_a_share_is_written_exactly_and_read_back(share):
    assert leaf_of(Fraction).read(write_share(share)) == share


def test_flere_skal_med_3_says_what_the_call_says():
    terms = pool()
    assert terms.envelope == Money.of("52000000.00")
    assert terms.deadline == Deadline.in_copenhagen("2021-11-26 12:00")
    assert terms.period == ProjectPeriod(date(2021, 12, 1), date(2023, 12, 31))
    for key, lower, upper in (("new", 15, 20), ("fsm2", 17, 22)):
        parts = terms.cohort(key).parts
        assert [part.share for part in parts] == [Fraction(1, 2), Fraction(2, 5), Fraction(1, 10)]
        assert [part.reached_at for part in parts] == [None, Fraction(lower, 100), Fraction(upper, 100)]
        assert [part.trigger for part in parts] == [
            Trigger.PARTIAL_ACCOUNT,
            Trigger.BEST_MONTH,
            Trigger.BEST_MONTH,
        ]
    assert terms.cohort("new").goes_first < terms.cohort("fsm2").goes_first
    assert terms.accounts.auditor_from == Money.of("500000")
    assert terms.category("job_brokers").main


def test_a_figure_names_its_own_section_and_whether_it_is_our_reading():
    terms = pool()
    assert terms.source_of("scale_highest") == Source("Kriterier for tildeling af tilskud", reading=True)
    assert terms.source_of("criteria[1].weight") == Source("Kriterier for tildeling af tilskud", reading=True)
    assert terms.source_of("period") == Source("Projektperiode")
    assert terms.source_of("accounts.auditor_from") is None
    assert terms.accounts.source == Source("Krav til regnskab")


def test_who_was_in_the_earlier_pool_begins_the_day_after_it_ends_and_never_before_the_pool():
    terms = pool()
    new, fsm2 = terms.cohort("new"), terms.cohort("fsm2")
    assert terms.own_period(new, date(2022, 6, 30)) == terms.period
    assert terms.own_period(fsm2, None).first == date(2022, 7, 1)
    assert terms.own_period(fsm2, date(2022, 3, 31)).first == date(2022, 4, 1)
    assert terms.own_period(fsm2, date(2021, 6, 30)).first == date(2021, 12, 1)
    assert terms.own_period(replace(fsm2, earlier_pool_ends=None), None) == terms.period
    assert fsm2.start is Start.AFTER_EARLIER_POOL
