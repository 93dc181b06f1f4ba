"""Users: what an administrator does with somebody who is known: end a role, switch off and on, invite again.

Source: domain page, "Who takes part". What one administrator does another could undo, so two always stay. It counts at
the person's next request (`bad-inputs.md` 32).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from fsm3.access import everybody, rights, selectors, services
from fsm3.access.everybody import Known, RoleHeld
from fsm3.access.roles import Role
from fsm3.core import mail
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys import letting_in
from fsm3.letters import mails

FEWEST_ADMINISTRATORS = 2


@transaction.atomic
def end_role(membership_id: int, *, by: Actor, at: datetime) -> None:
    """End a role and tell whoever had it. Raises NotReady with `role_ended_already` or `two_administrators_stay`."""
    _take_turns(by)
    known = everybody.holder_of(membership_id)
    if known is None:
        raise NotReady([Problem("person_unknown")])
    held = next(each for each in known.roles if each.id == membership_id)
    require(_cannot_end(known, held))
    letting_in.end(
        membership_id,
        user_id=known.id,
        name=known.name,
        role=held.role,
        organisation=held.organisation_id,
        by=by,
        at=at,
    )


@transaction.atomic
def switch_off(user_id: int, *, by: Actor, at: datetime) -> None:
    """Let somebody sign in no more; their roles stay as they are, for when they are switched on again.

    Raises NotReady with `own_access`, `access_is_off` or `two_administrators_stay`.
    """
    known = _take_in_hand(user_id, by)
    require(_cannot_switch_off(known, by))
    services.switch(user_id, on=False)
    mail.write(to=user_id, text=mails.switched_off(name=known.name), at=at)
    letting_in.record("user.switched_off", user_id, by.organisation, by=by, at=at)


@transaction.atomic
def switch_on(user_id: int, *, by: Actor, at: datetime) -> None:
    """Let somebody sign in again. Raises NotReady(`access_is_on`)."""
    known = _take_in_hand(user_id, by)
    require([Problem("access_is_on")] if known.active else [])
    services.switch(user_id, on=True)
    mail.write(to=user_id, text=mails.switched_on(name=known.name), at=at)
    letting_in.record("user.switched_on", user_id, by.organisation, by=by, at=at)


@transaction.atomic
def invite_again(user_id: int, *, by: Actor, at: datetime) -> None:
    """Send somebody who has no password yet a new link.

    Raises NotReady with `password_chosen`, `access_is_off` or `nothing_to_invite_to`.
    """
    known = _take_in_hand(user_id, by)
    require(_cannot_invite(known))
    organisation = known.held[0].organisation_id
    roles = [each.role for each in known.held if each.organisation_id == organisation]
    letting_in.tell_given(user_id, organisation, roles, asks=True, by=by, at=at)


def _take_turns(by: Actor) -> None:
    """Let administrators act one after the other, each by the rights they have when their turn comes."""
    rights.require(by, Role.ADMINISTRATOR)
    services.lock_organisation(by.organisation)
    rights.require(by, Role.ADMINISTRATOR)


def _take_in_hand(user_id: int, by: Actor) -> Known:
    _take_turns(by)
    known = everybody.one(user_id)
    if known is None:
        raise NotReady([Problem("person_unknown")])
    return known


def _cannot_end(known: Known, held: RoleHeld) -> Iterator[Problem]:
    if held.ended:
        yield Problem("role_ended_already")
    elif held.role is Role.ADMINISTRATOR and _too_few_without(known):
        yield Problem("two_administrators_stay")


def _cannot_switch_off(known: Known, by: Actor) -> Iterator[Problem]:
    if known.id == by.user_id:
        yield Problem("own_access")
    if not known.active:
        yield Problem("access_is_off")
    if Role.ADMINISTRATOR in {each.role for each in known.held} and _too_few_without(known):
        yield Problem("two_administrators_stay")


def _cannot_invite(known: Known) -> Iterator[Problem]:
    if known.has_password:
        yield Problem("password_chosen")
    if not known.active:
        yield Problem("access_is_off")
    if not known.held:
        yield Problem("nothing_to_invite_to")


def _too_few_without(known: Known) -> bool:
    """Whether fewer than two administrators would be left who can sign in."""
    if not known.active:
        return False
    administrators = selectors.holders(selectors.agency_id(), Role.ADMINISTRATOR)
    return sum(each.user_id != known.id for each in administrators) < FEWEST_ADMINISTRATORS
