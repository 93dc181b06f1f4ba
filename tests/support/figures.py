"""What a run saw, in figures: tests add to them in whatever process they run, and the end of the run prints them."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from statistics import median

import pytest

from tests.support import servers


def add(name: str, **figures: float) -> None:
    """Add to the figures of a name; figures of one name sum up over all processes."""
    with (servers.folder() / "figures").open("a") as file:
        file.write(json.dumps([name, figures]) + "\n")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the sums."""
    file = servers.folder() / "figures"
    sums: dict[str, Counter[str]] = {}
    for line in file.read_text().splitlines() if file.exists() else ():
        name, figures = json.loads(line)
        sums.setdefault(name, Counter()).update(figures)
    for name, figures in sorted(sums.items()):
        told = ", ".join(f"{round(value, 1):g} {what}" for what, value in figures.items())
        terminalreporter.write_line(f"{name}: {told}")


def calibrated() -> float:
    """C in seconds, by which times are told: one Python loop, the median of five."""
    return median(timed(lambda: sum(i * i for i in range(200_000))) for _ in range(5))


def timed(work: Callable[[], object]) -> float:
    """How many seconds something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
