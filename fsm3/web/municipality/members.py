"""Who may sign in for the municipality and in which roles, who could before, and what they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.selectors.own import numbers
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.access.selectors import Member
from fsm3.core import journal, mail
from fsm3.core.danish import day, moment
from fsm3.core.journal import Deed
from fsm3.core.periods import day_of
from fsm3.web.shared import paging
from fsm3.web.shared.access_badges import access_of
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Event, Table, Timeline
from fsm3.web.shared.journal_texts import act_label
from fsm3.web.shared.labels import COLLEAGUES, role_label

ON_A_PAGE = 25


@dataclass(frozen=True)
class Colleague:
    """Somebody with the roles they have; `unreachable` when their newest mail could not be delivered."""

    held: tuple[Member, ...]
    unreachable: bool

    @property
    def who(self) -> Member:
        """The person, as any of their roles tells them."""
        return self.held[0]


@open_to(*COLLEAGUES)
@require_safe
def members(request: SignedIn) -> HttpResponse:
    """Show the people of the municipality, and page by page what they did."""
    known = access.members(request.actor.organisation)
    found = journal.of_organisation(request.actor.organisation, ON_A_PAGE + 1, before=paging.before(request))
    shown = found[:ON_A_PAGE]
    administrators = [
        each.name for each in known if each.role is Role.MUNICIPALITY_ADMINISTRATOR and not each.ended
    ]
    ended = [each for each in known if each.ended]
    acts = request.membership.role is Role.MUNICIPALITY_ADMINISTRATOR
    context = {
        "breadcrumb": Breadcrumb(_("Our colleagues")),
        "acts": acts,
        "administrators": ", ".join(dict.fromkeys(administrators)),
        "people": _people(colleagues(known), acts=acts),
        "ended": _ended(ended) if ended else None,
        "deeds": Timeline(
            _("Who did what"), tuple(_deeds(shown, known)), _("Nobody has done anything here yet.")
        ),
        "leaf": paging.leaf(request, shown[-1].seq if shown else None, more=len(found) > ON_A_PAGE),
    }
    return render(request, "municipality/members.html", context)


def colleagues(known: Iterable[Member]) -> tuple[Colleague, ...]:
    """Those who have a role now, with all they have."""
    now = [each for each in known if not each.ended]
    lost = mail.unreachable({each.user_id for each in now})
    return tuple(
        Colleague(tuple(held), user_id in lost)
        for user_id, held in groupby(now, key=lambda each: each.user_id)
    )


def _people(found: Iterable[Colleague], *, acts: bool) -> Table:
    columns = (Column(_("Name")), Column(_("Roles")), Column(_("Access")))
    empty = _("Nobody has a role for the municipality.")
    return Table(
        _("Who has access"), columns, tuple(_person(each, acts=acts) for each in found), empty, stacked=True
    )


def _person(each: Colleague, *, acts: bool) -> tuple[Cell, ...]:
    roles = tuple(
        _("%(role)s since %(day)s") % {"role": role_label(held.role), "day": day(day_of(held.since))}
        for held in each.held
    )
    badge, note = access_of(each.who, unreachable=each.unreachable)
    return (
        Cell(
            each.who.name, reverse("own_member", args=(each.who.user_id,)) if acts else "", (each.who.email,)
        ),
        Cell(roles[0], lines=roles[1:]),
        Cell(badge=badge, details=(note,) if note else ()),
    )


def _ended(rows: Iterable[Member]) -> Table:
    columns = (Column(_("Name")), Column(_("Role")), Column(_("From")), Column(_("Until")))
    newest = sorted(rows, key=lambda each: (each.ended, each.id), reverse=True)
    return Table(_("Roles that ended"), columns, tuple(_past(each) for each in newest), stacked=True)


def _past(each: Member) -> tuple[Cell, ...]:
    until = moment(each.ended) if each.ended else ""
    return (
        Cell(each.name, details=(each.email,)),
        Cell(role_label(each.role)),
        Cell(day(day_of(each.since))),
        Cell(until),
    )


def _deeds(shown: tuple[Deed, ...], known: tuple[Member, ...]) -> Iterator[Event]:
    """What was done, newest first; what one person did in one place again and again is told once, with how often."""
    names = {each.user_id: each.name for each in known}
    cases = numbers({each.case for each in shown if each.case})
    for (act, user_id, role, case, about), same in groupby(shown, key=lambda each: _alike(each, names)):
        times = tuple(same)
        often = ngettext("%(count)s time", "%(count)s times", len(times)) % {"count": len(times)}
        yield Event(
            at=moment(times[0].at),
            text=act_label(act) + (f" ({often})" if len(times) > 1 else ""),
            who=f"{names.get(user_id, '')}, {role_label(role)}",
            number=cases.get(case, ""),
            details=about,
        )


def _alike(each: Deed, names: dict[int, str]) -> tuple[str, int, str, int, str]:
    return each.act, each.user_id or 0, each.role, each.case or 0, _about(each, names)


def _about(each: Deed, names: dict[int, str]) -> str:
    """Whom it was about, and which role."""
    kind, _colon, number = each.subject.partition(":")
    about = names.get(int(number), "") if kind == "user" else ""
    role = role_label(each.content["role"]) if "role" in each.content else ""
    return ", ".join(part for part in (about, role) if part)
