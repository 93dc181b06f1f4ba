"""How many queries each page takes, exactly, with the season's cases: more is a fault, fewer is to be written down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from applications.selectors import pools
from fsm3.access.models import Membership
from fsm3.web.shared.acting import CHOSEN
from tests.harness.pages import in_worlds, visits
from tests.harness.visit import Visit
from tests.harness.visiting import found_place
from tests.harness.worlds import FILLED
from tests.support.databases import database_like

COUNTED = [visit for visit in in_worlds(visits()) if visit.page.name != "error"]


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Turn to a copy of a world."""
    with django_db_blocker.unblock(), database_like(FILLED[request.param]):
        pools.terms_of.cache_clear()
        yield request.param
        pools.terms_of.cache_clear()


@pytest.mark.parametrize(
    ("world", "visit"),
    [
        pytest.param(
            visit.state.world, visit, marks=pytest.mark.xdist_group(f"queries of {visit.state.world}")
        )
        for visit in COUNTED
    ],
    ids=str,
    indirect=["world"],
    scope="module",  # or each case gets a copy of its own
)
def test_a_page_takes_the_queries_its_row_says(world: str, visit: Visit, db: None):
    address, who = found_place(visit)
    client = signed_in(who)
    address = landing(client, address)
    go(client, visit, address)
    with CaptureQueriesContext(connection) as queries:
        go(client, visit, address)
    assert len(queries) == visit.queries, [query["sql"][:160] for query in queries]


def signed_in(membership: int | None) -> Client:
    """A client signed in under a membership, or nobody's."""
    client = Client()
    if membership is not None:
        held = Membership.objects.select_related("user").get(id=membership)
        client.force_login(held.user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[CHOSEN] = held.id
        session.save()
    return client


def landing(client: Client, address: str) -> str:
    """Where an address leads in the end."""
    led_on = client.get(address, follow=True).redirect_chain
    return str(led_on[-1][0]) if led_on else address


def go(client: Client, visit: Visit, address: str) -> None:
    """Ask for the page, or send what brings its state about."""
    sends = visit.state.sends
    answer = client.get(address) if sends is None else client.post(address, sends)
    assert answer.status_code == visit.state.status
