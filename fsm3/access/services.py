"""Writes of access; called by the journey `members` alone."""

from __future__ import annotations

from datetime import datetime

from fsm3.access.models import Membership, Organisation, User
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
    """Add a user with a password that is already hashed (an unusable one until they choose their own)."""
    return User.objects.create(email=email.lower(), name=name, password=password_hash, invented=invented).id


def give_role(user_id: int, *, organisation_id: int, role: Role, at: datetime) -> int:
    """Give a user a role for an organisation. Raises NotReady with what `roles.may_hold` finds."""
    User.objects.select_for_update().get(id=user_id)
    kind = OrganisationKind(Organisation.objects.values_list("kind", flat=True).get(id=organisation_id))
    held = Membership.objects.filter(user_id=user_id, ended__isnull=True).values_list("role", flat=True)
    require(may_hold(role, organisation=kind, beside=[Role(name) for name in held]))
    row, _ = Membership.objects.get_or_create(
        user_id=user_id, organisation_id=organisation_id, role=role, ended=None, defaults={"since": at}
    )
    return row.id
