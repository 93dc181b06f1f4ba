"""Leafing through what has no end: `foer` in the address names a row, and older ones are shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

MOST_DIGITS = 18


@dataclass(frozen=True)
class Leaf:
    """Which way there is to leaf: the row that older ones stand before, and whether there are newer ones."""

    older: str
    newer: bool


def before(request: HttpRequest) -> int | None:
    """The row whose older ones are asked for; None for the newest, and for what is no number."""
    typed = request.GET.get("foer", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < MOST_DIGITS else None


def leaf(request: HttpRequest, last: int | None, *, more: bool) -> Leaf:
    """The way on from a page that ends with the row `last`, with `more` after it."""
    return Leaf(str(last) if more else "", before(request) is not None)
