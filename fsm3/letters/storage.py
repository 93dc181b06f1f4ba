"""How a context is stored and read again: plain JSON values, and back to exactly the value that was stored.

House rule 10: what was sent stays as it was sent. Reading is strict, so that a document written for another shape of
context is refused and never printed half.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, cast, get_args, get_origin

from fsm3.letters.common import types_of
from fsm3.letters.contexts import CONTEXTS, Kind, Letter, SignedAccount


class NotThatKind(ValueError):
    """Stored values that do not have the shape of their kind of document; says at which path."""


def to_json(letter: Letter) -> dict[str, Any]:
    """The context as JSON values: objects, lists, text and truth values alone."""
    return cast("dict[str, Any]", _plain(letter))


def from_json(kind: str, stored: Mapping[str, Any]) -> Letter:
    """The context of a kind from its stored values. Raises NotThatKind unless the shape is exactly that of the kind."""
    return cast("Letter", _read(CONTEXTS[Kind(kind)], stored, kind))


def account_from_json(stored: Mapping[str, Any]) -> SignedAccount:
    """The context of a signed account from its stored values. Raises NotThatKind."""
    return cast("SignedAccount", _read(SignedAccount, stored, Kind.ACCOUNT))


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _read(wanted: Any, stored: Any, path: str) -> Any:
    if is_dataclass(wanted):
        return _read_fields(cast("type", wanted), stored, path)
    if get_origin(wanted) is tuple:
        _expect(list, stored, path)
        return tuple(
            _read(get_args(wanted)[0], item, f"{path}.{number}")
            for number, item in enumerate(stored, start=1)
        )
    _expect(wanted, stored, path)
    return stored


def _read_fields(wanted: type, stored: Any, path: str) -> Any:
    _expect(dict, stored, path)
    types = types_of(wanted)
    if stored.keys() != types.keys():
        raise NotThatKind(f"{path}: {sorted(stored.keys() ^ types.keys())}")
    return wanted(**{name: _read(type_, stored[name], f"{path}.{name}") for name, type_ in types.items()})


def _expect(wanted: type, stored: Any, path: str) -> None:
    if type(stored) is not wanted:
        raise NotThatKind(f"{path}: {type(stored).__name__}")
