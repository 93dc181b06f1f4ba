"""The shape of a pool file: plain tables read as the values of `pool_terms.py`, and the values written back.

The file has the shape of the values, so there is no second list of its keys to keep in step. A table that
rests on a section of the call says so with `section` (and `reading = true`); a figure that rests on another
one is written `{ value = ..., section = ... }`. Each fault is collected with its place, counted from one,
such as `cohorts[1].parts[2].share`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from inspect import signature
from typing import Any, Final, get_args, get_origin, get_type_hints

from applications.rules.pool_leaves import Misfit, is_leaf, leaf_of
from applications.rules.pool_terms import FigureSource, Source
from fsm3.core.problems import Problem

Check = Callable[..., Iterable[Problem]]
"""A check of one table: its parameters are the keys it needs, and it runs as soon as those have been read."""

_UNREAD: Final = object()
_SOURCE_KEYS = {"section", "reading"}
_COLLECTED = tuple[FigureSource, ...]


@dataclass(frozen=True)
class _Key:
    """A key of a table: what it holds, and what stands for it when left out (`_UNREAD`: nothing does)."""

    name: str
    kind: Any
    default: Any


@cache
def _keys(kind: Any) -> tuple[_Key, ...]:
    hints = get_type_hints(kind)
    in_file = (each for each in fields(kind) if hints[each.name] != _COLLECTED)
    return tuple(_key(each.name, hints[each.name], each.default) for each in in_file)


def _key(name: str, hint: Any, default: Any) -> _Key:
    optional = get_origin(hint) is types.UnionType
    kind = get_args(hint)[0] if optional else hint
    if default is MISSING:
        default = None if optional else _UNREAD
    return _Key(name, kind, default)


def _place(where: str, name: str) -> str:
    return f"{where}.{name}" if where and name else where or name


def _own_source(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: raw[name] for name in _SOURCE_KEYS & raw.keys()}


class Reader:
    """Reads plain data as a value of a kind; collects every problem, and every source of a single figure."""

    def __init__(self, checks: Mapping[type, Sequence[Check]]) -> None:
        self.problems: list[Problem] = []
        self.sources: list[FigureSource] = []
        self._checks = checks

    def read(self, kind: Any, raw: Any, where: str = "") -> Any:
        """The value of a kind at a place. It may be used only when there are no problems."""
        if get_origin(kind) is tuple:
            return self._list(get_args(kind)[0], raw, where)
        return self._leaf(kind, raw, where) if is_leaf(kind) else self._table(kind, raw, where)

    def _fault(self, code: str, where: str, **detail: str) -> Any:
        self.problems.append(Problem(code, where, detail))
        return _UNREAD

    def _leaf(self, kind: type, raw: Any, where: str) -> Any:
        if isinstance(raw, dict):
            return self._figure(kind, raw, where)
        try:
            return leaf_of(kind).read(raw)
        except Misfit as misfit:
            return self._fault(misfit.code, where, **misfit.detail)

    def _figure(self, kind: type, raw: dict[str, Any], where: str) -> Any:
        """A single figure that names its own source."""
        self._note_source(raw, where)
        self._unknown(raw, {"value"} | _SOURCE_KEYS, where)
        if "value" not in raw:
            return self._fault("missing_key", _place(where, "value"))
        return self._leaf(kind, raw["value"], where)

    def _note_source(self, raw: dict[str, Any], where: str) -> None:
        source = self._table(Source, _own_source(raw), where)
        if source is not _UNREAD:
            self.sources.append(FigureSource(where, source))

    def _list(self, kind: Any, raw: Any, where: str) -> Any:
        if not isinstance(raw, list):
            return self._fault("wrong_type", where, expected="list")
        values = [self.read(kind, each, f"{where}[{number}]") for number, each in enumerate(raw, start=1)]
        self._each_key_once(values, where)
        return _UNREAD if _UNREAD in values else tuple(values)

    def _each_key_once(self, values: list[Any], where: str) -> None:
        seen = {None}
        for number, value in enumerate(values, start=1):
            key = getattr(value, "key", None)
            if key is not None and key in seen:
                self._fault("key_used_twice", f"{where}[{number}].key", key=key)
            seen.add(key)

    def _table(self, kind: Any, raw: Any, where: str) -> Any:
        if not isinstance(raw, dict):
            return self._fault("wrong_type", where, expected="table")
        self._unknown(raw, self._known(kind, raw, where), where)
        values = {key.name: self._value(key, raw, where) for key in _keys(kind)}
        read = {name: value for name, value in values.items() if value is not _UNREAD}
        self._check(kind, read, where)
        return self._made(kind, read) if len(read) == len(values) else _UNREAD

    def _known(self, kind: Any, raw: dict[str, Any], where: str) -> set[str]:
        """The keys a table may hold; one whose values have no source may still name one of its own."""
        names = {key.name for key in _keys(kind)}
        if "source" not in names and kind is not Source and _own_source(raw):
            self._note_source(raw, where)
        return names - {"source"} | _SOURCE_KEYS

    def _unknown(self, raw: dict[str, Any], known: set[str], where: str) -> None:
        for name in sorted(raw.keys() - known):
            self._fault("unknown_key", _place(where, name))

    def _value(self, key: _Key, raw: dict[str, Any], where: str) -> Any:
        if key.kind is Source:
            return self._table(Source, _own_source(raw), where)
        place = _place(where, key.name)
        if key.name in raw:
            return self._filled(key, self.read(key.kind, raw[key.name], place), place)
        return self._fault("missing_key", place) if key.default is _UNREAD else key.default

    def _filled(self, key: _Key, value: Any, place: str) -> Any:
        """A list that must be there must also hold something."""
        return self._fault("empty_list", place) if value == () and key.default is _UNREAD else value

    def _check(self, kind: type, read: Mapping[str, Any], where: str) -> None:
        for check in self._checks.get(kind, ()):
            needs = signature(check).parameters.keys()
            if needs <= read.keys():
                found = check(**{name: read[name] for name in needs})
                self.problems.extend(replace(each, where=_place(where, each.where)) for each in found)

    def _made(self, kind: Any, read: Mapping[str, Any]) -> Any:
        """The value; one that refuses to be made has had its reason told by its check."""
        try:
            return kind(**read)
        except ValueError:
            return _UNREAD


def plain(value: Any, sources: Mapping[str, Source], where: str = "") -> Any:
    """A value as plain data that `Reader.read` reads back; what is left at its default is left out."""
    if isinstance(value, tuple):
        return [plain(each, sources, f"{where}[{number}]") for number, each in enumerate(value, start=1)]
    if is_leaf(type(value)):
        bare = leaf_of(type(value)).write(value)
        return {"value": bare} | plain(sources[where], {}) if where in sources else bare
    own = plain(sources[where], {}) if where in sources else {}
    return own | _plain_table(value, sources, where)


def _plain_table(value: Any, sources: Mapping[str, Source], where: str) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key in _keys(value.__class__):
        held = getattr(value, key.name)
        if key.kind is Source:
            table |= plain(held, {})
        elif held != key.default:
            table[key.name] = plain(held, sources, _place(where, key.name))
    return table
