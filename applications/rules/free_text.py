"""What may not stand in a free text or a file name: numbers that look like a person's, control characters.

`bad-inputs.md` 23 and 39. A CPR number is ten digits, or six and four with a dash or spaces between, that
begin with a day and a month. It is refused on saving, and no problem repeats it. A control character (a NUL
byte above all) can be stored in no text column and written in no spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fsm3.core.problems import Problem

_TEN_DIGITS = re.compile(r"(?<!\d)(\d{2})(\d{2})\d{2}\s{0,2}[-\u2010-\u2015\u2212]?\s{0,2}\d{4}(?!\d)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def looks_like_cpr(text: str) -> bool:
    """Whether a text holds ten digits, or six-dash-four, that begin with a day and a month."""
    return any(_is_day(int(match[1]), int(match[2])) for match in _TEN_DIGITS.finditer(text))


def _is_day(day: int, month: int) -> bool:
    """Whether there is such a day in some year; replacement numbers add 60 to the day."""
    return 1 <= month <= 12 and 1 <= (day - 60 if day > 60 else day) <= _LONGEST_MONTHS[month - 1]


def faults(text: str, *, where: str, longest: int) -> Iterator[Problem]:
    """What is wrong with a text of at most `longest` characters; `where` is its field. Never quotes it."""
    if _CONTROL.search(text):
        yield Problem("control_character", where)
    if looks_like_cpr(text):
        yield Problem("looks_like_cpr", where)
    if len(text) > longest:
        yield Problem("text_too_long", where, {"longest": str(longest), "length": str(len(text))})
