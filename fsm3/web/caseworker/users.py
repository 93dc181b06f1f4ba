"""Everybody who can sign in, for the agency's administrators: found by name, mail address, organisation, role or access."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fsm3.access import everybody
from fsm3.access.everybody import Access, Known, RoleHeld, Wish
from fsm3.access.guards import open_to
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core import mail
from fsm3.web.caseworker.user_forms import role_choices
from fsm3.web.shared.access_badges import access_of
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Badge, Breadcrumb, Cell, Column, Filter, Filters, Link, Search, Table
from fsm3.web.shared.labels import role_label

ON_A_PAGE = 50
_ACCESS = {"aktiv": Access.HELD, "ophoert": Access.ENDED, "lukket": Access.OFF}
"""How the address names what somebody can do here now."""
MOST_WORDS = 100


@open_to(Role.ADMINISTRATOR)
@require_safe
def users(request: SignedIn) -> HttpResponse:
    """Show everybody who fits what the address asks for."""
    wish = read_wish(request.GET)
    found = everybody.everybody(wish)
    page = _page(request.GET, len(found))
    shown = found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    context = {
        "breadcrumb": Breadcrumb(_("Users")),
        "filters": _filters(request.GET, wish),
        "count": ngettext("%(count)s person", "%(count)s persons", len(found)) % {"count": len(found)},
        "table": _table(shown),
        "earlier": _address(request.GET, page - 1) if page else "",
        "later": _address(request.GET, page + 1) if len(found) > (page + 1) * ON_A_PAGE else "",
        "without": _without_administrator(),
    }
    return render(request, "caseworker/users.html", context)


def read_wish(address: QueryDict) -> Wish:
    """What the address asks for; what it does not understand it leaves out."""
    role = address.get("rolle", "")
    return Wish(
        words=address.get("ord", "")[:MOST_WORDS].replace("\x00", ""),
        role=Role(role) if role in set(Role) else None,
        access=_ACCESS.get(address.get("adgang", "")),
    )


def _page(address: QueryDict, count: int) -> int:
    """Which page is asked for, from nothing; the last one there is for one beyond it."""
    typed = address.get("side", "")
    number = int(typed) - 1 if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    return min(max(number, 0), max(count - 1, 0) // ON_A_PAGE)


def _address(address: QueryDict, page: int) -> str:
    kept = {name: address[name] for name in ("ord", "rolle", "adgang") if address.get(name)}
    return "?" + urlencode({**kept, **({"side": str(page + 1)} if page else {})})


def _filters(address: QueryDict, wish: Wish) -> Filters:
    access = next((name for name, value in _ACCESS.items() if value is wish.access), "")
    roles = (("", _("All")), *role_choices())
    states = (
        ("", _("All")), ("aktiv", _("Has a role now")), ("ophoert", _("No role any more")), ("lukket", _("Switched off")),
    )  # fmt: skip
    return Filters(
        (
            Filter("rolle", _("Role"), roles, wish.role or ""),
            Filter("adgang", _("Access"), states, access),
        ),
        all=Link(_("Show all"), reverse("users")) if wish != Wish() else None,
        search=Search("ord", _("Name, mail address or organisation"), wish.words),
    )


def _table(found: Iterable[Known]) -> Table:
    people = tuple(found)
    lost = mail.unreachable({each.id for each in people})
    columns = (Column(_("Name")), Column(_("Roles now")), Column(_("Access")))
    rows = tuple(_row(each, unreachable=each.id in lost) for each in people)
    return Table(_("Users by name"), columns, rows, _("Nobody fits."), stacked=True)


def _row(each: Known, *, unreachable: bool) -> tuple[Cell, ...]:
    roles = tuple(role_for(held) for held in each.held) or (_("None"),)
    badge, note = badge_of(each, unreachable=unreachable)
    return (
        Cell(each.name, reverse("user", args=(each.id,)), (each.email,)),
        Cell(roles[0], lines=roles[1:]),
        Cell(badge=badge, details=(note,) if note else ()),
    )


def role_for(held: RoleHeld) -> str:
    """A role, and for whom."""
    return _("%(role)s, %(organisation)s") % {
        "role": role_label(held.role),
        "organisation": held.organisation,
    }


def badge_of(each: Known, *, unreachable: bool) -> tuple[Badge, str]:
    """Whether somebody can do anything here, and a line that says what is in the way."""
    if each.active and not each.held:
        return Badge(_("No role"), "quiet"), ""
    badge, note = access_of(each, unreachable=unreachable)
    return badge, note if each.active else ""


def _without_administrator() -> str:
    """How many municipalities have nobody who gives roles there; nothing when all have."""
    places = everybody.places(OrganisationKind.MUNICIPALITY)
    count = sum(not place.keepers for place in places)
    said = ngettext(
        "%(count)s municipality has no administrator of its own yet. Add the first one, who then invites the colleagues.",
        "%(count)s municipalities have no administrator of their own yet. Add the first one of each, who then invites the colleagues.",
        count,
    )
    return said % {"count": count} if count else ""


def under_users(here: str, *above: Link) -> Breadcrumb:
    """Where a page under the users lies."""
    return Breadcrumb(here, (Link(_("Users"), reverse("users")), *above))
