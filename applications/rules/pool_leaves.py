"""The single values of a pool file: how each kind is written in TOML and JSON, and what is refused.

Amounts and shares are texts (`"52000000.00"`, `"15 %"`, `"1/6"`), so that nothing passes through a float. A
share is more than nothing and at most the whole; a number is at least one; a text is never empty. House rule
4.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN, Deadline

_PERCENT = re.compile(r"(\d{1,3}(?:,\d{1,6})?) %", re.ASCII)
_RATIO = re.compile(r"(\d{1,6})/([1-9]\d{0,5})", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_LARGEST_NUMBER = 1_000_000
_DECIMALS = 10**6


class Misfit(ValueError):
    """A value that is not taken; `code` names the fault, `detail` what was expected."""

    def __init__(self, code: str, **detail: str) -> None:
        self.code = code
        self.detail = detail
        super().__init__(code)


@dataclass(frozen=True)
class Leaf:
    """How one kind of value is read from plain data (raising Misfit) and written back to it."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def is_leaf(kind: type) -> bool:
    """Whether a kind is written as one value, though it may be a dataclass in Python."""
    return issubclass(kind, StrEnum) or kind in _LEAVES


def leaf_of(kind: type) -> Leaf:
    """How values of a kind are read and written. Raises KeyError for a kind that no pool file holds."""
    return _choice(kind) if issubclass(kind, StrEnum) else _LEAVES[kind]


def write_share(share: Fraction) -> str:
    """`15 %`, `12,5 %`, or `1/6` where no percentage is exact."""
    units = share * 100 * _DECIMALS
    if units.denominator != 1:
        return f"{share.numerator}/{share.denominator}"
    whole, part = divmod(units.numerator, _DECIMALS)
    decimals = f",{part:06}".rstrip("0") if part else ""
    return f"{whole}{decimals} %"


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Misfit("wrong_type", expected="text")
    if not raw.strip():
        raise Misfit("empty_text")
    if _CONTROL.search(raw):
        raise Misfit("control_character")
    return raw


def _number(raw: Any) -> int:
    if type(raw) is not int:
        raise Misfit("wrong_type", expected="number")
    if not 1 <= raw <= _LARGEST_NUMBER:
        raise Misfit("number_out_of_range", highest=str(_LARGEST_NUMBER))
    return raw


def _yes_no(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise Misfit("wrong_type", expected="true_or_false")
    return raw


def _money(raw: Any) -> Money:
    try:
        money = Money.of(_text(raw))
    except Misfit:
        raise
    except ValueError:
        raise Misfit("not_an_amount") from None
    if money.oere < 0:
        raise Misfit("negative_amount")
    return money


def _share(raw: Any) -> Fraction:
    text = _text(raw)
    if match := _PERCENT.fullmatch(text):
        share = Fraction(match[1].replace(",", ".")) / 100
    elif match := _RATIO.fullmatch(text):
        share = Fraction(int(match[1]), int(match[2]))
    else:
        raise Misfit("not_a_share")
    if not 0 < share <= 1:
        raise Misfit("share_out_of_range")
    return share


def _day(raw: Any) -> date:
    """A TOML date, or its text as canonical JSON holds it."""
    if type(raw) is date:
        return raw
    try:
        return date.fromisoformat(_text(raw))
    except Misfit:
        raise Misfit("wrong_type", expected="date") from None
    except ValueError:
        raise Misfit("not_a_date") from None


def _deadline(raw: Any) -> Deadline:
    text = _text(raw)
    try:
        return Deadline.in_copenhagen(text)
    except ValueError:
        raise Misfit("not_a_moment") from None


def _write_deadline(deadline: Deadline) -> str:
    local: datetime = deadline.at.astimezone(COPENHAGEN)
    return f"{local:%Y-%m-%d %H:%M}"


def _choice(kind: type[StrEnum]) -> Leaf:
    def read(raw: Any) -> StrEnum:
        text = _text(raw)
        try:
            return kind(text)
        except ValueError:
            raise Misfit("unknown_choice", choices=", ".join(kind)) from None

    return Leaf(read, str)


_LEAVES: dict[type, Leaf] = {
    str: Leaf(_text, str),
    int: Leaf(_number, int),
    bool: Leaf(_yes_no, bool),
    Money: Leaf(_money, str),
    Fraction: Leaf(_share, write_share),
    date: Leaf(_day, lambda day: day),
    Deadline: Leaf(_deadline, _write_deadline),
}
