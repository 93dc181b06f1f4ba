"""The season as the tests of the demo get it: played once for the whole run, then copied."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.support.databases import Copy, database_like


def play() -> None:
    """Fill an empty database with the demo, as its command does."""
    call_command("demo", stdout=StringIO())


@pytest.fixture(scope="module")
def season(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Copy]:
    """Turn to a copy of the database after the season."""
    with django_db_blocker.unblock(), database_like("demo", play) as copy:
        yield copy
