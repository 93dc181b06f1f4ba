"""Every term of a pool has a word, and every kind of value a way to be written."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum

import pytest

from applications.rules import pool_terms
from applications.rules.pool_leaves import is_leaf
from applications.rules.term_changes import Around, leaves
from fsm3.core.periods import ProjectPeriod
from fsm3.web.shared.term_texts import around_label, term_label, value_text
from tests.rules.pool_changes import EVERY_POOL
from tests.rules.support import pool

TABLES = [
    each
    for each in vars(pool_terms).values()
    if isinstance(each, type) and is_dataclass(each) and not is_leaf(each)
]
CHOICES = [
    value
    for kind in vars(pool_terms).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    for value in kind
]


def test_every_term_and_every_table_has_a_word():
    for table in (*TABLES, ProjectPeriod):
        for each in fields(table):
            assert term_label(each.name)


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_has_a_word(choice):
    assert value_text(choice) != choice.value


@pytest.mark.parametrize("key", EVERY_POOL)
def test_every_value_of_a_pool_is_written_as_text(key):
    for leaf in leaves(pool(key)):
        assert value_text(leaf.after), leaf
        assert all(around_label(each) for each in leaf.within)


def test_values_are_written_as_people_here_write_them():
    terms = pool()
    assert value_text(terms.envelope) == "52.000.000,00\N{NO-BREAK SPACE}kr."
    assert value_text(terms.deadline) == "26. november 2021 kl. 12.00"
    assert value_text(terms.criteria[0].weight) == "1/6"
    assert value_text(terms.joint_applications) == "Ja"
    assert value_text(None) == ""
    assert around_label(Around("criteria", "X")) == "Kriterier: X"
