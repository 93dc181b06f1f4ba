"""A December that is lived through once for all tests of the doors, and clients signed in as its people.

Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

from tests.support.databases import database_like

if TYPE_CHECKING:
    from django.test import Client

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="module")
def december(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a copy of December; what a test does to it is rolled back."""
    from tests.web.december import LIVED

    with django_db_blocker.unblock(), database_like(LIVED):
        yield


@pytest.fixture
def sign_in(december: None, db: None) -> Callable[[str], Client]:
    """Give clients signed in as one of December's people, or as nobody."""
    return client_of


def client_of(who: str, role: str = "") -> Client:
    """A client signed in as one of December's people, also in another role they hold, or as nobody."""
    from django.test import Client

    from fsm3.web.shared.acting import CHOSEN
    from tests.web.december import membership_of

    client = Client()
    if who != "nobody":
        membership = membership_of(who, role)
        client.force_login(membership.user, backend=MODEL_BACKEND)
        session = client.session
        session[CHOSEN] = membership.id
        session.save()
    return client


@pytest.fixture
def case_of(december: None, db: None) -> Callable[[str], int]:
    """The case that a municipality leads, by its code."""
    from applications.models import Application

    return lambda code: Application.objects.values_list("id", flat=True).get(lead_id=code)


@pytest.fixture(scope="module")
def assessed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a copy of a town of which five are assessed; what a test does to it is rolled back."""
    from applications.selectors import pools
    from tests.harness import deciding

    with django_db_blocker.unblock(), database_like(deciding.ASSESSED):
        pools.terms_of.cache_clear()
        yield
        pools.terms_of.cache_clear()
