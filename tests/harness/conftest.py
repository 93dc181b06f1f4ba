"""The worlds served, and a browser that goes where the table of pages says.

Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.harness.visiting import Onlookers, Visitors, Worlds


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    """Serve each world that a test of the module asks for, on a copy that the module may change."""
    from tests.harness.visiting import Worlds

    with django_db_blocker.unblock(), Worlds() as worlds:
        yield worlds


@pytest.fixture(scope="module")
def onlookers(worlds: Worlds, browser: Browser) -> Iterator[Onlookers]:
    """Everybody who only looks, in one page with script and one without."""
    from tests.harness.visiting import Onlookers

    with Onlookers(worlds, browser) as onlookers:
        yield onlookers


@pytest.fixture(scope="module")
def visitors(worlds: Worlds, browser: Browser) -> Iterator[Visitors]:
    """Everybody who works, each with a browser window of their own that stays signed in."""
    from tests.harness.visiting import Visitors

    with Visitors(worlds, browser) as visitors:
        yield visitors
