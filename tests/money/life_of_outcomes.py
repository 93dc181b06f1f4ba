"""Outcomes in a life: small files of invented citizens, months locked and unlocked by two persons."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from fsm3.core.canonical import sha256
from fsm3.core.periods import Month
from fsm3.journeys import outcomes
from payouts.models import MonthLock, MonthShare, Vintage
from payouts.rules.outcome_file import Columns
from payouts.rules.outcome_months import Parsed
from payouts.selectors import vintages
from tests.money.from_rows import shares_of
from tests.money.life import NUMBER, Deciding
from tests.money.people import CODES, People, pick

SEED = st.integers(0, 10_000)
FILES = 2
"""As many files in a life, for each takes a while."""
PEAKS = (0, 14, 15, 16, 17, 19, 20, 21, 22, 50)
"""Of a hundred citizens in the best month: beside and at the thresholds of both cohorts."""


@dataclass(frozen=True)
class Invented:
    """A municipality's month: citizens with a result among so many, and so many more with a mark and a result."""

    month: Month
    code: str
    count: int
    group: int
    marked: int


class Outcomes(Deciding):
    """What the months say."""

    @precondition(lambda self: self.files() < FILES)
    @rule(seed=SEED, who=NUMBER, most=st.sampled_from([25, 3]))
    def import_file(self, seed: int, who: int, most: int) -> None:
        """A file of all months, or of the last few."""
        months = tuple(self.people.terms.period.months())[-most:]
        awarded = sorted(outcomes.taking("fsm3").awarded)
        if awarded:
            self.store(list(invented(seed, months, awarded)), months, awarded, who)

    def store(
        self, said: list[Invented], months: tuple[Month, ...], awarded: list[str], who: int = 0
    ) -> None:
        """A file that passed its checks is stored and counted; counted again citizen by citizen, it says the same."""
        rows = [row for each in said for row in citizens(each, self.people)]
        parsed = Parsed(
            file_name="maaned.csv",
            sha256=sha256(repr(rows)),
            columns=Columns.of(self.people.terms.outcomes),
            months=months,
            municipalities=tuple(awarded),
            rows=len(rows),
            not_stored={},
            confirmed=(),
            lines=lambda vintage: (f"{vintage}\t{row}\n" for row in rows),
        )
        by, strangers = pick(self.people.caseworkers, who), self.people.not_preparing(CODES[0])
        if vintages.says_the_same(self.people.pool, parsed):
            return
        vintage = self.attempt(outcomes.import_outcomes, "fsm3", parsed, by=by, strangers=strangers, who=who)
        for month in months:
            outcomes.keep_shares(vintage, vintages.count_month(vintage, month))
        assert stored(vintage) == shares_of(Vintage.objects.get(id=vintage))

    @precondition(lambda self: self.open_months())
    @rule(number=NUMBER, who=NUMBER, every=st.booleans())
    def prepare_lock(self, number: int, who: int, every: bool) -> None:
        """A caseworker proposes to lock a month, or all that are open."""
        months = self.open_months() if every else [pick(self.open_months(), number)]
        self.about_months(outcomes.prepare_lock, months, who=who)

    @precondition(lambda self: self.locked_months())
    @rule(number=NUMBER, who=NUMBER)
    def prepare_unlock(self, number: int, who: int) -> None:
        """A caseworker proposes to unlock a month."""
        month = pick(self.locked_months(), number)
        self.about_months(outcomes.prepare_unlock, [month], who=who, reason="Et nyt udtræk er kommet.")

    def about_months(self, act: Any, months: list[Month], *, who: int, **said: str) -> Any:
        """A caseworker prepares something about the months of the pool."""
        by, strangers = pick(self.people.caseworkers, who), self.people.not_preparing(CODES[0])
        return self.attempt(
            act, "fsm3", months, by=by, strangers=strangers, who=who, but={"proposal_open"}, **said
        )

    def files(self) -> int:
        """How many files were taken."""
        return Vintage.objects.count()

    def open_months(self) -> list[Month]:
        """The months that are known and not locked."""
        known = {Month.parse(month) for each in Vintage.objects.all() for month in each.months}
        return sorted(known - set(self.locked_months()))

    def locked_months(self) -> list[Month]:
        """The months that are locked."""
        return sorted(MonthLock.objects.filter(unlocked_at=None).values_list("month", flat=True))


def stored(vintage: int) -> dict[tuple[str, str], tuple[int, int]]:
    """Count and group by municipality and month, as they were counted."""
    rows = MonthShare.objects.filter(vintage=vintage)
    return {(row.municipality, str(row.month)): (row.count, row.in_group) for row in rows}


def invented(seed: int, months: tuple[Month, ...], codes: list[str]) -> Iterator[Invented]:
    """Small months, some of them empty, and one month for each municipality that decides."""
    chance = random.Random(seed)
    for code in codes:
        best = chance.choice(months)
        for month in months:
            if month == best:
                yield Invented(month, code, chance.choice(PEAKS), 100, chance.randint(0, 3))
            else:
                yield Invented(month, code, 0, chance.choice((0, 3, 8)), 1)


def citizens(said: Invented, people: People) -> Iterator[str]:
    """The rows of a month as PostgreSQL copies them, without their vintage."""
    bits = {key: 1 << bit for bit, key in enumerate(Columns.of(people.terms.outcomes).answers)}
    touched = [(0, 1), (bits["employed"], 0), (bits["education"] | bits["step_up"], 3700)]
    for number in range(said.group + said.marked):
        answers, hours = touched[number % 3] if number < said.count else (bits["step_up"] * (number % 2), 0)
        if number >= said.group:
            answers, hours = bits["rehabilitation"] | bits["flexjob_after_paid_hours"], 100
        yield f"{said.month.first_day}\tb{said.code}x{number}\t{said.code}\t{answers}\t{hours}"
