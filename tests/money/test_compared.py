"""The payout rules and their plain second implementation agree, case for case, to the øre.

10,000 random cases in CI, 100,000 by `make soak`. Cases are drawn towards the edges (`cases.py`), and a test asks that they
lie there, so that agreement says something.
"""

import os
from collections import Counter

import pytest

from applications.rules.pool_terms import Cohort, Part, Source, Start, Trigger
from fsm3.core.money import Money
from fsm3.core.periods import Month, ProjectPeriod
from payouts.rules.entitlement import Entitlement, Facts, KnownShare, entitlement
from payouts.rules.terms import award_terms
from tests.money import cases
from tests.money.plain import Case, Settled, fraction, settle

SOAK = os.environ.get("SOAK") == "1"
CASES = 100_000 if SOAK else 10_000
CHUNKS = 10
HERE = Source("Udbetaling og resultatkrav")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_rules_and_the_plain_implementation_agree(chunk):
    for seed in range(chunk, CASES, CHUNKS):
        case = cases.case(seed)
        assert figures(entitlement(facts(case)), case) == plain_figures(settle(case), case), (
            f"case {seed}: {case}"
        )


def test_the_cases_lie_where_it_is_easy_to_be_wrong():
    found = Counter(kind for seed in range(2000) for kind in kinds(cases.case(seed)))
    assert min(found[kind] for kind in KINDS) > 20, found


KINDS = (
    "at the threshold", "one citizen short", "waiting", "reached though months are open", "claimed back", "nothing to pay",
    "spent less than earned", "without a partial account", "nobody in the group", "begins late", "odd øre",
)  # fmt: skip


def kinds(case: Case) -> list[str]:
    """Which of the edges a case lies at."""
    settled = settle(case)
    thresholds = [fraction(part["reached_at"]) for part in case.parts if "reached_at" in part]
    _, count, group = settled.best or ("", 0, 1)
    short = any(count < threshold * group <= count + 1 for threshold in thresholds)
    is_open = any(not locked for *_, locked in case.months)
    final = case.final is not None
    told = {
        "at the threshold": any(count == threshold * group for threshold in thresholds),
        "one citizen short": short,
        "waiting": settled.waits_for is not None,
        "reached though months are open": final and thresholds and is_open and settled.waits_for is None,
        "claimed back": settled.to_pay < 0,
        "nothing to pay": settled.to_pay == 0,
        "spent less than earned": final and settled.entitled < settled.earned,
        "without a partial account": final and case.partial is None,
        "nobody in the group": any(group == 0 for _, _, group, _ in case.months),
        "begins late": case.first > cases.WHOLE,
        "odd øre": case.award % 2 == 1,
    }
    return [kind for kind, holds in told.items() if holds]


def facts(case: Case) -> Facts:
    """A case as the rules are told it."""
    award = Money(case.award)
    return Facts(
        parts=award_terms(cohort(case.parts), award),
        award=award,
        period=ProjectPeriod(case.first, case.last),
        today=case.today,
        accepted_partial=money(case.partial),
        accepted_final=money(case.final),
        months=tuple(
            KnownShare(Month.parse(month), count, group, locked)
            for month, count, group, locked in case.months
        ),
        confirmed=case.confirmed,
        released=Money(case.released),
        repaid=Money(case.repaid),
    )


def cohort(parts: list[dict]) -> Cohort:
    """Parts as a cohort of the pool's terms."""
    return Cohort("any", "Alle", 1, Start.WITH_POOL, None, None, tuple(map(part, parts)), HERE)


def part(said: dict) -> Part:
    """One part as the pool's terms have it."""
    return Part(
        said["key"],
        1,
        fraction(said["share"]),
        Trigger(said["trigger"]),
        HERE,
        fraction(said["reached_at"]) if "reached_at" in said else None,
    )


def money(oere: int | None) -> Money | None:
    """An amount that may be missing."""
    return None if oere is None else Money(oere)


def figures(found: Entitlement, case: Case) -> dict:
    """What the rules say, in the words of the plain implementation."""
    best = found.best and (str(found.best.month), found.best.count, found.best.group)
    return {
        "best": best,
        "thresholds": [(each.at, each.releases.oere, each.reached) for each in found.thresholds],
        "earned": found.total.oere if case.final is not None else None,
        "entitled": found.entitled.oere,
        "to_pay": found.to_pay.oere,
        "waits_for": found.waits_for and str(found.waits_for),
    }


def plain_figures(found: Settled, case: Case) -> dict:
    """What the plain implementation says."""
    asking = [part for part in case.parts if "reached_at" in part]
    return {
        "best": found.best,
        "thresholds": [
            (fraction(part["reached_at"]), found.parts[part["key"]], part["key"] in found.reached)
            for part in asking
        ],
        "earned": found.earned if case.final is not None else None,
        "entitled": found.entitled,
        "to_pay": found.to_pay,
        "waits_for": found.waits_for,
    }
