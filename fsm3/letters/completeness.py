"""What a letter lacks. No letter leaves with an empty field (domain page, "Letters"), and the value itself is asked.

The walk is by reflection, so a field added to a context tomorrow is watched from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, cast, get_args, get_origin

from fsm3.core.problems import Problem
from fsm3.letters.common import types_of
from fsm3.letters.contexts import MAY_BE_EMPTY, Letter


def incomplete(letter: Letter) -> tuple[Problem, ...]:
    """Every field that is empty and must not be, as `letter_field_empty` at its path: `budget.lines.3.reason`."""
    return tuple(Problem("letter_field_empty", where=path) for path in _empty(letter, ""))


def marked(letter: Letter, mark: str) -> Letter:
    """The letter with a mark in every field that is empty and must not be: a draft shows where something is missing."""
    return cast("Letter", _marked(type(letter), letter, mark))


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


def _marked(wanted: Any, value: Any, mark: str) -> Any:
    """A value of a type, whole: what is empty in it, and the value itself where there is none, says the mark."""
    if is_dataclass(wanted):
        whole = _marked_fields(cast("type", wanted), value, mark)
        try:
            return wanted(**whole)  # type: ignore[operator]
        except ValueError:  # a table whose rows would differ in width is missing whole
            return wanted(**_marked_fields(cast("type", wanted), None, mark))  # type: ignore[operator]
    if get_origin(wanted) is tuple:
        return tuple(_marked(get_args(wanted)[0], item, mark) for item in value or (None,))
    if wanted is str:
        return value if value and value.strip() else mark
    return bool(value)


def _marked_fields(wanted: type, value: Any, mark: str) -> dict[str, Any]:
    types = types_of(wanted)
    inner = {each: getattr(value, each.name, None) for each in fields(wanted)}
    return {
        each.name: () if not has and each.metadata.get(MAY_BE_EMPTY) else _marked(types[each.name], has, mark)
        for each, has in inner.items()
    }
