"""What documents of every kind have in common: whom they are for, what stands at their top, who answers for them.

A field that may be empty says so with `optional()`; every other must be filled (`completeness.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_type_hints

MAY_BE_EMPTY = "may_be_empty"
IS_EMBEDDED = "is_embedded"
IS_WRITTEN = "is_written"
AS_ASKED = "Godkendt som ansøgt."
AS_SPENT = "Godkendt som afholdt."
AS_DRAFTED = "Udkastet til opgørelse viser, hvordan beløbet er beregnet."
BY_PROGRAM = frozenset({AS_ASKED, AS_SPENT, AS_DRAFTED})
"""What the program says where nobody wrote anything: words of nobody."""


def optional() -> Any:
    """A field that may be empty: nothing of it is printed then."""
    return field(default=(), metadata={MAY_BE_EMPTY: True})


def embedded() -> Any:
    """A field that the document's file carries and that is not printed."""
    return field(metadata={IS_EMBEDDED: True})


def written() -> Any:
    """A field with a caseworker's own words, which a corrected letter may say differently (`written.py`)."""
    return field(metadata={IS_WRITTEN: True})


def written_if_any() -> Any:
    """The same where there may be no words."""
    return field(default=(), metadata={MAY_BE_EMPTY: True, IS_WRITTEN: True})


@cache
def types_of(context: type) -> dict[str, Any]:
    """The types of a context's fields, by name."""
    return get_type_hints(context)


@dataclass(frozen=True, kw_only=True)
class Party:
    """A municipality by its name and CVR number."""

    name: str
    cvr: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Where the agency is asked about the case."""

    unit: str
    mail: str


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A person who answers for the document, with the title printed under the name."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Correction:
    """An earlier document that this one replaces: its name, its date, and what is different now."""

    document: str
    dated: str
    change: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands at the top of every document. `invented` marks every page as made up for a demonstration."""

    recipient: Party
    case_number: str
    dated: str
    pool: str
    finance_act_section: str
    contact: Contact
    invented: bool
    corrections: tuple[Correction, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the municipality chose in its application, such as the extended model, and its answer."""

    name: str
    answer: str


def same_width(years: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    """Pass when every row has one cell a year. Raises ValueError otherwise: such a table would lie."""
    if any(len(row) != len(years) for row in rows):
        raise ValueError("Every row of a budget has one cell for each of its years.")
