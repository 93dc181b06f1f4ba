"""A thread of its own for what starts an event loop: pyHanko does for each signature, and no loop runs within another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def in_own_thread(act: Callable[[], Result]) -> Result:
    """Do something in a thread of its own and wait for it. Raises what it raises."""
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(act).result()
