"""Letting in: what the agency's administrators and a municipality's do alike when they give roles and end them.

Source: domain page, "Who takes part". Nobody gives a role to themselves (`bad-inputs.md` 54). Whoever gets a role or
loses one is told by mail; one who has no password yet is asked to choose one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.contrib.auth.hashers import make_password

from applications.rules import free_text
from fsm3.access import selectors, services
from fsm3.access.roles import Role
from fsm3.core import journal, mail
from fsm3.core.actors import Actor
from fsm3.core.problems import Problem, require
from fsm3.letters import mails

LONGEST_NAME = 120


def name_faults(name: str) -> Iterator[Problem]:
    """What is wrong with the name of somebody new."""
    if not name.strip():
        yield Problem("name_missing", "name")
    yield from free_text.faults(name, where="name", longest=LONGEST_NAME)


def newcomer(email: str, name: str, *, by: Actor, password_hash: str = "", invented: bool = False) -> int:
    """Add somebody, who has yet to choose a password unless one is given; whom an invented person adds is invented."""
    made_up = invented or (by.user_id is not None and selectors.is_invented(by.user_id))
    return services.add_user(
        email=email,
        name=name.strip(),
        password_hash=password_hash or make_password(None),
        invented=made_up,
    )


def give(user_id: int, organisation: int, role: Role, *, by: Actor, at: datetime) -> None:
    """Give a role, and keep in the journal who gave it. Raises NotReady with `own_role`, and what `may_hold` finds."""
    require([Problem("own_role", role)] if user_id == by.user_id else [])
    services.give_role(user_id, organisation_id=organisation, role=role, at=at)
    record("role.given", user_id, organisation, by=by, at=at, role=role)


def tell_given(
    user_id: int, organisation: int, roles: Collection[Role], *, asks: bool, by: Actor, at: datetime
) -> None:
    """Mail somebody what they may do now; `asks` them to choose a password first, and keeps that in the journal."""
    said = mails.invited if asks else mails.roles_given
    name, agency = selectors.names({user_id})[user_id], by.role == Role.ADMINISTRATOR
    text = said(name=name, organisation=_name(organisation), roles=tuple(roles), by_agency=agency)
    mail.write(to=user_id, text=text, at=at)
    if asks:
        services.invite(user_id, at=at)
        record("member.invited", user_id, organisation, by=by, at=at)


def end(
    membership_id: int,
    *,
    user_id: int,
    name: str,
    role: Role,
    organisation: int,
    by: Actor,
    at: datetime,
) -> None:
    """End a role, tell whoever had it, and keep who ended it."""
    services.end_role(membership_id, at=at)
    agency = by.role == Role.ADMINISTRATOR
    text = mails.role_ended(name=name, organisation=_name(organisation), role=role, by_agency=agency)
    mail.write(to=user_id, text=text, at=at)
    record("role.ended", user_id, organisation, by=by, at=at, role=role)


def record(act: str, user_id: int, organisation: int, *, by: Actor, at: datetime, **content: str) -> None:
    """Keep in the journal what was done about somebody, by ids alone."""
    kept = {"organisation": organisation, **content}
    journal.record(act, subject=f"user:{user_id}", by=by, at=at, content=kept)


def _name(organisation: int) -> str:
    return selectors.organisation_names({organisation})[organisation]
