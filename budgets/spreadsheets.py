"""A draft's budget as a workbook, out and in, as the doors ask for it. The work is done in a child process.

Domain page, "Budget": a workbook filled with what is known, read back, its difference shown before anything is stored.
Nothing here opens a spreadsheet; `budgets.workbook` is named by its name alone, so that a web process stays light.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from applications.rules.pool_terms import BudgetTerms, CategoryKind
from budgets.rules.content import from_content, to_content
from budgets.rules.lines import Line
from budgets.rules.sides import of_kind, on_wage_side
from fsm3.core import bounded
from fsm3.core.money import Money
from fsm3.core.problems import Problem

LARGEST_FILE = 2 * 1024 * 1024
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SECONDS, _MEGABYTES = 20, 512
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Belongs:
    """What a workbook is made for, in words, and the cap it is held against."""

    municipality: str
    case: str
    pool: str
    period: str
    cap: Money | None


@dataclass(frozen=True)
class Read:
    """What a workbook holds: the lines, or all that is wrong with it; `differs` are sums that its lines do not come to."""

    lines: tuple[Line, ...]
    faults: tuple[Problem, ...]
    differs: tuple[Problem, ...] = ()


def written(lines: Sequence[Line], terms: BudgetTerms, years: Sequence[int], belongs: Belongs) -> bytes:
    """The workbook of a budget. Raises bounded.Stopped."""
    return _child("writing", known(lines, terms, years, belongs))


def known(lines: Sequence[Line], terms: BudgetTerms, years: Sequence[int], belongs: Belongs) -> bytes:
    """What is known when a workbook is written, for the child."""
    wages = [line for line in lines if on_wage_side(line, terms)]
    others = [line for line in lines if not on_wage_side(line, terms)]
    content = {
        "municipality": belongs.municipality,
        "case": belongs.case,
        "pool": belongs.pool,
        "period": belongs.period,
        "cap": str(belongs.cap) if belongs.cap is not None else None,
        "lines": {CategoryKind.WAGE: to_content(wages), CategoryKind.AMOUNT: to_content(others)},
        **_table(terms, years),
    }
    return json.dumps(content).encode()


def read(content: bytes, terms: BudgetTerms, years: Sequence[int], *, first_free: int) -> Read:
    """What an uploaded workbook holds; a new line gets the first number that is free."""
    if len(content) > LARGEST_FILE:
        return _refused("file_too_large")
    try:
        told = json.loads(_child("reading", content, asked(terms, years, first_free=first_free)))
    except bounded.TooMuch:
        return _refused("file_too_much")
    except bounded.Failed:
        _log.warning("A workbook could not be read.", exc_info=True)
        return _refused("file_broken")
    faults, differs = (tuple(Problem(*each) for each in told[name]) for name in ("faults", "differs"))
    return Read(from_content(told["lines"]), faults, differs)


def asked(terms: BudgetTerms, years: Sequence[int], *, first_free: int) -> str:
    """What has to be known to read a workbook, for the child."""
    return json.dumps({"first_free": first_free, **_table(terms, years)})


def _refused(code: str) -> Read:
    return Read((), (Problem(code, detail={"most": str(LARGEST_FILE // 1024**2)}),))


def _table(terms: BudgetTerms, years: Sequence[int]) -> dict[str, Any]:
    """What both ways have to know of the tables."""
    categories = [each for kind in CategoryKind for each in of_kind(terms, kind)]
    return {"years": list(years), "categories": [[each.key, each.name, each.kind] for each in categories]}


def _child(module: str, content: bytes, *arguments: str) -> bytes:
    return bounded.run(
        f"budgets.workbook.{module}",
        content,
        seconds=_SECONDS,
        megabytes=_MEGABYTES,
        arguments=arguments,
    )
