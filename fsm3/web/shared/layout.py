"""What every page shows around its content: menu, roles to switch between, and whether this is the demo."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


_MENU: tuple[tuple[str, Promise, Collection[Role]], ...] = (
    ("work", gettext_lazy("My work"), AGENCY),
    ("cases", gettext_lazy("Cases"), READS_ALL),
    ("rooms", gettext_lazy("Decisions"), READS_ALL),
    ("all_letters", gettext_lazy("Letters"), READS_ALL),
    ("outcomes", gettext_lazy("Outcomes"), READS_ALL),
    ("payments", gettext_lazy("Payouts"), READS_ALL),
    ("setup", gettext_lazy("Set-up"), READS_ALL),
    ("users", gettext_lazy("Users"), (Role.ADMINISTRATOR,)),
    ("proposals", gettext_lazy("Proposals"), (*AGENCY, Role.ADMINISTRATOR)),
    ("exceptions_newest", gettext_lazy("Exceptions"), READS_ALL),
    ("jobs", gettext_lazy("Jobs"), MENDS),
    ("own_applications", gettext_lazy("Our applications"), TAKES_PART),
    ("own_members", gettext_lazy("Our colleagues"), COLLEAGUES),
    ("own_auditors", gettext_lazy("Our auditors"), ENGAGES),
    ("audits", gettext_lazy("Accounts to audit"), (Role.AUDITOR,)),
)
"""The parts of the site: the address of each, what it is called, and who has it in their menu."""


def _menu(request: HttpRequest, membership: Held | None) -> Iterator[Item]:
    yield _item(request, "home", _("Front page"))
    for name, text, roles in _MENU:
        if membership and membership.role in roles:
            yield _item(request, name, str(text))
    if settings.DEMO:
        yield _item(request, "mailbox", _("Mail of the demo"))


def _item(request: HttpRequest, name: str, text: str) -> Item:
    url = _address(name)
    current = request.path == url or (name != "home" and request.path.startswith(url))
    return Item(text, url, current)


@cache
def _address(name: str) -> str:
    """The address of a part of the site; every page asks for those of the whole menu, and they never change."""
    return reverse(name)
