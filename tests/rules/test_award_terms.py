"""The award's own terms: split without loss by the parts of its cohort."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.pool_terms import Trigger
from fsm3.core.money import Money
from payouts.rules.terms import award_terms
from tests.rules.support import POOL_FILES, pool

COHORTS = [(key, cohort.key) for key in POOL_FILES for cohort in pool(key).cohorts]


def amounts(terms):
    return [str(part.amount) for part in terms]


@pytest.mark.parametrize("cohort", ["new", "fsm2"])
def test_the_award_is_split_without_loss_into_first_lower_and_upper_part(cohort):
    terms = award_terms(pool().cohort(cohort), Money.of("999999.99"))
    assert [part.key for part in terms] == ["first", "lower", "upper"]
    assert [part.instalment for part in terms] == [1, 2, 2]
    assert amounts(terms) == ["500000.00", "399999.99", "100000.00"]


def test_each_part_keeps_what_releases_it():
    first, lower, upper = award_terms(pool().cohort("fsm2"), Money.of("100"))
    assert (first.trigger, first.reached_at) == (Trigger.PARTIAL_ACCOUNT, None)
    assert (lower.trigger, lower.reached_at) == (Trigger.BEST_MONTH, Fraction(17, 100))
    assert (upper.trigger, upper.reached_at) == (Trigger.BEST_MONTH, Fraction(22, 100))
    assert upper.source.section == "Udbetaling og resultatkrav"
    assert lower.share == Fraction(2, 5)


def test_another_pool_has_other_parts():
    terms = award_terms(pool("made_up").cohort("early"), Money.of("1000000.00"))
    assert amounts(terms) == ["335000.00", "333333.33", "166666.67", "165000.00"]
    assert [part.instalment for part in terms] == [1, 2, 3, 3]
    assert terms[1].condition == "Samarbejdsaftalen er underskrevet af begge parter."


@pytest.mark.parametrize(("key", "cohort"), COHORTS)
@given(st.integers(0, 10**12))
def test_parts_add_up_to_the_award(key, cohort, oere):
    terms = award_terms(pool(key).cohort(cohort), Money(oere))
    assert Money.sum(part.amount for part in terms) == Money(oere)
    assert all(part.amount >= Money(0) for part in terms)
