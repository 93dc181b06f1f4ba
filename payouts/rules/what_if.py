"""The statement of an invented case: what a result would give, by the same rules as every real one.

Every month of the table counts as locked and one that is missing as not. The whole period is taken to have passed and
every condition of the award to be confirmed; nothing has been paid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from applications.rules.pool_terms import PoolTerms
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import NotReady, Problem
from payouts.rules.entitlement import Facts, KnownShare
from payouts.rules.share_file import read_shares
from payouts.rules.statement import Statement, statement
from payouts.rules.statement_values import Whose
from payouts.rules.terms import award_terms

_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """What is asked, as it was typed: amounts as `1234.50`, `shares` the text of the table."""

    cohort: str
    award: str
    partial: str | None
    final: str | None
    shares: str


def what_if(asked: Asked, terms: PoolTerms, *, pool_version: int) -> Statement:
    """Work the case out. Raises NotReady with every fault of amounts, cohort and table at once."""
    problems = [*_faults(asked, terms)]
    try:
        months = read_shares(asked.shares)
    except NotReady as found:
        raise NotReady([*problems, *found.problems]) from found
    if problems:
        raise NotReady(problems)
    cohort = terms.cohort(asked.cohort)
    whose = Whose(pool_version=pool_version, terms=terms, cohort=cohort)
    return statement(whose, _facts(asked, whose, months))


def _facts(asked: Asked, whose: Whose, months: tuple[KnownShare, ...]) -> Facts:
    award, period = Money.of(asked.award), whose.terms.own_period(whose.cohort, None)
    parts = award_terms(whose.cohort, award)
    return Facts(
        parts=parts,
        award=award,
        period=period,
        today=period.last,
        accepted_partial=_money(asked.partial),
        accepted_final=_money(asked.final),
        months=months,
        confirmed=frozenset(part.key for part in parts),
        released=ZERO,
        repaid=ZERO,
    )


def _faults(asked: Asked, terms: PoolTerms) -> Iterator[Problem]:
    cohorts = [cohort.key for cohort in terms.cohorts]
    if asked.cohort not in cohorts:
        yield Problem("cohort_unknown", "--cohort", {"cohorts": ", ".join(cohorts)})
    for name in ("award", "partial", "final"):
        typed = getattr(asked, name)
        if typed is not None and not _AMOUNT.fullmatch(typed):
            yield Problem("not_an_amount", f"--{name}", {"value": typed})
        elif name == "award" and not Money.of(typed):
            yield Problem("award_of_nothing", "--award")


def _money(typed: str | None) -> Money | None:
    return None if typed is None else Money.of(typed)
