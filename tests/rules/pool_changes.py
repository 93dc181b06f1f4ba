"""Pool files for the tests to change: as they stand, and with some of their keys changed or gone."""

import json
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import tomli_w

from applications.rules.pool_file import from_canonical, read_pool
from tests.rules.support import POOL_FILES, refused, told

GONE = object()
EVERY_POOL = sorted(POOL_FILES)
Changes = Mapping[tuple[Any, ...], Any]


@cache
def parsed(key: str) -> dict[str, Any]:
    return tomllib.loads(POOL_FILES[key].read_text(encoding="utf-8"))


def tables(key: str = "fsm3") -> dict[str, Any]:
    return deepcopy(parsed(key))


def changed(changes: Changes, key: str = "fsm3") -> dict[str, Any]:
    """A pool file with some of its keys changed or GONE, each by its path."""
    raw = tables(key)
    for path, value in changes.items():
        *steps, last = path
        at: Any = raw
        for step in steps:
            at = at[step]
        if value is GONE:
            del at[last]
        else:
            at[last] = value
    return raw


def faults(changes: Changes, key: str = "fsm3") -> list[tuple[str, str]]:
    return told(refused(lambda: read_pool(tomli_w.dumps(changed(changes, key)))))


def stored_faults(changes: Changes, key: str) -> list[tuple[str, str]]:
    """The same faults in stored terms, which are read faster: for walks over a whole file."""
    return told(refused(lambda: from_canonical(json.dumps(changed(changes, key), default=date.isoformat))))
