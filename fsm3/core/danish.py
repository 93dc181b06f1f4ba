"""Danish at the edge: how amounts, shares, days and moments are written for people, and how typed numbers are read.

Typed numbers follow the domain page, "Budget": `1.234`, `1.234,5`, `1234,50`, spaces and `kr.` are read; what a Dane
and a machine would read differently (`12.34`, `1234.5`, `1,234.56`) is refused, never guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from math import floor

from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN, Month

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_TYPED = re.compile(r"(-?)([1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?")
_UNIT_OR_SPACE = re.compile(r"\s|^\s*kr\.?|kr\.?\s*$", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"-?[\d.,]*\d[\d.,]*")
_MOST_DIGITS = 12
_AFTER_Z = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


class Unreadable(ValueError):
    """A typed number that is not read; `code` is `ambiguous_number`, `not_a_number` or `too_large`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_amount(text: str) -> Money:
    """Read an amount as people in Denmark type it. Raises Unreadable with the code that names the fault."""
    bare = _UNIT_OR_SPACE.sub("", text)
    match = _TYPED.fullmatch(bare)
    if match is None or not bare.isascii():
        looks_like_one = bare.isascii() and _AMBIGUOUS.fullmatch(bare) is not None
        raise Unreadable("ambiguous_number" if looks_like_one else "not_a_number")
    sign, whole, part = match.groups()
    digits = whole.replace(".", "")
    if len(digits) > _MOST_DIGITS:
        raise Unreadable("too_large")
    oere = int(digits) * 100 + int((part or "").ljust(2, "0"))
    return Money(-oere if sign else oere)


def amount(money: Money) -> str:
    """`1.250.000,00`: an amount without its unit, for columns."""
    whole, part = divmod(abs(money.oere), 100)
    return f"{'-' if money.oere < 0 else ''}{whole:,}".replace(",", ".") + f",{part:02}"


def kroner(money: Money) -> str:
    """`1.250.000,00 kr.`, with a space that never breaks."""
    return f"{amount(money)}\N{NO-BREAK SPACE}kr."


def decimal(number: Fraction, decimals: int = 2) -> str:
    """`3,17`: a number rounded half up to its decimals."""
    units = floor(number * 10**decimals + Fraction(1, 2))
    whole, part = divmod(abs(units), 10**decimals)
    return f"{'-' if units < 0 else ''}{whole:,}".replace(",", ".") + (
        f",{part:0{decimals}}" if decimals else ""
    )


def percent(share: Fraction, decimals: int = 0) -> str:
    """`15 %` or `14,9 %`: a share cut, never rounded up, so that nothing looks reached that is not."""
    units = floor(share * 100 * 10**decimals)
    whole, part = divmod(units, 10**decimals)
    return f"{whole}" + (f",{part:0{decimals}}" if decimals else "") + "\N{NO-BREAK SPACE}%"


def day(value: date) -> str:
    """`26. november 2021`."""
    return f"{value.day}. {_MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """`fredag`."""
    return _WEEKDAYS[value.weekday()]


def month(value: Month) -> str:
    """`november 2021`."""
    return f"{_MONTHS[value.number - 1]} {value.year}"


def moment(value: datetime, *, seconds: bool = False) -> str:
    """`26. november 2021 kl. 12.00`, Copenhagen time; with seconds `kl. 12.00.03`."""
    local = value.astimezone(COPENHAGEN)
    return (
        f"{day(local.date())} kl. {local:%H.%M.%S}" if seconds else f"{day(local.date())} kl. {local:%H.%M}"
    )


def sort_key(name: str) -> str:
    """A key that, compared byte by byte, sorts names as Danes do: æ, ø, å last, and `aa` as `å`."""
    return name.lower().replace("aa", "å").translate(_AFTER_Z)
