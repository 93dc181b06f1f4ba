"""Two administrators of a municipality at once. The race is shown without its lock as well."""

from __future__ import annotations

import pytest

from fsm3.access import selectors as access
from fsm3.access import services
from fsm3.access.models import Membership, User
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady
from fsm3.journeys import colleagues
from tests.support.at_once import Meeting, at_once
from tests.support.databases import Copy
from tests.support.town import OPENED, Town

KEEPS = Role.MUNICIPALITY_ADMINISTRATOR


@pytest.fixture
def keepers(committed_db: Copy) -> tuple[Actor, Actor]:
    """The two administrators of København, in a town that commits."""
    town = Town().build()
    own = town.organisations["0101"]
    return town.joined("k1@kommune.example", own, KEEPS), town.joined("k2@kommune.example", own, KEEPS)


def end_each_other(keepers: tuple[Actor, Actor]) -> tuple[list[object], int]:
    """What came of it, and how many administrators are left."""
    first, second = keepers
    held = {row.user_id: row.id for row in Membership.objects.filter(role=KEEPS)}
    came = at_once(
        lambda: colleagues.end_role(held[second.person], by=first, at=OPENED),
        lambda: colleagues.end_role(held[first.person], by=second, at=OPENED),
    )
    return came, len(access.holders(first.organisation, KEEPS))


def test_two_who_end_each_others_role_leave_one(keepers):
    came, left = end_each_other(keepers)
    assert left == 1
    assert sum(each is None for each in came) == 1


def test_without_the_lock_they_would_leave_none(keepers, monkeypatch):
    monkeypatch.setattr(services, "lock_organisation", lambda organisation: organisation)
    monkeypatch.setattr(access, "members", Meeting(5).after(access.members))
    assert end_each_other(keepers)[1] == 0


def test_two_who_invite_the_same_person_at_once_make_one_user(keepers):
    came = at_once(
        *(
            lambda by=by: colleagues.invite(
                email="ny@kommune.example", name="Ny Opdigtet", roles=[Role.APPLICANT], by=by, at=OPENED
            )
            for by in keepers
        )
    )
    assert User.objects.filter(email="ny@kommune.example").count() == 1
    assert sum(isinstance(each, NotReady) for each in came) == 1
