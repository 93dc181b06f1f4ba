"""What every page shows around its content: menu, roles to switch between, and whether this is the demo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fsm3.access.roles import Role
from fsm3.access.selectors import Held
from fsm3.web.shared.labels import AGENCY, COLLEAGUES, ENGAGES, MENDS, READS_ALL, TAKES_PART, role_label
from fsm3.web.shared.session_time import session_notice


@dataclass(frozen=True)
class Item:
    """An entry of the main menu; `current` marks the part of the site the page belongs to."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True)
class Hat:
    """A role somebody can act in, in words."""

    membership: int
    role: str
    organisation: str


def layout(request: HttpRequest) -> dict[str, Any]:
    """The context processor of all pages."""
    membership: Held | None = getattr(request, "membership", None)
    held: tuple[Held, ...] = getattr(request, "memberships", ())
    return {
        "demo": settings.DEMO,
        "menu": tuple(_menu(request, membership)),
        "hat": _hat(membership) if membership else None,
        "other_hats": tuple(_hat(each) for each in held if each != membership),
        "languages": settings.LANGUAGES,
        "session_notice": session_notice(request),
    }


def _hat(held: Held) -> Hat:
    return Hat(held.id, role_label(held.role), held.organisation)


def _menu(request: HttpRequest, membership: Held | None) -> Iterator[Item]:
    yield _item(request, "home", _("Front page"))
    if membership and membership.role in READS_ALL:
        yield _item(request, "cases", _("Cases"))
        yield _item(request, "outcomes", _("Outcomes"))
        yield _item(request, "payments", _("Payouts"))
        yield _item(request, "exceptions_newest", _("Exceptions"))
    if membership and membership.role == Role.ADMINISTRATOR:
        yield _item(request, "users", _("Users"))
    if membership and membership.role in {*AGENCY, Role.ADMINISTRATOR}:
        yield _item(request, "proposals", _("Proposals"))
    if membership and membership.role in MENDS:
        yield _item(request, "jobs", _("Jobs"))
    if membership and membership.role in TAKES_PART:
        yield _item(request, "own_applications", _("Our applications"))
    if membership and membership.role in COLLEAGUES:
        yield _item(request, "own_members", _("Our colleagues"))
    if membership and membership.role in ENGAGES:
        yield _item(request, "own_auditors", _("Our auditors"))
    if membership and membership.role == Role.AUDITOR:
        yield _item(request, "audits", _("Accounts to audit"))
    if settings.DEMO:
        yield _item(request, "mailbox", _("Mail of the demo"))


def _item(request: HttpRequest, name: str, text: str) -> Item:
    url = reverse(name)
    current = request.path == url or (name != "home" and request.path.startswith(url))
    return Item(text, url, current)
