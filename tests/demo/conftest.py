"""The season as the tests of the demo get it: a copy for each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.support.databases import Copy, database_like
from tests.support.season import SEASON


@pytest.fixture(scope="module")
def season(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Copy]:
    """Turn to a copy of the database after the season."""
    with django_db_blocker.unblock(), database_like(SEASON) as copy:
        yield copy
