"""No letter leaves with an empty field (domain page, "Letters")."""

from dataclasses import fields

import pytest

from fsm3.core.problems import Problem
from fsm3.letters import contexts
from fsm3.letters.completeness import incomplete
from tests.letters import walk
from tests.letters.samples import SAMPLES

KINDS = list(SAMPLES)
BUDGET_ROWS = {"cells", "year_sums", "years"}
PLACES = [(kind, path) for kind in KINDS for path in walk.required(SAMPLES[kind])]
TEXTS = [place for place in PLACES if isinstance(walk.at(SAMPLES[place[0]], place[1]), str)]
TABLES = [
    (kind, path)
    for kind, path in PLACES
    if isinstance(walk.at(SAMPLES[kind], path), tuple) and path[-1] not in BUDGET_ROWS
]


def told(place: tuple[contexts.Kind, walk.Path]) -> str:
    return f"{place[0]}:{walk.written(place[1])}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_with_everything_filled_is_complete(kind):
    assert incomplete(SAMPLES[kind]) == ()


@pytest.mark.parametrize("place", TEXTS, ids=told)
def test_every_empty_text_is_named_by_its_path(place):
    kind, path = place
    for nothing in ("", "  \N{NO-BREAK SPACE}\n", None):
        letter = walk.changed(SAMPLES[kind], path, nothing)
        assert incomplete(letter) == (Problem("letter_field_empty", where=walk.written(path)),)


@pytest.mark.parametrize("place", TABLES, ids=told)
def test_every_table_without_rows_is_named_by_its_path(place):
    kind, path = place
    letter = walk.changed(SAMPLES[kind], path, ())
    assert incomplete(letter) == (Problem("letter_field_empty", where=walk.written(path)),)


def test_all_empty_fields_are_told_at_once():
    letter = walk.changed(SAMPLES[contexts.Kind.AWARD], ("amount",), "")
    letter = walk.changed(letter, ("budget", "lines", 2, "reason"), "")
    assert {problem.where for problem in incomplete(letter)} == {"amount", "budget.lines.3.reason"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_tables_a_case_may_do_without_may_be_empty(kind):
    letter = SAMPLES[kind]
    for each in fields(letter):
        if each.metadata.get(contexts.MAY_BE_EMPTY):
            letter = walk.changed(letter, (each.name,), ())
    assert incomplete(letter) == ()


def test_a_budget_whose_rows_differ_in_width_cannot_be_written():
    with pytest.raises(ValueError, match="one cell for each"):
        walk.changed(SAMPLES[contexts.Kind.AWARD], ("budget", "lines", 0, "cells"), ("0,00",))
    with pytest.raises(ValueError, match="one cell for each"):
        walk.changed(SAMPLES[contexts.Kind.RECEIPT], ("budget", "year_sums"), ("0,00",))
