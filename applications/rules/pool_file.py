"""A pool file: read with every fault named at once, written back, and its canonical form with a digest.

The file is TOML that people read and review; what is stored is canonical JSON, so that one set of terms has
one text and one digest. `read_pool(dump_pool(terms)) == terms`, and so for the canonical form. Domain page,
"The pool".
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from hashlib import sha256
from operator import attrgetter
from typing import Any

import tomli_w

from applications.rules.pool_checks import CHECKS
from applications.rules.pool_shape import Reader, plain
from applications.rules.pool_terms import PoolTerms
from applications.rules.toml_faults import fault_of
from fsm3.core.problems import NotReady, Problem, require

_DEEP = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*\.[ \t]*){20}""")
"""A key within a key within a key, twenty times over: no pool has it, and thousands would keep the reader busy for minutes."""


def read_pool(text: str) -> PoolTerms:
    """Read the TOML text of a pool file. Raises NotReady with every fault, each with its place.

    Besides its own faults the reader of TOML lets through what a number of thousands of digits and tables in tables
    without end make of it.
    """
    if _DEEP.search(text):
        raise NotReady([Problem("keys_too_deep")])
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotReady([fault_of(error, text)]) from error
    return _terms(raw)


def from_canonical(text: str) -> PoolTerms:
    """Read canonical JSON back, as `canonical` wrote it. Raises NotReady when it says no whole pool."""
    return _terms(json.loads(text))


def dump_pool(terms: PoolTerms) -> str:
    """The terms as TOML text that `read_pool` reads back to the same terms; comments are not kept."""
    return tomli_w.dumps(_plain(terms), multiline_strings=True)


def canonical(terms: PoolTerms) -> str:
    """The one text of these terms: JSON with sorted keys, no spaces, amounts and shares as exact texts."""
    tables = _plain(terms)
    return json.dumps(
        tables, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=date.isoformat
    )


def digest(terms: PoolTerms) -> str:
    """The SHA-256 of the canonical text, in hexadecimal: what a version of a pool is known by."""
    return sha256(canonical(terms).encode()).hexdigest()


def _plain(terms: PoolTerms) -> dict[str, Any]:
    tables: dict[str, Any] = plain(terms, {figure.place: figure.source for figure in terms.sources})
    return tables


def _terms(raw: object) -> PoolTerms:
    reader = Reader(CHECKS)
    terms: PoolTerms = reader.read(PoolTerms, raw)
    require(reader.problems)
    return replace(terms, sources=tuple(sorted(reader.sources, key=attrgetter("place"))))
