"""The invented answers of an application: each plan is put together from the rows of `texts/plans.toml`.

A row has sentences for strong, middling and weak plans; which of them is taken follows from the points the case will get.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from fsm3.demo.cast import Trait
from fsm3.demo.chance import chance
from fsm3.demo.facts import Facts
from fsm3.demo.words import texts

_CRITERION = {"plan_results": "results", "plan_embedding": "embedding", "plan_management": "management"}
_MIDDLING = {"staerk": ("jaevn", "staerk"), "jaevn": ("jaevn",), "svag": ("jaevn", "svag")}


def answers(facts: Facts) -> dict[str, str]:
    """The answers to the questions of Flere skal med 3, besides who is the contact."""
    plans = {key: plan(key, facts, facts.points[criterion]) for key, criterion in _CRITERION.items()}
    if Trait.JOINT in facts.applicant.traits:
        plans["plan_management"] += " " + texts("plans")["joint"]["with"][0].format_map(facts.gaps)
    return {
        "extended_model": "yes" if facts.applicant.extended else "no",
        "caseload": str(facts.caseload),
        **plans,
    }


def plan(key: str, facts: Facts, points: int) -> str:
    """A plan whose strength fits the points, of two paragraphs."""
    drawn = chance(key, facts.applicant.code)
    sentences = [_sentence(row, points, drawn).format_map(facts.gaps) for row in texts("plans")[key]]
    half = (len(sentences) + 1) // 2
    return " ".join(sentences[:half]) + "\n\n" + " ".join(sentences[half:])


def _sentence(row: Mapping[str, list[str]], points: int, drawn: Random) -> str:
    return drawn.choice(row.get("alle") or row[next(_strength(points, drawn))])


def _strength(points: int, drawn: Random) -> Iterator[str]:
    """Strong from three points on, weak up to one; in between now one, now the other."""
    if points >= 3:
        yield "staerk" if points == 4 else drawn.choice(("staerk", "staerk", "jaevn"))
    yield "svag" if points <= 1 else drawn.choice(("jaevn", "jaevn", "svag"))
