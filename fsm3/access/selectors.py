"""Reads of access: who somebody is, for whom they act, whom to write to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from fsm3.access.models import Engagement, Membership, Organisation, User
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core.actors import Actor
from fsm3.core.danish import sort_key


@dataclass(frozen=True)
class Held:
    """A role somebody holds for an organisation."""

    id: int
    user_id: int
    user_name: str
    email: str
    role: Role
    organisation_id: int
    organisation: str
    organisation_kind: OrganisationKind

    @property
    def actor(self) -> Actor:
        """The actor of an act done under this membership."""
        return Actor(self.user_id, self.role, self.organisation_id)


def memberships(user_id: int) -> tuple[Held, ...]:
    """What an active user does for whom, now; nothing for one who is switched off."""
    rows = Membership.objects.filter(user_id=user_id, user__is_active=True, ended__isnull=True)
    return _held(rows)


def memberships_by_mail(email: str) -> tuple[Held, ...]:
    """What the active user of a mail address does for whom, now."""
    rows = Membership.objects.filter(user__email=email.lower(), user__is_active=True, ended__isnull=True)
    return _held(rows)


def holders(organisation_id: int, *roles: Role) -> tuple[Held, ...]:
    """Who holds one of the roles for an organisation, now."""
    rows = Membership.objects.filter(
        organisation_id=organisation_id, role__in=roles, user__is_active=True, ended__isnull=True
    )
    return _held(rows)


def held_at(user_id: int, role: Role, organisation_id: int, *, at: datetime) -> bool:
    """Whether somebody held a role for an organisation at a moment."""
    rows = Membership.objects.filter(
        user_id=user_id, role=role, organisation_id=organisation_id, since__lte=at
    )
    return rows.filter(Q(ended__isnull=True) | Q(ended__gt=at)).exists()


@dataclass(frozen=True)
class Member:
    """A role that somebody has for an organisation, or had until `ended`, and how far they are with signing in.

    `invited_at` is when they were last asked to choose a password.
    """

    id: int
    user_id: int
    name: str
    email: str
    role: Role
    since: datetime
    ended: datetime | None
    active: bool
    has_password: bool
    invited_at: datetime | None


def members(organisation_id: int) -> tuple[Member, ...]:
    """Everybody who has or had a role for an organisation, by name, each with their roles in the order they got them."""
    none_chosen = Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    rows = (
        Membership.objects.filter(organisation_id=organisation_id)
        .annotate(no_password=ExpressionWrapper(none_chosen, BooleanField()))
        .order_by("id")
    )
    found = (
        Member(id_, user, name, email, Role(role), since, ended, active, not no_password, invited)
        for id_, user, name, email, role, since, ended, active, no_password, invited in rows.values_list(
            *_MEMBER
        )
    )
    return tuple(sorted(found, key=lambda each: (sort_key(each.name), each.user_id)))


_MEMBER = (
    "id", "user_id", "user__name", "user__email", "role", "since", "ended", "user__is_active", "no_password",
    "user__invited_at",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A user as whoever writes their mail address may find them."""

    id: int
    name: str
    active: bool
    has_password: bool


def person(email: str) -> Person | None:
    """The user of a mail address."""
    row = User.objects.filter(email=email.lower()).first()
    return Person(row.id, row.name, row.is_active, row.has_usable_password()) if row else None


def names(user_ids: set[int]) -> dict[int, str]:
    """The names of users by id."""
    return dict(User.objects.filter(id__in=user_ids).values_list("id", "name"))


def is_invented(user_id: int) -> bool:
    """Whether a user is made up for the demo; what such a user writes is made up as well."""
    return User.objects.filter(id=user_id, invented=True).exists()


def organisation_names(ids: set[int]) -> dict[int, str]:
    """The names of organisations by id."""
    return dict(Organisation.objects.filter(id__in=ids).values_list("id", "name"))


def organisations(kind: OrganisationKind) -> tuple[int, ...]:
    """The organisations of a kind, oldest first."""
    return tuple(Organisation.objects.filter(kind=kind).order_by("id").values_list("id", flat=True))


@dataclass(frozen=True)
class Group:
    """Invented people of one organisation."""

    organisation: str
    people: tuple[Held, ...]


def people_to_try(municipalities: Sequence[int]) -> tuple[Group, ...]:
    """The demo's invented people by organisation: the agency, the given municipalities in order, the rest."""
    theirs = Q(organisation_id__in=municipalities) | ~Q(organisation__kind=OrganisationKind.MUNICIPALITY)
    rows = Membership.objects.filter(theirs, user__invented=True, user__is_active=True, ended__isnull=True)
    groups: dict[int, list[Held]] = {}
    for held in _held(rows):
        groups.setdefault(held.organisation_id, []).append(held)
    in_order = sorted(groups.values(), key=lambda people: _order(people[0], municipalities))
    return tuple(Group(people[0].organisation, tuple(people)) for people in in_order)


def invented(membership_id: int) -> Held | None:
    """A membership of one of the demo's invented people, if it holds now."""
    rows = Membership.objects.filter(
        id=membership_id, user__invented=True, user__is_active=True, ended__isnull=True
    )
    return next(iter(_held(rows)), None)


def _order(held: Held, municipalities: Sequence[int]) -> tuple[int, int]:
    if held.organisation_kind is OrganisationKind.MUNICIPALITY:
        return (1, list(municipalities).index(held.organisation_id))
    return (0 if held.organisation_kind is OrganisationKind.AGENCY else 2, held.organisation_id)


def mail_in_use(email: str) -> bool:
    """Whether a user with this mail address is known."""
    return User.objects.filter(email=email.lower()).exists()


def agency_id() -> int:
    """The agency's own organisation. Raises Organisation.DoesNotExist on an empty database."""
    return Organisation.objects.values_list("id", flat=True).get(kind=OrganisationKind.AGENCY)


def engaged_by(firm_id: int | None) -> frozenset[int]:
    """The municipalities' organisations that have engaged an audit firm, now."""
    rows = Engagement.objects.filter(firm_id=firm_id, ended__isnull=True)
    return frozenset(rows.values_list("client_id", flat=True))


@dataclass(frozen=True)
class EngagedFirm:
    """An audit firm a municipality has engaged, or had engaged until `ended`."""

    id: int
    name: str
    cvr: str
    since: datetime
    ended: datetime | None


@dataclass(frozen=True)
class Firm:
    """An audit firm that can be engaged."""

    id: int
    name: str
    cvr: str


def firms() -> tuple[Firm, ...]:
    """All audit firms by name."""
    rows = Organisation.objects.filter(kind=OrganisationKind.AUDIT_FIRM).order_by("name", "id")
    return tuple(Firm(*row) for row in rows.values_list("id", "name", "cvr"))


def firms_of(client_id: int | None) -> tuple[EngagedFirm, ...]:
    """The audit firms a municipality engaged, newest engagement first, those that ended included."""
    rows = Engagement.objects.filter(client_id=client_id).order_by("-since", "-id")
    return tuple(
        EngagedFirm(*row) for row in rows.values_list("firm_id", "firm__name", "firm__cvr", "since", "ended")
    )


_HELD = (
    "id", "user_id", "user__name", "user__email", "role",
    "organisation_id", "organisation__name", "organisation__kind",
)  # fmt: skip


def _held(rows: QuerySet[Membership]) -> tuple[Held, ...]:
    """Memberships as values, oldest first."""
    return tuple(
        Held(id_, user, name, email, Role(role), organisation, of, OrganisationKind(kind))
        for id_, user, name, email, role, organisation, of, kind in rows.order_by("id").values_list(*_HELD)
    )
