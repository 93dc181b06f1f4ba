"""Colleagues: a municipality's administrator invites them, gives them roles and ends roles. Each is told by mail.

Source: domain page, "Who takes part". Nobody gives a role to themselves (`bad-inputs.md` 54), and one who could give
roles always stays. A role that ended counts at the next request (`bad-inputs.md` 32).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from applications.rules import free_text
from fsm3.access import rights, selectors, services
from fsm3.access.roles import Role
from fsm3.access.selectors import Member, Person
from fsm3.core import journal, mail
from fsm3.core.actors import Actor
from fsm3.core.problems import Problem, require
from fsm3.journeys import members
from fsm3.letters import mails

INVITED_TO = (Role.APPLICANT, Role.ACCOUNTANT, Role.SIGNATORY)
"""The roles somebody may be invited to."""
LONGEST_NAME = 120


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
    user_id = known.id if known else _newcomer(email, name.strip(), by)
    for role in given:
        members.give_role(user_id, organisation_id=organisation, role=role, by=by, at=at)
    _tell_given(user_id, organisation, given, asks=not (known and known.has_password), by=by, at=at)
    return Invited(user_id, known.name if known else "")


@transaction.atomic
def invite_again(user_id: int, *, by: Actor, at: datetime) -> None:
    """Send a colleague who has no password yet a new link. Raises NotReady(`password_chosen`) for one who has."""
    organisation = _own(by)
    held = _held(organisation, user_id)
    if not held:
        raise rights.NotAllowed("A municipality invites its own people.")
    require([Problem("password_chosen")] if held[0].has_password else [])
    _tell_given(user_id, organisation, [each.role for each in held], asks=True, by=by, at=at)


@transaction.atomic
def give_role(user_id: int, role: Role, *, by: Actor, at: datetime) -> None:
    """Give a colleague another role. Raises NotReady with `own_role` or `role_held_already`."""
    organisation = _own(by)
    held = _held(organisation, user_id)
    if not held:
        raise rights.NotAllowed("A municipality gives roles to its own people.")
    require([Problem("role_held_already", "role")] if role in {each.role for each in held} else [])
    members.give_role(user_id, organisation_id=organisation, role=role, by=by, at=at)
    _tell_given(user_id, organisation, [role], asks=not held[0].has_password, by=by, at=at)


@transaction.atomic
def end_role(membership_id: int, *, by: Actor, at: datetime) -> None:
    """End a role. Raises NotReady with `role_ended_already`, or `last_administrator` for the only one who could give it."""
    organisation = _own(by)
    held = next((each for each in selectors.members(organisation) if each.id == membership_id), None)
    if held is None:
        raise rights.NotAllowed("A municipality ends roles of its own people.")
    require(_cannot_end(held, organisation))
    services.end_role(membership_id, at=at)
    text = mails.role_ended(name=held.name, organisation=_name(organisation), role=held.role)
    mail.write(to=held.user_id, text=text, at=at)
    _record("role.ended", held.user_id, organisation, by=by, at=at, role=held.role)


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
    if not known and not name.strip():
        yield Problem("name_missing", "name")
    yield from free_text.faults(name, where="name", longest=LONGEST_NAME)
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


def _newcomer(email: str, name: str, by: Actor) -> int:
    """Add somebody who has yet to choose a password; whom an invented person invites is invented."""
    invented = selectors.is_invented(by.person)
    return services.add_user(email=email, name=name, password_hash=make_password(None), invented=invented)


def _tell_given(
    user_id: int, organisation: int, roles: Collection[Role], *, asks: bool, by: Actor, at: datetime
) -> None:
    """Mail somebody what they may do now; `asks` them to choose a password first, and keeps that in the journal."""
    said = mails.invited if asks else mails.roles_given
    name = selectors.names({user_id})[user_id]
    mail.write(to=user_id, text=said(name=name, organisation=_name(organisation), roles=tuple(roles)), at=at)
    if asks:
        services.invite(user_id, at=at)
        _record("member.invited", user_id, organisation, by=by, at=at)


def _name(organisation: int) -> str:
    return selectors.organisation_names({organisation})[organisation]


def _record(act: str, user_id: int, organisation: int, *, by: Actor, at: datetime, **content: str) -> None:
    kept = {"organisation": organisation, **content}
    journal.record(act, subject=f"user:{user_id}", by=by, at=at, content=kept)
