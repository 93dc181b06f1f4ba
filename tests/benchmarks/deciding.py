"""`make bench`: the decision room with 98 cases in it, and what proposing and deciding all of them in one act cost.

In the season 55 are assessed; here every municipality applies by itself and in time, its application made up as theirs.
Aims: quality page of the project ("Speed"); C is one Python loop, taken in the same run. Nothing here is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import median

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from applications.data import Row
from applications.models import Award, Decision
from fsm3.access.roles import Role
from fsm3.core import clock, documents
from fsm3.core.jobs import Job, State
from fsm3.demo import casework, november, pools
from fsm3.demo.cast import Applicant, Part, cast, cohort_of, rows
from fsm3.demo.chance import chance
from fsm3.demo.people import approvers, caseworkers
from fsm3.demo.stage import Stage
from fsm3.journeys import deciding, handle, letters, room
from tests.harness.test_queries import signed_in
from tests.harness.visit import Spot
from tests.harness.visiting import membership
from tests.support.databases import Filling, database_like
from tests.support.figures import calibrated, timed

ALL = 98


def everybody() -> tuple[Applicant, ...]:
    """Every municipality: who is assessed in the season with its own points, all others somewhere below the line."""
    assessed = {each.code: each for each in cast() if each.is_assessed}
    return tuple(
        replace(assessed[code], traits=frozenset()) if code in assessed else below_the_line(row)
        for code, row in rows().items()
    )


def below_the_line(row: Row) -> Applicant:
    """A municipality that has no part in the season, with few points."""
    points = chance("everybody", row.code).randint(6, 12)
    return Applicant(row, cohort_of(row.code), Part.REFUSED, points, extended=False, traits=frozenset())


def fill_assessed() -> None:
    """The season, with everybody in it, until all that came in is assessed."""
    pools.load()
    stage = Stage()
    november.put_on(stage, everybody())
    casework.put_on(stage, everybody())
    with transaction.atomic():
        for _done in stage.play():
            pass


@pytest.fixture
def assessed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a database in which nothing is proposed yet."""
    with django_db_blocker.unblock(), database_like(Filling("everybody_assessed", fill_assessed)):
        yield


def test_deciding(assessed: None) -> None:
    loop, at = calibrated(), clock.now()
    by, decider = caseworkers()[0].actor(), approvers()[0].actor()
    client, approver = (signed_in(membership(role, Spot())) for role in (Role.CASEWORKER, Role.APPROVER))
    assert len(room.room("fsm3").cases) == ALL
    print(f"\nC = {loop * 1000:.1f} ms, {ALL} cases")

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
    assert len(made) == Decision.objects.filter(proposal__in=made).count() == ALL
    documents_made = Decision.objects.filter(proposal__in=made).values_list("document_id", flat=True)
    keys = [documents.job_key(each) for each in documents_made]
    queued = Job.objects.filter(key__in=keys, kind=letters.RENDER, state=State.WAITING).count()
    assert queued == ALL
    print(f"{queued} letters queued, {Award.objects.count()} awards")
    page("room, all decided", "/afgoerelser/fsm3/", client)
