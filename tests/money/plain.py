"""The payout rules a second time: written from the domain page and the pool's file alone, to be compared with the rules.

Nothing of the system is imported. Money is a number of øre, a share is a `Fraction`, a month is the text `2022-07`, a pool
is what `tomllib` reads. Source: domain page, "Payout", "Accounts" and "Outcomes"; where the page leaves other pools
than Flere skal med 3 open, the reading is told beside it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).parents[2]
FSM3 = ROOT / "applications/pool_files/fsm3.toml"
MADE_UP = ROOT / "tests/pools/made_up.toml"


@dataclass(frozen=True)
class Case:
    """What is known of one case on a day: `months` are (month, count, group, locked), amounts are øre."""

    parts: list[dict]
    award: int
    first: date
    last: date
    today: date
    partial: int | None = None
    final: int | None = None
    months: tuple[tuple[str, int, int, bool], ...] = ()
    confirmed: frozenset[str] = frozenset()
    released: int = 0
    repaid: int = 0


@dataclass(frozen=True)
class Settled:
    """What a case has earned: `best` is (month, count, group), `parts` are amounts by key, `reached` keys of parts."""

    parts: dict[str, int]
    best: tuple[str, int, int] | None
    reached: frozenset[str]
    earned: int
    entitled: int
    to_pay: int
    waits_for: str | None


def settle(case: Case) -> Settled:
    """Everything the payout of a case rests on."""
    parts = split(case.award, case.parts)
    best = best_month(case)
    reached = frozenset(part["key"] for part in case.parts if reaches(best, part))
    earned = sum(parts[part["key"]] for part in case.parts if is_earned(part, case, reached))
    entitled = earned_and_spent(case, parts, earned)
    return Settled(
        parts, best, reached, earned, entitled, entitled - (case.released - case.repaid), waits_for(case)
    )


def split(award: int, parts: list[dict]) -> dict[str, int]:
    """The award by parts: each boundary rounded half up to the øre, then differences."""
    amounts, running, before = {}, Fraction(0), 0
    for part in parts:
        running += fraction(part["share"])
        boundary = half_up(award * running)
        amounts[part["key"]] = boundary - before
        before = boundary
    return amounts


def best_month(case: Case) -> tuple[str, int, int] | None:
    """The earliest locked month of the own period with the highest exact share; compared crosswise, in integers."""
    best, own = None, own_months(case)
    for month, count, group, locked in sorted(case.months):
        if not locked or group == 0 or month not in own:
            continue
        if best is None or count * best[2] > best[1] * group:
            best = (month, count, group)
    return best


def reaches(best: tuple[str, int, int] | None, part: dict) -> bool:
    """Whether the best month reaches what a part asks for; a part that asks for no share is never reached."""
    if best is None or "reached_at" not in part:
        return False
    _, count, group = best
    threshold = fraction(part["reached_at"])
    return count * threshold.denominator >= threshold.numerator * group


def is_earned(part: dict, case: Case, reached: frozenset[str]) -> bool:
    """Whether a part counts in T once the final account is accepted."""
    match part["trigger"]:
        case "start_date":
            return case.today >= case.first
        case "confirmed_condition":
            return part["key"] in case.confirmed
        case "best_month":
            return part["key"] in reached
        case _:
            return True


def earned_and_spent(case: Case, parts: dict[str, int], earned: int) -> int:
    """Entitled: min(first part, E1) before the final account is accepted, min(T, E) after.

    Reading, for other pools: parts that begin by a date or by a condition are paid in advance; the part of the partial
    account comes on top of them, as far as the accepted expenses reach.
    """
    if case.final is not None:
        return min(earned, case.final)
    in_advance = by_account = 0
    for part in case.parts:
        if part["trigger"] in {"start_date", "confirmed_condition"} and is_earned(part, case, frozenset()):
            in_advance += parts[part["key"]]
        if part["trigger"] == "partial_account":
            by_account += parts[part["key"]]
    return max(in_advance, min(in_advance + by_account, case.partial or 0))


def waits_for(case: Case) -> str | None:
    """The month a settlement waits for: the first that is not locked, unless a locked one reaches the highest threshold.

    Reading: an award that lapsed releases nothing, whatever the months say, and waits for none.
    """
    asking = [part for part in case.parts if "reached_at" in part]
    if case.final is None or case.award == 0 or not asking:
        return None
    highest = max(asking, key=lambda part: fraction(part["reached_at"]))
    if reaches(best_month(case), highest):
        return None
    locked = {month for month, _, _, is_locked in case.months if is_locked}
    for month in own_months(case):
        if month not in locked:
            return month
    return None


def own_months(case: Case) -> list[str]:
    """The months that begin within the municipality's own period."""
    years = range(case.first.year, case.last.year + 1)
    begins = [date(year, number, 1) for year in years for number in range(1, 13)]
    return [f"{day:%Y-%m}" for day in begins if case.first <= day <= case.last]


def accepted(lines: list[dict]) -> int:
    """What an account's lines are accepted with: what was spent, unless a line was cut."""
    total = 0
    for line in lines:
        amount = line.get("accepted", line["spent"])
        assert 0 <= amount <= line["spent"], "more is never accepted than was spent"
        total += amount
    return total


def counts(rows: list[dict], outcomes: dict, first_month: str = "") -> dict[tuple[str, str], tuple[int, int]]:
    """Citizens with a result and citizens in the group, by municipality and month, from the rows of an outcome file.

    Marks beat results; nobody is carried forward. Reading, for a fixed list: its citizens are those with a row in the
    municipality's first project month, and no mark counts anybody out.
    """
    found: dict[tuple[str, str], tuple[int, int]] = {}
    fixed = outcomes["group"] == "fixed_list"
    listed = {(row["municipality_code"], row["citizen_id"]) for row in rows if row["month"] == first_month}
    for row in rows:
        place = (row["municipality_code"], row["month"])
        with_result, group = found.get(place, (0, 0))
        if fixed:
            belongs = (row["municipality_code"], row["citizen_id"]) in listed
        else:
            belongs = all(row[mark["key"]] != "1" for mark in outcomes.get("marks", []))
        if belongs:
            with_result, group = with_result + has_result(row, outcomes), group + 1
        found[place] = (with_result, group)
    if fixed:
        sizes = {code: sum(code == each for each, _ in listed) for code, _ in found}
        found = {place: (count, sizes[place[0]]) for place, (count, _) in found.items()}
    return found


def has_result(row: dict, outcomes: dict) -> bool:
    """Whether a citizen is touched by a result in a month: one of the results, or paid hours above nothing."""
    if any(row[result["key"]] == "1" for result in outcomes["results"]):
        return True
    hours = outcomes.get("hours")
    return hours is not None and Fraction(row[hours["key"]].replace(",", ".") or "0") > 0


def joint(places: list[tuple[int, int]]) -> tuple[int, int]:
    """A joint application in one month: results and groups of its municipalities add up."""
    return sum(count for count, _ in places), sum(group for _, group in places)


def half_up(amount: Fraction) -> int:
    """The nearest whole øre; half an øre goes up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def fraction(written: object) -> Fraction:
    """A share as a pool file writes it: `50 %`, `7,25 %`, `1/3`, or a table with such a value."""
    text = str(written["value"] if isinstance(written, dict) else written).replace(",", ".")
    return Fraction(text.removesuffix("%").strip()) / (100 if text.endswith("%") else 1)


def pool(path: Path = FSM3) -> dict:
    """A pool's file as it stands."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def parts_of(terms: dict, cohort: str) -> list[dict]:
    """The parts of a cohort in the pool's own order."""
    return next(each["parts"] for each in terms["cohorts"] if each["key"] == cohort)
