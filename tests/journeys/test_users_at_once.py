"""Two administrators at once. The race is shown without its lock as well."""

from __future__ import annotations

import pytest

from fsm3.access import everybody, services
from fsm3.access import selectors as access
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.journeys import users
from tests.support.at_once import Meeting, at_once
from tests.support.databases import Copy
from tests.support.town import OPENED, Town


@pytest.fixture
def three(committed_db: Copy) -> tuple[Actor, Actor, int]:
    """Two administrators beside a third, in a town that commits."""
    town = Town().build()
    town.joined("iben@star.example", town.agency, Role.ADMINISTRATOR)
    return (*town.administrators, town.agency)  # type: ignore[return-value]


def end_each_other(three: tuple[Actor, Actor, int]) -> int:
    """How many administrators are left."""
    first, second, agency = three
    held = {row.user_id: row.id for row in Membership.objects.filter(role=Role.ADMINISTRATOR)}
    at_once(
        lambda: users.end_role(held[second.person], by=first, at=OPENED),
        lambda: users.end_role(held[first.person], by=second, at=OPENED),
    )
    return len(access.holders(agency, Role.ADMINISTRATOR))


def test_two_of_three_who_end_each_others_role_leave_two(three):
    assert end_each_other(three) == 2


def test_without_the_lock_they_would_leave_one(three, monkeypatch):
    monkeypatch.setattr(services, "lock_organisation", lambda organisation: organisation)
    monkeypatch.setattr(everybody, "holder_of", Meeting(5).after(everybody.holder_of))
    assert end_each_other(three) == 1
