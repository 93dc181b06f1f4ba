"""The cells of the monthly outcome file: what each may hold, and what may stand in none of them.

Domain page, "Outcomes": a code of four digits, a pseudonym with at least one letter, a month as YYYY-MM, answers as 0 or
1, hours from 0 to 744 with comma or point. Ten digits, or six and four with a dash between, look like a CPR number,
wherever they stand and however a spreadsheet has dressed them (`bad-inputs.md` 23).
"""

from __future__ import annotations

import re

from fsm3.core.periods import Month

MOST_HOURS = 744
LONGEST_PSEUDONYM = 64

_DASH = "[-\u2010-\u2015\u2212]"
_TEN_DIGITS = re.compile(rf"(?<!\d)\d{{6}}[^\S\r\n]{{0,2}}{_DASH}?[^\S\r\n]{{0,2}}\d{{4}}(?!\d)")
_GROUPED = re.compile(r"(?<!\d)\d{1,4}(?:[.,' \u00a0\u202f]\d{3}){2,3}(?!\d)")
_POWER = re.compile(r"(?<!\w)\d[.,]\d{5,9}[eE]\+?0?9(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"\d{4}", re.ASCII)
_HOURS = re.compile(r"(\d{1,6})(?:[.,](\d{1,12}))?", re.ASCII)
_BELOW_ZERO = re.compile(r"-\d{1,6}(?:[.,]\d{1,12})?", re.ASCII)


class Wrong(ValueError):
    """A cell that does not hold what it should; `code` names the fault. It never carries the cell's text."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def holds_cpr(text: str) -> bool:
    """Whether ten digits, or six-dash-four, stand anywhere in a text, as a whole file is one."""
    return _TEN_DIGITS.search(text) is not None


def looks_like_cpr(cell: str) -> bool:
    """Whether a cell looks like a CPR number, also one that a spreadsheet took for an amount and grouped or raised."""
    grouped = any(sum(map(str.isdigit, found)) == 10 for found in _GROUPED.findall(cell))
    return grouped or holds_cpr(cell) or _POWER.search(cell) is not None


def read_code(cell: str) -> str:
    """A municipality's code, in four digits. Raises Wrong."""
    if not _CODE.fullmatch(cell):
        raise Wrong("code_not_four_digits")
    return cell


def read_citizen(cell: str) -> str:
    """A pseudonym with at least one letter. Raises Wrong."""
    if not _LETTER.search(cell):
        raise Wrong("citizen_without_letter")
    if len(cell) > LONGEST_PSEUDONYM or not cell.isprintable():
        raise Wrong("citizen_unreadable")
    return cell


def read_month(cell: str) -> Month:
    """A month as YYYY-MM. Raises Wrong."""
    try:
        return Month.parse(cell)
    except ValueError:
        raise Wrong("not_a_month") from None


def read_answer(cell: str) -> bool:
    """0 or 1. Raises Wrong."""
    if cell not in {"0", "1"}:
        raise Wrong("not_zero_or_one")
    return cell == "1"


def read_hours(cell: str) -> int:
    """Hours of a month in hundredths, rounded up so that what is above zero stays above it. Raises Wrong."""
    if _BELOW_ZERO.fullmatch(cell):
        raise Wrong("hours_out_of_range")
    match = _HOURS.fullmatch(cell)
    if match is None:
        raise Wrong("not_hours")
    decimals = match[2] or "0"
    hundredths: int = -(-int(match[1] + decimals) * 100 // 10 ** len(decimals))
    if hundredths > MOST_HOURS * 100:
        raise Wrong("hours_out_of_range")
    return hundredths
