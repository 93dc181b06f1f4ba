"""The fields of a context, by reflection: where each lies, and the same context with one of them changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from fsm3.letters.contexts import IS_EMBEDDED, MAY_BE_EMPTY

Path = tuple[str | int, ...]


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every text and truth value with its path."""
    if is_dataclass(value):
        for each in fields(value):
            yield from leaves(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from leaves(item, (*path, place))
    else:
        yield path, value


def printed(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text that a document prints, with its path; what its file only carries is left out."""
    if is_dataclass(value):
        for each in fields(value):
            if not each.metadata.get(IS_EMBEDDED):
                yield from printed(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from printed(item, (*path, place))
    elif isinstance(value, str):
        yield path, value


def required(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of every field, text in a list, and list that must not be empty."""
    if is_dataclass(value):
        for each in fields(value):
            inner = getattr(value, each.name)
            if isinstance(inner, tuple) and not each.metadata.get(MAY_BE_EMPTY):
                yield (*path, each.name)
            yield from required(inner, (*path, each.name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from required(item, (*path, place))
    elif isinstance(value, str):
        yield path


def at(value: Any, path: Path) -> Any:
    """What lies at a path."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def changed(value, path: Path, new: object):
    """The same value with something else at a path."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], changed(value[step], rest, new), *value[step + 1 :])
    return replace(value, **{step: changed(getattr(value, step), rest, new)})


def written(path: Path) -> str:
    """A path as a problem names it: rows are counted from one."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
