"""A town of which five are assessed, nothing written; and the same with the five proposed.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

from tests.support.databases import database_like

if TYPE_CHECKING:
    from tests.support.town import Town


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a copy of a town of which five are assessed; what a test does to it is rolled back."""
    from applications.selectors import pools
    from tests.harness import deciding

    with django_db_blocker.unblock(), database_like("assessed", deciding.assessed):
        pools.terms_of.cache_clear()
        yield
        pools.terms_of.cache_clear()


@pytest.fixture
def town(world: None, db: None) -> Town:
    """Five assessed, one not ready, nothing written."""
    from tests.harness import deciding

    return deciding.found()


@pytest.fixture
def proposed(town: Town) -> Town:
    """The five proposed: two awards, one of them reduced, and three refusals."""
    from tests.harness import deciding

    deciding.proposed(town)
    return town
