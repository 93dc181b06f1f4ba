"""`make bench`: an outcome file of 375,000 rows, checked, stored and counted, beside what reads it without a check.

Beside it, in the same run: a bare polars scan that groups the same file, and pandas as one would first write it. Times
are the least of several runs, by the clock and by the processor, which a busy machine moves less; the peak of memory is
that of a process of its own. Aim: all checks within five bare scans. Nothing is judged. `BENCH_ROWS` takes more rows.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from fsm3.journeys import outcomes
from payouts.rules.outcome_months import Parsed
from payouts.selectors import vintages
from tests.benchmarks.readings import READINGS, ROWS, checks, write
from tests.support.outcomes import IN_2024, with_awards
from tests.support.town import Town

TIMES = 7


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and by the processor."""

    clock: float
    processor: float


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the file, before a transaction is open."""
    path = tmp_path_factory.mktemp("outcomes") / "f.csv"
    write(path, int(os.environ.get("BENCH_ROWS", ROWS)))
    return path


@pytest.fixture(scope="module")
def scan(path: Path) -> Took:
    """Measure the bare scan, which all else is told in."""
    return least(lambda: READINGS["polars_scan"](path))


def test_reading(path: Path, scan: Took) -> None:
    print(f"\n{path.stat().st_size / 1e6:.1f} MB of rows")
    for name, read in READINGS.items():
        told(name, least(partial(read, path)), scan, f"{peak(name, path):5.0f} MB of memory")


@pytest.mark.django_db
def test_storing(path: Path, scan: Took, town: Town) -> None:
    with_awards(town)
    parsed = checks(path)
    stored: list[int] = []
    told("\nstored", least(lambda: stored.append(take(town, parsed)), times=1), scan)
    told("shares counted", least(lambda: count(stored[0], parsed), times=1), scan)


def least(work: Callable[[], object], times: int = TIMES) -> Took:
    """The least that so many runs took."""
    runs = []
    for _ in range(times):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        runs.append((time.perf_counter() - clock, time.process_time() - processor))
    clocks, processors = zip(*runs, strict=True)
    return Took(min(clocks), min(processors))


def told(name: str, took: Took, scan: Took, memory: str = "") -> None:
    """Print one line, in scans."""
    clock, processor = took.clock / scan.clock, took.processor / scan.processor
    print(f"{name:<16} {took.clock:7.3f} s {clock:6.1f} scans, by the processor {processor:6.1f}  {memory}")


def take(town: Town, parsed: Parsed) -> int:
    """Store it all."""
    vintage = outcomes.import_outcomes("fsm3", parsed, by=town.caseworker, at=IN_2024)
    assert vintage is not None
    return vintage


def count(vintage: int, parsed: Parsed) -> None:
    """Count and keep every month, as its jobs do one by one."""
    for month in parsed.months:
        outcomes.keep_shares(vintage, vintages.count_month(vintage, month))


def peak(name: str, path: Path) -> float:
    """The most memory that a reading needs in a process of its own, in MB."""
    program = [sys.executable, "-m", "tests.benchmarks.readings", name, str(path)]
    return float(subprocess.run(program, capture_output=True, text=True, check=True).stdout)
