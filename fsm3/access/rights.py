"""Rights, read again inside the transaction that changes something: a role taken away a second ago counts at once."""

from __future__ import annotations

from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core.actors import Actor


class NotAllowed(Exception):
    """The actor does not hold the role the act asks for."""


def require(by: Actor, *roles: Role) -> None:
    """Pass when the actor acts in one of the roles and truly holds it now. Raises NotAllowed."""
    if by.role not in roles or not _holds(by):
        raise NotAllowed(f"{by.role or 'nobody'} is none of {', '.join(roles)}.")


def _holds(by: Actor) -> bool:
    return Membership.objects.filter(
        user=by.user_id,
        user__is_active=True,
        organisation=by.organisation_id,
        role=by.role,
        ended__isnull=True,
    ).exists()
