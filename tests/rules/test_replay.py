"""A frozen ranking ranked once more: the same order from what was frozen, and what differs where something was changed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from applications.rules.ranking import Choice, Position, SameDegree, Why
from applications.rules.replay import Difference, differences, frozen_positions, groups_in, replayed
from tests.rules.support import pool, refused, told

TERMS = pool()
KEYS = [criterion.key for criterion in TERMS.criteria]


def case(place, name, cohort, points, why):
    """A case as a ranking freezes it, with the same points on every criterion."""
    given = dict.fromkeys(KEYS, points)
    return {
        "place": place,
        "case": name,
        "cohort": cohort,
        "points": given,
        "sum": str(Fraction(points)),
        "why": why,
    }


CONTENT = {
    "cases": [
        case(1, "a", "new", 4, "choice"),
        case(2, "b", "new", 4, "choice"),
        case(3, "c", "new", 2, "same_degree"),
        case(4, "d", "fsm2", 2, "same_degree"),
    ],
    "same_degree": [{"cases": ["c", "d"], "reason": "Lige gode."}],
    "choices": [{"cases": ["a", "b"], "reason": "Flest borgere."}],
}
FROZEN = (
    Position(1, "a", Fraction(4), Why.CHOICE),
    Position(2, "b", Fraction(4), Why.CHOICE),
    Position(3, "c", Fraction(2), Why.SAME_DEGREE),
    Position(4, "d", Fraction(2), Why.SAME_DEGREE),
)


def test_what_was_frozen_is_read_as_it_was():
    assert frozen_positions(CONTENT) == FROZEN
    assert groups_in(CONTENT) == (
        (SameDegree(frozenset({"c", "d"}), "Lige gode."),),
        (Choice(("a", "b"), "Flest borgere."),),
    )


def test_a_replay_gives_the_same_order_for_the_same_reasons():
    assert replayed(CONTENT, TERMS) == FROZEN
    assert differences(FROZEN, replayed(CONTENT, TERMS)) == ()


def test_a_replay_that_moves_a_case_or_leaves_it_out_says_which():
    moved = (FROZEN[0], replace(FROZEN[1], why=Why.SUM), FROZEN[3])
    assert differences(FROZEN, moved) == (
        Difference("b", FROZEN[1], moved[1]),
        Difference("c", FROZEN[2], None),
    )


def test_content_that_does_not_fit_the_terms_is_not_ranked():
    with pytest.raises(KeyError):
        replayed({**CONTENT, "cases": [case(1, "a", "unknown", 4, "sum")]}, TERMS)
    unranked = {**CONTENT, "same_degree": [{"cases": ["c", "gone"], "reason": "Lige gode."}]}
    assert ("case_not_ranked", "c, gone") in told(refused(lambda: replayed(unranked, TERMS)))
