"""Reads of everybody, for the agency's administrators: who holds what for whom, who held it, and where it can be given.

Whoever is known is found, also without a role and when switched off: a name is never hidden from those who give roles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from fsm3.access.models import Membership, Organisation, User
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core.danish import sort_key


class Access(StrEnum):
    """Whether somebody can do anything here now."""

    HELD = "held"
    ENDED = "ended"
    OFF = "off"


@dataclass(frozen=True)
class Wish:
    """What the list leaves out: `words` are parts of name, mail address or organisation, all of which have to be there."""

    words: str = ""
    role: Role | None = None
    access: Access | None = None


@dataclass(frozen=True)
class RoleHeld:
    """A role that somebody has for an organisation, or had until `ended`."""

    id: int
    role: Role
    organisation_id: int
    organisation: str
    kind: OrganisationKind
    since: datetime
    ended: datetime | None


@dataclass(frozen=True)
class Known:
    """Somebody who is known, with the roles they have and had, oldest first, and how far they are with signing in."""

    id: int
    name: str
    email: str
    active: bool
    has_password: bool
    invited_at: datetime | None
    roles: tuple[RoleHeld, ...]

    @property
    def held(self) -> tuple[RoleHeld, ...]:
        """The roles they have now."""
        return tuple(each for each in self.roles if each.ended is None)

    @property
    def access(self) -> Access:
        """Whether they can do anything here now."""
        if not self.active:
            return Access.OFF
        return Access.HELD if self.held else Access.ENDED


def everybody(wish: Wish) -> tuple[Known, ...]:
    """Everybody who fits, by name, in one query however many there are."""
    found = (each for each in _known(Q()) if _fits(each, wish))
    return tuple(sorted(found, key=lambda each: (sort_key(each.name), each.id)))


def one(user_id: int) -> Known | None:
    """Somebody who is known."""
    return next(iter(_known(Q(id=user_id))), None)


def holder_of(membership_id: int) -> Known | None:
    """Whose role this is."""
    user = Membership.objects.filter(id=membership_id).values_list("user_id", flat=True).first()
    return one(user) if user else None


_USER = ("id", "name", "email", "is_active", "no_password", "invited_at")
_ROLE = ("id", "role", "organisation_id", "organisation__name", "organisation__kind", "since", "ended")


def _known(which: Q) -> list[Known]:
    none_chosen = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    rows = (
        User.objects.filter(which)
        .annotate(no_password=ExpressionWrapper(none_chosen, BooleanField()))
        .order_by("id", "memberships__id")
        .values_list(*_USER, *(f"memberships__{field}" for field in _ROLE))
    )
    return [_person(list(same)) for _id, same in groupby(rows, key=lambda row: row[0])]


def _person(rows: list[tuple[Any, ...]]) -> Known:
    id_, name, email, active, no_password, invited, *_ = rows[0]
    roles = (row[len(_USER) :] for row in rows if row[len(_USER)] is not None)
    return Known(id_, name, email, active, not no_password, invited, tuple(map(_role, roles)))


def _role(row: tuple[Any, ...]) -> RoleHeld:
    id_, role, organisation_id, organisation, kind, since, ended = row
    return RoleHeld(id_, Role(role), organisation_id, organisation, OrganisationKind(kind), since, ended)


def _fits(each: Known, wish: Wish) -> bool:
    if wish.access and each.access is not wish.access:
        return False
    among = each.held or each.roles
    if wish.role and wish.role not in {held.role for held in among}:
        return False
    text = " ".join((each.name, each.email, *(held.organisation for held in each.roles))).casefold()
    return all(word in text for word in wish.words.casefold().split())


@dataclass(frozen=True)
class Place:
    """An organisation that people can have roles for; `keepers` is how many administrators of its own it has now."""

    id: int
    kind: OrganisationKind
    name: str
    cvr: str
    people: int
    keepers: int
    clients: int


def places(*kinds: OrganisationKind) -> tuple[Place, ...]:
    """The organisations of these kinds by name, in one query."""
    now = Q(memberships__ended__isnull=True, memberships__user__is_active=True)
    rows = (
        Organisation.objects.filter(kind__in=kinds)
        .annotate(
            people=Count("memberships__user", filter=now, distinct=True),
            keepers=Count(
                "memberships__user",
                filter=now & Q(memberships__role=Role.MUNICIPALITY_ADMINISTRATOR),
                distinct=True,
            ),
            engaged=Count("clients", filter=Q(clients__ended__isnull=True), distinct=True),
        )
        .values_list("id", "kind", "name", "cvr", "people", "keepers", "engaged")
    )
    found = (
        Place(id_, OrganisationKind(kind), name, cvr, people, keepers, clients)
        for id_, kind, name, cvr, people, keepers, clients in rows
    )
    return tuple(sorted(found, key=lambda place: (sort_key(place.name), place.id)))


def by_kind(found: Iterable[Place]) -> dict[OrganisationKind, tuple[Place, ...]]:
    """Organisations by their kind, in the order of the kinds."""
    known = tuple(found)
    grouped = ((kind, tuple(each for each in known if each.kind is kind)) for kind in OrganisationKind)
    return {kind: each for kind, each in grouped if each}
