"""The decision room of a pool: the ranking with the envelope's line, and what the choice means for the country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.selectors import pools, room_list
from applications.selectors.outlines import Outline, country
from applications.selectors.pools import InForce
from applications.selectors.room_list import Past, RoomList, Row
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.web.caseworker.room_tables import (
    envelope_meter,
    past_table,
    ranking_table,
    told_of_awards,
    unready_table,
)
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Alert, Breadcrumb, Link, Summary, Tabs
from fsm3.web.shared.labels import READS_ALL
from fsm3.web.shared.pictures import Area, Map
from fsm3.web.shared.problem_texts import sentences


def pool_of(pool_key: str) -> InForce:
    """A pool in force. Raises Http404 for any other."""
    found = pools.in_force(pool_key)
    if found is None:
        raise Http404
    return found


def room_address(pool: InForce) -> str:
    """The room of a pool."""
    return reverse("room", args=(pool.terms.key,))


def below(pool: InForce, here: str) -> Breadcrumb:
    """Where a page under a room lies."""
    return Breadcrumb(here, (Link(_("Decisions"), room_address(pool)),))


@open_to(*READS_ALL)
@require_safe
def rooms(request: SignedIn) -> HttpResponse:
    """Lead to the decision room of the oldest pool in force."""
    keys = pools.keys_in_force()
    if keys:
        return redirect("room", pool_key=keys[0])
    return render(request, "caseworker/no_rooms.html", {"breadcrumb": Breadcrumb(_("Decisions"))})


@open_to(*READS_ALL)
@require_safe
def room(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show the room whole: what is to be proposed, what was, and who is not ready."""
    in_force = pools.all_in_force()
    pool = next((each for each in in_force if each.terms.key == pool_key), None)
    if pool is None:
        raise Http404
    found = room_list.room_list(pool, actor=request.actor)
    tabs = tuple(Link(each.terms.name, reverse("room", args=(each.terms.key,))) for each in in_force)
    context = {
        "pool": pool.terms,
        "breadcrumb": Breadcrumb(_("Decisions")),
        "tabs": Tabs(_("Pools"), tabs, pool.terms.name) if len(tabs) > 1 else None,
        "alerts": tuple(_alerts(pool, found, request)),
        "meter": envelope_meter(pool, found),
        "awards": Summary(told_of_awards(pool, (each.case for each in _awarded(found)))),
        "found": found,
        "ranking": ranking_table(pool, found, lambda row: _address(pool, row, request)),
        "past": past_table(pool.terms, found.past, _("What was proposed, in the order of its ranking")),
        "frozen": dict.fromkeys(each.proposal.content["ranking"] for each in found.past),
        "unready": unready_table(found),
        "writes": _writes(request, found),
        "all_written": all(row.edition for row in found.rows),
    }
    return render(request, "caseworker/room.html", context)


def _writes(request: SignedIn, found: RoomList) -> bool:
    """Whether this person writes for the whole room: not one from whom a case of it is hidden."""
    return request.actor.role == Role.CASEWORKER and bool(found.rows) and not found.hidden


def _address(pool: InForce, row: Row, request: SignedIn) -> str:
    """Where a row leads: a caseworker writes of the case, others read it."""
    if request.actor.role == Role.CASEWORKER:
        return reverse("room_case", args=(pool.terms.key, row.case.id))
    return reverse("case", args=(row.case.id,))


def _awarded(found: RoomList) -> Iterator[Row | Past]:
    yield from (row for row in found.rows if row.edition and row.edition.award is not None)
    yield from (past for past in found.past if past.award is not None)


def _alerts(pool: InForce, found: RoomList, request: SignedIn) -> Iterator[Alert]:
    """What to do next, and what to know before one believes the figures."""
    yield from _next_step(pool, found, request)
    if found.problems:
        link = Link(_("Mend it under equal cases"), reverse("room_groups", args=(pool.terms.key,)))
        text = _("So the ranking is shown without any of it.")
        points = tuple(sentences(found.problems))
        yield Alert(
            "error",
            _("What is said of equal cases no longer fits"),
            text,
            points,
            link=link if _writes(request, found) else None,
        )
    if found.hidden:
        heading = ngettext(
            "%(count)s case is hidden from you", "%(count)s cases are hidden from you", found.hidden
        ) % {"count": found.hidden}
        text = _(
            "You declared a conflict of interest. Running totals and the line are of the cases you see, and somebody else proposes."
        )
        yield Alert("warning", heading, text)


def _next_step(pool: InForce, found: RoomList, request: SignedIn) -> Iterator[Alert]:
    waiting = room_list.waiting(found.past)
    mine = [each for each in waiting if request.actor.user_id not in each.proposal.preparers]
    if request.actor.role == Role.APPROVER and mine:
        heading = ngettext(
            "%(count)s proposal waits for your decision",
            "%(count)s proposals wait for your decision",
            len(mine),
        ) % {"count": len(mine)}
        link = Link(_("Read and decide them"), reverse("decide_many", args=(pool.terms.key,)))
        yield Alert("warning", heading, link=link)
    elif waiting:
        heading = ngettext(
            "%(count)s proposal waits for an approver",
            "%(count)s proposals wait for an approver",
            len(waiting),
        ) % {"count": len(waiting)}
        yield Alert("info", heading)
    if request.actor.role == Role.CASEWORKER and found.rows:
        yield _to_write(pool, found)


def _to_write(pool: InForce, found: RoomList) -> Alert:
    """What is left to write before the room can be proposed."""
    empty = sum(row.edition is None for row in found.rows)
    if not empty:
        link = Link(_("See what would be proposed"), reverse("room_propose", args=(pool.terms.key,)))
        return Alert("success", _("Something is written of every case"), link=None if found.hidden else link)
    heading = ngettext(
        "Nothing is written of %(count)s case yet", "Nothing is written of %(count)s cases yet", empty
    ) % {"count": empty}
    link = Link(_("Fill down to the envelope"), reverse("room_fill", args=(pool.terms.key,)))
    text = _("Fill down as a start, or open a case and write of it.")
    return Alert("info", heading, text, link=None if found.hidden else link)


@open_to(*READS_ALL)
@require_safe
def room_map(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show what the choice means for the country."""
    pool = pool_of(pool_key)
    found = room_list.room_list(pool, actor=request.actor)
    whole = country()
    context = {
        "pool": pool.terms,
        "breadcrumb": below(pool, _("Map")),
        "map": _drawn(whole.view_box, whole.outlines, room_list.given(found), invented=found.invented),
        "source": whole.source,
    }
    return render(request, "caseworker/room_map.html", context)


def _drawn(
    view_box: str, outlines: tuple[Outline, ...], given: Mapping[str, bool | None], *, invented: bool
) -> Map:
    legend = (_("Awarded, or proposed so"), _("Refused, or proposed so"), _("Applied, nothing said yet"))
    group_of = {True: 0, False: 1, None: 2}

    def area(each: Outline) -> Area:
        if each.code not in given:
            return Area(each.name, each.path, None, _("Not applied"))
        group = group_of[given[each.code]]
        return Area(each.name, each.path, group, legend[group])

    return Map(
        caption=_("What is proposed and decided, by municipality"),
        view_box=view_box,
        areas=tuple(area(each) for each in outlines),
        legend=legend,
        label=_("Municipality"),
        group_label=_("Status"),
        notice=_("Invented: these are not the municipalities that were really awarded.")
        if invented
        else _("A draft of the agency: nothing is decided before its letter is given."),
    )
