"""What a letter lacks. No letter leaves with an empty field (domain page, "Letters"), and the value itself is asked.

The walk is by reflection, so a field added to a context tomorrow is watched from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from fsm3.core.problems import Problem
from fsm3.letters.contexts import MAY_BE_EMPTY, Letter


def incomplete(letter: Letter) -> tuple[Problem, ...]:
    """Every field that is empty and must not be, as `letter_field_empty` at its path: `budget.lines.3.reason`."""
    return tuple(Problem("letter_field_empty", where=path) for path in _empty(letter, ""))


def _empty(value: object, path: str) -> Iterator[str]:
    """The paths of what is empty: nothing, blank text, a table without rows."""
    if value is None or value == () or (isinstance(value, str) and not value.strip()):
        yield path
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _empty(item, f"{path}.{number}")
    elif is_dataclass(value):
        yield from _empty_fields(value, f"{path}." if path else "")


def _empty_fields(value: object, prefix: str) -> Iterator[str]:
    """The same for each field of a dataclass; one that may be empty is looked into only when it is not."""
    for each in fields(value):  # type: ignore[arg-type]
        inner = getattr(value, each.name)
        if not (inner == () and each.metadata.get(MAY_BE_EMPTY)):
            yield from _empty(inner, prefix + each.name)
