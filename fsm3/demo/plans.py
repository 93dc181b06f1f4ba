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


def answers(facts: Facts) -> dict[str, str]:
    """The answers to the questions of Flere skal med 3, besides who is the contact."""
    plans = {key: plan(key, facts, facts.points[criterion]) for key, criterion in _CRITERION.items()}
    plans["plan_management"] += "".join(f" {sentence}" for sentence in _more(facts))
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


def _more(facts: Facts) -> Iterator[str]:
    """What is said of psychiatry, and of the municipality that is covered."""
    of_psychiatry = texts("plans")["psychiatry"][str(facts.points["psychiatry"])]
    if of_psychiatry:
        yield chance("psychiatry", facts.applicant.code).choice(of_psychiatry).format_map(facts.gaps)
    if Trait.JOINT in facts.applicant.traits:
        yield texts("plans")["joint"]["with"][0].format_map(facts.gaps)


def _sentence(row: Mapping[str, list[str]], points: int, drawn: Random) -> str:
    return drawn.choice(row.get("alle") or row[_strength(points, drawn)])


def _strength(points: int, drawn: Random) -> str:
    """Strong with four points, mostly so with three, middling with two, weak below."""
    return {4: "staerk", 3: drawn.choice(("staerk", "staerk", "jaevn")), 2: "jaevn"}.get(points, "svag")
