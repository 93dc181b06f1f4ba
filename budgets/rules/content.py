"""A budget as values that JSON writes exactly, so that it can be frozen inside what was sent and read back the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from budgets.rules.lines import Cell, Line
from fsm3.core.money import Money


def to_content(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Write lines as tables of texts and numbers: amounts as "1234.50", posts and hours as exact fractions."""
    return [
        {
            "number": line.number,
            "category": line.category,
            "department": line.department,
            "note": line.note,
            "cells": [_cell_content(cell) for cell in line.cells],
        }
        for line in lines
    ]


def from_content(content: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Read lines back, as `to_content` wrote them."""
    return tuple(
        Line(
            number=line["number"],
            category=line["category"],
            department=line["department"],
            note=line["note"],
            cells=tuple(_cell(cell) for cell in line["cells"]),
        )
        for line in content
    )


def _cell_content(cell: Cell) -> dict[str, Any]:
    return {
        "year": cell.year,
        "posts": None if cell.posts is None else str(cell.posts),
        "hourly_rate": None if cell.hourly_rate is None else str(cell.hourly_rate),
        "hours": None if cell.hours is None else str(cell.hours),
        "amount": str(cell.amount),
    }


def _cell(content: Mapping[str, Any]) -> Cell:
    rate = content["hourly_rate"]
    return Cell(
        year=content["year"],
        posts=_fraction(content["posts"]),
        hourly_rate=None if rate is None else Money.of(rate),
        hours=_fraction(content["hours"]),
        amount=Money.of(content["amount"]),
    )


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
