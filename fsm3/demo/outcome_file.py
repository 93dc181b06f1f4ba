"""The demo's outcome files: 15,000 invented citizens in all 98 municipalities over the 25 months of the project period.

Shares rise to the month that the municipality's fate calls its best and fall a little after it. Who has a mark and who a
result is drawn once for each citizen and turns slowly. A second file corrects one month, which lifts one municipality over
its upper threshold. The pseudonyms are made of the municipality's code and a number; nobody is behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor
from random import Random

from applications.rules.pool_terms import Cohort, PoolTerms
from fsm3.core.money import Money
from fsm3.core.periods import Month
from fsm3.demo.caps import fsm3_caps
from fsm3.demo.cast import FANOE, Trait, cohort_of
from fsm3.demo.chance import chance
from fsm3.demo.fates import Best, Fate, Turn, fate_with, fates

CITIZENS = 15_000
HEADER = (
    "municipality_code;citizen_id;month;exempt;rehabilitation;step_up;employed;paid_hours;"
    "flexjob_after_paid_hours;education\n"
)
EXEMPT, REHABILITATION, AFTER_THE_JUMP = Fraction(6, 100), Fraction(4, 100), Fraction(32, 100)
JUMP = Month(2023, 10)
_APART = Fraction(3, 200)
"""By how much every other month of a municipality stays below its best one."""
_PEAKS = range(12, 24)
_KINDS = ("hours",) * 5 + ("job", "job", "flexjob", "education", "hours")


def first_file(terms: PoolTerms) -> bytes:
    """The file of all months of the pool's period."""
    months = tuple(terms.period.months())
    return _file(months, [_Place(code, count, terms, months) for code, count in citizens().items()])


def later_file(terms: PoolTerms) -> bytes:
    """The file that corrects the best month of one municipality; the others stand in it as they stood before."""
    months = tuple(terms.period.months())
    places = [_Place(code, count, terms, months) for code, count in citizens().items()]
    corrected = next(each for each in places if each.code == fate_with(Turn.LATER_VINTAGE).applicant.code)
    corrected.correct()
    return _file((months[corrected.peak],), places)


@cache
def citizens() -> dict[str, int]:
    """How many citizens each municipality has: all of them divided as the invented target groups are."""
    rows = fsm3_caps()
    weights = [Money(row.target_group or 0) for row in rows]
    parts = Money(CITIZENS).in_proportion_to(weights)
    return {row.municipality: part.oere for row, part in zip(rows, parts, strict=True)}


def _file(months: tuple[Month, ...], places: list[_Place]) -> bytes:
    return (HEADER + "".join(line for place in places for line in place.lines(months))).encode()


class _Place:
    """One municipality's citizens, month by month."""

    def __init__(self, code: str, count: int, terms: PoolTerms, months: tuple[Month, ...]) -> None:
        self.code, self.count, self.months = code, count, months
        self.fate = fate_of(code)
        drawn = chance("outcomes", self.fate.applicant.code if self.fate else code)
        self.cohort = terms.cohort(cohort_of(code))
        self.peak = drawn.choice(_PEAKS)
        self.best = self.fate.best if self.fate else drawn.choice(list(Best))
        self.citizens = [_citizen(number, code, drawn) for number in range(count)]
        self.order = drawn.sample(range(count), count)
        self._corrected = False

    def correct(self) -> None:
        """From now on the best month reaches the upper threshold."""
        self._corrected = True

    def lines(self, months: tuple[Month, ...]) -> Iterator[str]:
        """The rows of the months asked for."""
        for month in months:
            yield from self._month(self.months.index(month), month)

    def _month(self, at: int, month: Month) -> Iterator[str]:
        exempt = self._exempt(at, month)
        marked = exempt + round(self.count * REHABILITATION)
        turned = self.order[at:] + self.order[:at]
        group = [number for number in turned if number not in set(turned[:marked])]
        group.sort()
        holders = set(self._holders(group, self._results(at, len(group))))
        marks = dict.fromkeys(turned[:exempt], "1;0") | dict.fromkeys(turned[exempt:marked], "0;1")
        for number, citizen in enumerate(self.citizens):
            result = citizen.result if number in holders else citizen.beaten(marks.get(number, ""))
            yield f"{self.code};{citizen.id};{month};{marks.get(number, '0;0')};{citizen.step_up};{result}\n"

    def _exempt(self, at: int, month: Month) -> int:
        """How many are exempt; where the best month is exactly at its threshold, the group divides by twenty there."""
        share = AFTER_THE_JUMP if self._jumps and month >= JUMP else EXEMPT
        exempt = round(self.count * share)
        if self.best is Best.EXACT and at == self.peak:
            exempt += (self.count - exempt - round(self.count * REHABILITATION)) % 20
        return exempt

    @property
    def _jumps(self) -> bool:
        return self.fate is not None and Turn.MARKS_JUMP in self.fate.turns

    def _results(self, at: int, group: int) -> int:
        """How many of the group have a result: most in the best month, fewer the farther from it."""
        if at == self.peak:
            return self._at_best(group)
        if self._is_before_own_period(at):
            return ceil(group * (_thresholds(self.cohort)[1] + _APART))
        best = Fraction(self._at_best(group), max(group, 1)) - _APART
        near = Fraction(at + 6, self.peak + 6) if at < self.peak else Fraction(self.peak + 40, at + 40)
        return max(0, floor(group * best * near))

    def _at_best(self, group: int) -> int:
        lower, upper = _thresholds(self.cohort)
        if self._corrected:
            return ceil(group * upper)
        match self.best:
            case Best.NONE:
                return floor(group * (lower - 2 * _APART))
            case Best.SHORT:
                return ceil(group * lower) - 1
            case Best.EXACT:
                return floor(group * lower)
            case Best.LOWER:
                return floor(group * (lower + upper) / 2)
            case Best.UPPER:
                return ceil(group * (upper + _APART))

    def _is_before_own_period(self, at: int) -> bool:
        """What was reached in April 2022 by those in Flere skal med 2 lies before their own period (`bad-inputs.md` 21)."""
        return self.months[at] == Month(2022, 4) and self.cohort.earlier_pool_ends is not None

    def _holders(self, group: list[int], count: int) -> list[int]:
        return sorted(group, key=lambda number: self.citizens[number].turn)[:count]


@dataclass(frozen=True)
class _Citizen:
    """An invented citizen: when the turn comes to have a result, which one, and whether step-up is at work."""

    id: str
    turn: float
    result: str
    step_up: int

    def beaten(self, marks: str) -> str:
        """No result; a few with the rehabilitation mark have a flex job, which their mark beats."""
        return "0;0;1;0" if marks == "0;1" and self.turn < 0.2 else "0;0;0;0"


def _citizen(number: int, code: str, drawn: Random) -> _Citizen:
    kind, hours = drawn.choice(_KINDS), drawn.randint(3, 60)
    results = {
        "hours": f"0;{hours},5;0;0",
        "job": f"1;{hours + 60};0;0",
        "flexjob": "0;0;1;0",
        "education": "0;0;0;1",
    }
    return _Citizen(f"b{code}-{number:04}", drawn.random(), results[kind], int(drawn.random() < 0.15))


def fate_of(code: str) -> Fate | None:
    """The fate of the award in which a municipality takes part; Fanø shares that of Esbjerg."""
    for fate in fates():
        if fate.applicant.code == code or (code == FANOE and Trait.JOINT in fate.applicant.traits):
            return fate
    return None


def _thresholds(cohort: Cohort) -> tuple[Fraction, Fraction]:
    lower, upper = (part.reached_at for part in cohort.parts if part.reached_at is not None)
    return lower, upper
