"""Which xdist worker runs which test: a module stays together, and what takes long begins first.

What a module sets up, a world that is served or a town that is lived through, is then set up once and not in every
worker. The tests that go through all pages are the exception: they are many, and stay together by their world.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling

LONGEST = ("tests/harness/", "tests/faults/", "tests/local/", "tests/money/", "tests/demo/")
"""The folders of walks, waits and worlds, so that no worker is alone with one of them in the end."""


class ByModuleOrGroup(LoadGroupScheduling):
    """Give a worker a module, or a group of tests that is marked as one, at a time."""

    def _split_scope(self, nodeid: str) -> str:
        return super()._split_scope(nodeid).partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByModuleOrGroup:
    return ByModuleOrGroup(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
