"""What a pool's terms may become once others are in force. Domain page, "The pool" and "Application".

A deadline moves for all or for nobody, never backwards, with a published reason. How applications are judged is fixed
before the deadline. What awards and caps already rest on stays: their money, and the cohorts they name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from applications.rules.pool_terms import PoolTerms
from fsm3.core.danish import kroner
from fsm3.core.money import Money
from fsm3.core.problems import Problem


@dataclass(frozen=True)
class RestsOn:
    """What rests on the terms in force: the sum of the awards in force, and the cohorts of the caps in force."""

    awarded: Money
    cohorts: Collection[str]


def faults(
    before: PoolTerms, after: PoolTerms, *, rests: RestsOn, reason: str, at: datetime
) -> Iterator[Problem]:
    """What keeps terms from taking the place of others."""
    yield from _deadline(before, after, reason)
    judged = ((terms.criteria, terms.scale_highest) for terms in (before, after))
    if not before.deadline.includes(at) and len(set(judged)) > 1:
        yield Problem("criteria_after_deadline", "criteria")
    if after.envelope < rests.awarded:
        figures = {"envelope": kroner(after.envelope), "awarded": kroner(rests.awarded)}
        yield Problem("envelope_below_awards", "envelope", figures)
    for key in sorted(set(rests.cohorts) - {cohort.key for cohort in after.cohorts}):
        yield Problem("cohort_in_use", "cohorts", {"cohort": key})


def deadline_moves(before: PoolTerms | None, after: PoolTerms) -> bool:
    """Whether a deadline that is in force becomes another, which needs a reason that is published."""
    return before is not None and before.deadline != after.deadline


def _deadline(before: PoolTerms, after: PoolTerms, reason: str) -> Iterator[Problem]:
    if after.deadline.at < before.deadline.at:
        yield Problem("deadline_moves_backwards", "deadline")
    elif deadline_moves(before, after) and not reason.strip():
        yield Problem("deadline_moves_without_reason", "deadline")
