"""What one version of a pool's terms says differently from another: term by term, and whole where a table comes or goes.

What has a key is compared with what had the same key, wherever it stands: a criterion that is taken out leaves those
below it alone. Nothing is lost: two versions without a difference are equal. Domain page, "The pool".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from applications.rules.pool_leaves import is_leaf
from applications.rules.pool_terms import PoolTerms

UNSAID = (None, "", (), False)


@dataclass(frozen=True)
class Around:
    """A table around a term: what it is called in the file, and the name of the one that is meant where there are several."""

    table: str
    item: str = ""


@dataclass(frozen=True)
class TermChange:
    """A term that is not as before. Either side is None where there was, or is, nothing; one may be a whole table."""

    term: str
    within: tuple[Around, ...]
    before: Any
    after: Any


def changes(before: PoolTerms | None, after: PoolTerms) -> tuple[TermChange, ...]:
    """What is different, in the order of the pool file; everything that is said where there was nothing before."""
    return tuple(_table(before, after, ()))


def leaves(value: Any, within: tuple[Around, ...] = ()) -> Iterator[TermChange]:
    """Every single term of a table, as what comes where there was nothing."""
    for each in fields(value):
        new = getattr(value, each.name)
        if new in UNSAID:
            continue
        for inner, around in _inner(each.name, new, within):
            yield from leaves(inner, around)
        if not _holds_tables(new):
            yield TermChange(each.name, within, None, new)


def name_of(item: Any) -> str:
    """What a table of a list is called: the name people gave it, else the key that tells it from its neighbours."""
    said = (getattr(item, each, "") for each in ("name", "title", "key", "place", "section"))
    return next((str(each) for each in said if each), "")


def _inner(term: str, value: Any, within: tuple[Around, ...]) -> Iterator[tuple[Any, tuple[Around, ...]]]:
    """The tables that a term is made of, each with what is around its terms."""
    if is_table(value):
        yield value, (*within, Around(term))
    elif _holds_tables(value):
        for item in value:
            yield item, (*within, Around(term, name_of(item)))


def is_table(value: Any) -> bool:
    """Whether a value is made of terms itself."""
    return is_dataclass(value) and not is_leaf(type(value))


def _holds_tables(value: Any) -> bool:
    return is_table(value) or (isinstance(value, tuple) and bool(value) and is_table(value[0]))


def _table(before: Any, after: Any, within: tuple[Around, ...]) -> Iterator[TermChange]:
    for each in fields(after):
        old = getattr(before, each.name) if before is not None else None
        new = getattr(after, each.name)
        if old != new and not (before is None and new in UNSAID):
            yield from _term(each.name, old, new, within)


def _term(term: str, old: Any, new: Any, within: tuple[Around, ...]) -> Iterator[TermChange]:
    if is_table(old) and is_table(new):
        yield from _table(old, new, (*within, Around(term)))
    elif isinstance(new, tuple) and (_holds_tables(old) or _holds_tables(new)):
        yield from _list(term, old or (), new, within)
    else:
        yield TermChange(term, within, old, new)


def _list(
    term: str, old: tuple[Any, ...], new: tuple[Any, ...], within: tuple[Around, ...]
) -> Iterator[TermChange]:
    """What came, what went, what is said differently, and the order where it is another."""
    earlier, later = ({_key(each): each for each in side} for side in (old, new))
    for key, item in later.items():
        if key not in earlier:
            yield TermChange(term, within, None, item)
        elif item != earlier[key]:
            yield from _table(earlier[key], item, (*within, Around(term, name_of(item))))
    for key, item in earlier.items():
        if key not in later:
            yield TermChange(term, within, item, None)
    both = [[key for key in side if key in earlier and key in later] for side in (earlier, later)]
    if both[0] != both[1]:
        yield TermChange(term, within, _names(old), _names(new))


def _key(item: Any) -> str:
    return str(getattr(item, "key", "") or item.place)


def _names(items: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(name_of(each) for each in items)
