"""What the tests of the rules share: the three pools, and a short way to ask for the faults of something."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from applications.rules.pool_file import read_pool
from applications.rules.pool_terms import PoolTerms
from fsm3.core.problems import NotReady, Problem

ROOT = Path(__file__).resolve().parents[2]
POOL_FILES = {
    "fsm3": ROOT / "applications/pool_files/fsm3.toml",
    "naermere_job": ROOT / "applications/pool_files/naermere_job.toml",
    "made_up": ROOT / "tests/pools/made_up.toml",
}


@cache
def pool(key: str = "fsm3") -> PoolTerms:
    """The terms of one of the three pools."""
    return read_pool(POOL_FILES[key].read_text(encoding="utf-8"))


def told(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Code and place of each problem, in order."""
    return [(problem.code, problem.where) for problem in problems]


def refused(act: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems with which an act is refused."""
    with pytest.raises(NotReady) as caught:
        act()
    return caught.value.problems
