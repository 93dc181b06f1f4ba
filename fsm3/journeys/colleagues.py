"""Colleagues: a municipality's administrator invites them, gives them roles and ends roles. Each is told by mail.

Source: domain page, "Who takes part". Nobody gives a role to themselves (`bad-inputs.md` 54), and one who could give
roles always stays. A role that ended counts at the next request (`bad-inputs.md` 32).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from applications.rules import free_text
from fsm3.access import rights, selectors, services
from fsm3.access.roles import MUNICIPALITY_ROLES, Role
from fsm3.access.selectors import Member, Person
from fsm3.core.actors import Actor
from fsm3.core.problems import Problem, require
from fsm3.journeys import letting_in
from fsm3.journeys.letting_in import LONGEST_NAME, name_faults

INVITED_TO = (Role.APPLICANT, Role.ACCOUNTANT, Role.SIGNATORY)
"""The roles somebody may be invited to."""


@dataclass(frozen=True)
class Invited:
    """Whoever was invited; `known_as` is the name of somebody who was known already, who keeps it."""

    user_id: int
    known_as: str


@transaction.atomic
def invite(*, email: str, name: str, roles: Collection[Role], by: Actor, at: datetime) -> Invited:
    """Invite somebody into the actor's own municipality, with one or several roles.

    Whoever has no password yet is asked to choose one; somebody who is known just gets the roles. Raises NotReady with
    what is wrong with the person or the roles.
    """
    organisation = _own(by)
    known = selectors.person(email)
    held = {each.role for each in _held(organisation, known.id)} if known else set()
    given = [role for role in INVITED_TO if role in roles and role not in held]
    require(_cannot_invite(known, name, roles, given))
    user_id = known.id if known else letting_in.newcomer(email, name, by=by)
    for role in given:
        letting_in.give(user_id, organisation, role, by=by, at=at)
    asks = not (known and known.has_password)
    letting_in.tell_given(user_id, organisation, given, asks=asks, by=by, at=at)
    return Invited(user_id, known.name if known else "")


@transaction.atomic
def invite_again(user_id: int, *, by: Actor, at: datetime) -> None:
    """Send a colleague who has no password yet a new link. Raises NotReady(`password_chosen`) for one who has."""
    organisation = _own(by)
    held = _held(organisation, user_id)
    if not held:
        raise rights.NotAllowed("A municipality invites its own people.")
    require([Problem("password_chosen")] if held[0].has_password else [])
    roles = [each.role for each in held]
    letting_in.tell_given(user_id, organisation, roles, asks=True, by=by, at=at)


@transaction.atomic
def give_role(user_id: int, role: Role, *, by: Actor, at: datetime) -> None:
    """Give a colleague another role. Raises NotReady with `own_role` or `role_held_already`."""
    organisation = _own(by)
    held = _held(organisation, user_id)
    if not held or role not in MUNICIPALITY_ROLES:
        raise rights.NotAllowed("A municipality gives its own roles to its own people.")
    require([Problem("role_held_already", "role")] if role in {each.role for each in held} else [])
    letting_in.give(user_id, organisation, role, by=by, at=at)
    letting_in.tell_given(user_id, organisation, [role], asks=not held[0].has_password, by=by, at=at)


@transaction.atomic
def end_role(membership_id: int, *, by: Actor, at: datetime) -> None:
    """End a role. Raises NotReady with `role_ended_already`, or `last_administrator` for the only one who could give it."""
    organisation = _own(by)
    held = next((each for each in selectors.members(organisation) if each.id == membership_id), None)
    if held is None:
        raise rights.NotAllowed("A municipality ends roles of its own people.")
    require(_cannot_end(held, organisation))
    letting_in.end(
        membership_id,
        user_id=held.user_id,
        name=held.name,
        role=held.role,
        organisation=organisation,
        by=by,
        at=at,
    )


def _own(by: Actor) -> int:
    """The municipality whose administrator acts, locked: two of them take turns."""
    rights.require(by, Role.MUNICIPALITY_ADMINISTRATOR)
    return services.lock_organisation(by.organisation)


def _held(organisation: int, user_id: int) -> list[Member]:
    """The roles somebody has for the municipality now."""
    return [each for each in selectors.members(organisation) if each.user_id == user_id and not each.ended]


def _cannot_invite(
    known: Person | None, name: str, roles: Collection[Role], given: Collection[Role]
) -> Iterator[Problem]:
    yield from free_text.faults(name, where="name", longest=LONGEST_NAME) if known else name_faults(name)
    if known and not known.active:
        yield Problem("switched_off", "email")
    if not set(roles) & set(INVITED_TO):
        yield Problem("role_missing", "roles")
    elif not given:
        yield Problem("role_held_already", "roles")


def _cannot_end(held: Member, organisation: int) -> Iterator[Problem]:
    if held.ended:
        yield Problem("role_ended_already")
    elif held.role is Role.MUNICIPALITY_ADMINISTRATOR and not _others(held, organisation):
        yield Problem("last_administrator")


def _others(held: Member, organisation: int) -> bool:
    administrators = selectors.holders(organisation, Role.MUNICIPALITY_ADMINISTRATOR)
    return any(each.user_id != held.user_id for each in administrators)
