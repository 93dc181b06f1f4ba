"""Writes of access; called by journeys alone."""

from __future__ import annotations

from datetime import datetime

from fsm3.access.models import Engagement, Membership, Organisation, User
from fsm3.access.roles import OrganisationKind, Role, may_hold
from fsm3.core.problems import require


def add_organisation(kind: OrganisationKind, *, name: str, cvr: str, code: str | None = None) -> int:
    """Add an organisation, or bring the name and CVR of a known municipality up to date; returns its id."""
    if code is None:
        return Organisation.objects.create(kind=kind, name=name, cvr=cvr).id
    row, _ = Organisation.objects.update_or_create(
        code=code, defaults={"kind": kind, "name": name, "cvr": cvr}
    )
    return row.id


def add_user(*, email: str, name: str, password_hash: str, invented: bool) -> int:
    """Add a user with a password that is already hashed, unusable until they choose their own; or find who was just added."""
    kept = {"name": name, "password": password_hash, "invented": invented}
    return User.objects.get_or_create(email=email.lower(), defaults=kept)[0].id


def invite(user_id: int, *, at: datetime) -> None:
    """Keep that a user is asked to choose a password."""
    User.objects.filter(id=user_id).update(invited_at=at)


def give_role(user_id: int, *, organisation_id: int, role: Role, at: datetime) -> int:
    """Give a user a role for an organisation. Raises NotReady with what `roles.may_hold` finds."""
    User.objects.select_for_update().get(id=user_id)
    kind = OrganisationKind(Organisation.objects.values_list("kind", flat=True).get(id=organisation_id))
    rows = Membership.objects.filter(user_id=user_id, ended__isnull=True)
    held = list(rows.values_list("role", "organisation__kind"))
    others, kinds = [Role(name) for name, _ in held], [OrganisationKind(each) for _, each in held]
    require(may_hold(role, organisation=kind, beside=others, of=kinds))
    row, _ = Membership.objects.get_or_create(
        user_id=user_id, organisation_id=organisation_id, role=role, ended=None, defaults={"since": at}
    )
    return row.id


def end_role(membership_id: int, *, at: datetime) -> None:
    """Keep that a role is over."""
    Membership.objects.filter(id=membership_id, ended__isnull=True).update(ended=at)


def switch(user_id: int, *, on: bool) -> None:
    """Let a user sign in, or not any more. What they have and did stays."""
    User.objects.filter(id=user_id).update(is_active=on)


def lock_organisation(organisation_id: int) -> int:
    """Lock an organisation that changes something of its own; its people take turns. Raises Organisation.DoesNotExist."""
    return Organisation.objects.select_for_update(no_key=True).get(id=organisation_id).id


def engage(client_id: int, *, firm_id: int, at: datetime) -> int:
    """Keep that a municipality engages an audit firm; returns the engagement."""
    return Engagement.objects.create(client_id=client_id, firm_id=firm_id, since=at).id


def end_engagement(client_id: int, *, firm_id: int, at: datetime) -> None:
    """Keep that an engagement is over."""
    Engagement.objects.filter(client_id=client_id, firm_id=firm_id, ended__isnull=True).update(ended=at)
