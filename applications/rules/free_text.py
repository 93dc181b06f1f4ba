"""What people may not write in a free text or a file name: numbers that look like a person's, and NUL bytes.

`bad-inputs.md` 23 and 39. A CPR number is ten digits, or six and four with a dash or a space between, whose first six
are a day of the year. It is refused on saving, and no problem, log or page repeats it. Texts in a file of outcomes are
judged more strictly, and elsewhere: there any ten digits are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fsm3.core.problems import Problem

_TEN_DIGITS = re.compile(r"(?<!\d)(\d{2})(\d{2})\d{2}[-\u2010-\u2015\u2212 ]?\d{4}(?!\d)")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def looks_like_cpr(text: str) -> bool:
    """Whether a text holds ten digits, or six-dash-four, that begin with a day and a month."""
    return any(_is_day(int(match[1]), int(match[2])) for match in _TEN_DIGITS.finditer(text))


def _is_day(day: int, month: int) -> bool:
    """Whether there is such a day in some year; replacement numbers add 60 to the day."""
    return 1 <= month <= 12 and 1 <= (day - 60 if day > 60 else day) <= _LONGEST_MONTHS[month - 1]


def faults(text: str, *, where: str, longest: int) -> Iterator[Problem]:
    """What is wrong with a free text of at most `longest` characters; `where` is its field. Never quotes it."""
    if "\x00" in text:
        yield Problem("nul_byte", where)
    if looks_like_cpr(text):
        yield Problem("looks_like_cpr", where)
    if len(text) > longest:
        yield Problem("text_too_long", where, {"longest": str(longest), "length": str(len(text))})
