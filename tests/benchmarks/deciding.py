"""`make bench`: the decision room with a whole December in it, and what proposing and deciding all of it in one act cost.

Aims: quality page of the project ("Speed"); C is one Python loop, taken in the same run. Nothing here is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from applications.models import Decision
from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.demo import casework, november, pools
from fsm3.demo.people import approvers, caseworkers
from fsm3.demo.stage import Stage
from fsm3.journeys import deciding, handle, room
from tests.harness.test_queries import signed_in
from tests.harness.visit import Spot
from tests.harness.visiting import membership
from tests.support.databases import database_like
from tests.support.figures import calibrated, timed


def fill_assessed() -> None:
    """The season until all that came in time is assessed."""
    pools.load()
    stage = Stage()
    november.put_on(stage)
    casework.put_on(stage)
    with transaction.atomic():
        for _done in stage.play():
            pass


@pytest.fixture
def assessed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a database in which nothing is proposed yet."""
    with django_db_blocker.unblock(), database_like("assessed_season", fill_assessed):
        yield


def test_deciding(assessed: None) -> None:
    loop, at = calibrated(), clock.now()
    by, decider = caseworkers()[0].actor(), approvers()[0].actor()
    client, approver = (signed_in(membership(role, Spot())) for role in (Role.CASEWORKER, Role.APPROVER))
    print(f"\nC = {loop * 1000:.1f} ms, {len(room.room('fsm3').cases)} cases")

    def told(name: str, seconds: float, queries: int = 0, size: int = 0) -> None:
        more = f", {queries} queries, {size / 1000:.0f} kB HTML" if queries else ""
        print(f"{name:<24} {seconds:6.2f} s  {seconds / loop:7.1f} C{more}")

    def page(name: str, address: str, who: object) -> None:
        with CaptureQueriesContext(connection) as queries:
            answer = who.get(address)  # type: ignore[attr-defined]
        assert answer.status_code == 200
        took = median(timed(lambda: who.get(address)) for _ in range(15))  # type: ignore[attr-defined]
        told(name, took, len(queries), len(answer.content))

    page("room, nothing written", "/afgoerelser/fsm3/", client)
    seen = room.room("fsm3").seen
    told("fill down", timed(lambda: room.fill_down("fsm3", overwrite=False, seen=seen, by=by, at=at)))
    page("room, all written", "/afgoerelser/fsm3/", client)
    case = next(iter(room.room("fsm3").cases.values())).id
    handle.state_impartiality(case, by=by, at=at)
    page("a case in the room", f"/afgoerelser/fsm3/{case}/", client)
    page("before proposing", "/afgoerelser/fsm3/indstil/", client)
    made: list[int] = []
    told(
        "propose all",
        timed(lambda: made.extend(room.propose("fsm3", seen=room.room("fsm3").seen, by=by, at=at))),
    )
    page("decide several, page", "/afgoerelser/fsm3/beslut/", approver)
    told(
        f"decide {len(made)} in one act",
        timed(lambda: deciding.decide_many("fsm3", made, by=decider, at=at)),
    )
    assert Decision.objects.filter(proposal__in=made).count() == len(made)
    page("room, all decided", "/afgoerelser/fsm3/", client)
