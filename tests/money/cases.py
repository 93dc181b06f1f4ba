"""Random cases for comparing the payout rules: one for each seed, drawn towards the places where it is easy to be wrong.

Edges: shares exactly at a threshold or one citizen short, awards of odd øre, accounts that are missing or an øre from a
part, months not locked, periods that begin late or in mid-month, earlier payments above what is entitled, empty groups.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from tests.money.plain import FSM3, MADE_UP, ROOT, Case, fraction, parts_of, pool, split

EVERY_TRIGGER = [
    {"key": "begun", "share": "1/7", "trigger": "start_date"},
    {"key": "half", "share": "2/7", "trigger": "partial_account"},
    {"key": "agreed", "share": "12,5 %", "trigger": "confirmed_condition"},
    {"key": "some", "share": "1/8", "trigger": "best_month", "reached_at": "1/12"},
    {"key": "many", "share": "1/28", "trigger": "best_month", "reached_at": "33,33 %"},
    {"key": "ended", "share": "2/7", "trigger": "final_account"},
]
"""Invented: what no pool asks for together."""

WHOLE = date(2021, 12, 1)
LAST = date(2023, 12, 31)
STARTS = (date(2022, 6, 30), date(2022, 7, 1), date(2022, 7, 2), date(2023, 11, 30), date(2023, 12, 2))
AWARDS = (0, 1, 2, 3, 5, 7, 15, 999_999_99, 499_999_99, 500_000_00, 1_000_000_00, 3_333_333_33)

Share = tuple[int, int]
Known = tuple[str, int, int, bool]


def case(seed: int) -> Case:
    """The case of a seed, always the same."""
    chance = random.Random(seed)
    parts = parts_of_a_cohort(chance)
    award = chance.choice(AWARDS) if chance.random() < 0.3 else chance.randrange(5_000_000_00)
    first = WHOLE if chance.random() < 0.6 else chance.choice(STARTS)
    near = edges(award, parts)
    released = chance.choice((0, *near, amount(chance, near)))
    return Case(
        parts,
        award,
        first,
        LAST,
        chance.choice((first - timedelta(days=1), first, LAST, LAST + timedelta(days=120))),
        partial=None if chance.random() < 0.3 else amount(chance, near),
        final=None if chance.random() < 0.35 else amount(chance, near),
        months=in_any_order(chance, tuple(months(chance, parts))),
        confirmed=frozenset(part["key"] for part in parts if chance.random() < 0.5),
        released=released,
        repaid=chance.choice((0, 0, released, chance.randint(0, released))),
    )


def parts_of_a_cohort(chance: random.Random) -> list[dict]:
    """The parts of one of the cohorts there are, mostly the two of Flere skal med 3."""
    near = ROOT / "applications/pool_files/naermere_job.toml"
    others = [(MADE_UP, "early"), (MADE_UP, "late"), (near, "all")]
    drawn = chance.random()
    if drawn < 0.7:
        return parts_of(TERMS[FSM3], "new" if drawn < 0.35 else "fsm2")
    if drawn < 0.85:
        return EVERY_TRIGGER
    path, cohort = chance.choice(others)
    return parts_of(TERMS[path], cohort)


TERMS = {path: pool(path) for path in (FSM3, MADE_UP, ROOT / "applications/pool_files/naermere_job.toml")}


def edges(award: int, parts: list[dict]) -> list[int]:
    """The award, its parts and their running sums: where the bounds of the formula bite."""
    amounts = list(split(award, parts).values())
    sums = [sum(amounts[: end + 1]) for end in range(len(amounts))]
    return [*amounts, *sums]


def amount(chance: random.Random, near: list[int]) -> int:
    """An amount at an edge, an øre beside it, or anywhere."""
    if chance.random() < 0.2:
        return chance.randrange(6_000_000_00)
    return max(0, chance.choice((0, *near)) + chance.choice((-1, 0, 0, 1)))


def months(chance: random.Random, parts: list[dict]) -> Iterator[Known]:
    """The months that are known, two outside the pool's period among them; some missing, some not locked."""
    begins = [date(2021 + number // 12, number % 12 + 1, 1) for number in range(10, 38)]
    open_ones = locks(chance, len(begins))
    missing = {chance.randrange(len(begins))} if chance.random() < 0.2 else set()
    high = chance.random() < 0.5
    for number, begin in enumerate(begins):
        if number not in missing:
            count, group = share(chance, parts, high=high)
            yield f"{begin:%Y-%m}", count, group, number not in open_ones


def in_any_order(chance: random.Random, known: tuple[Known, ...]) -> tuple[Known, ...]:
    """The months as a reader might hand them over: mostly in order, now and then not."""
    return known if chance.random() < 0.9 else tuple(chance.sample(known, len(known)))


def locks(chance: random.Random, length: int) -> set[int]:
    """Which months are not locked: none, one, all after some month, or all."""
    some = chance.randrange(length)
    return chance.choice((set(), set(), {some}, set(range(some, length)), set(range(length))))


def share(chance: random.Random, parts: list[dict], *, high: bool) -> Share:
    """A count and a group: nobody, anybody, exactly at a threshold, or a citizen beside it; low where not `high`."""
    thresholds = [fraction(part["reached_at"]) for part in parts if "reached_at" in part]
    drawn = chance.random()
    if drawn < 0.1:
        return (0, 0)
    if drawn < 0.3 and high and thresholds:
        return at(chance, chance.choice(thresholds))
    group = chance.choice((1, 3, 7, 20, 100, 400, 997))
    return (chance.randint(0, group if drawn > 0.99 else group // 14), group)


def at(chance: random.Random, threshold: Fraction) -> Share:
    """A share at a threshold, one citizen short, one above, or with one more in the group."""
    times = chance.randint(1, 5)
    count, group = threshold.numerator * times, threshold.denominator * times
    more, larger = chance.choice(((0, 0), (0, 0), (-1, 0), (1, 0), (0, 1)))
    return (count + more, group + larger)
