"""The list of a pool's cases: searched, filtered and sorted by its address, sent as a file, and given out many at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.rules.workflow import Status
from applications.selectors import lists, pools
from applications.selectors.lists import NOBODY, CaseList, CaseRow, Column, Wish
from applications.selectors.pools import InForce
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.web.caseworker.forms import as_address, list_parts, read_wish, turned
from fsm3.web.shared import components
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Filter, Filters, Link, Search, Table, Tick
from fsm3.web.shared.exports import as_csv
from fsm3.web.shared.labels import READS_ALL, choice_label, status_badge

CHOSEN = "sag"
"""The field of the cases that are ticked."""


@dataclass(frozen=True)
class _Asked:
    """What the address asks for: a pool's cases, as wished."""

    pool: InForce
    wish: Wish
    found: CaseList
    pools: tuple[InForce, ...]
    me: int | None


@open_to(*READS_ALL)
@require_safe
def cases(request: SignedIn) -> HttpResponse:
    """Show the cases of a pool on one page."""
    asked = _asked(request)
    if asked is None:
        return render(request, "caseworker/no_pool.html")
    context = {
        "pool": asked.pool.terms,
        "list": asked.found,
        "breadcrumb": Breadcrumb(_("Cases")),
        "table": _table(asked, ticks=request.actor.role == Role.CASEWORKER),
        "filters": Filters(tuple(_filters(asked)), _order(asked.wish), _all(asked), _search(asked.wish)),
        "gives": request.actor.role == Role.CASEWORKER and bool(asked.found.rows),
        "as_wished": _parts(asked, asked.wish),
    }
    return render(request, "caseworker/cases.html", context)


@open_to(*READS_ALL)
@require_safe
def cases_file(request: SignedIn) -> StreamingHttpResponse:
    """Send the list as a file, as the address filters and sorts it."""
    asked = _asked(request)
    if asked is None:
        raise Http404
    return as_csv(_table(asked, ticks=False), f"sager-{asked.pool.terms.key}")


def _asked(request: SignedIn) -> _Asked | None:
    in_force = pools.all_in_force()
    wanted = request.GET.get("pulje", "")
    pool = next((each for each in in_force if each.terms.key == wanted), in_force[0] if in_force else None)
    if pool is None:
        return None
    wish = read_wish(request.GET)
    found = lists.cases_of(pool, wish, actor=request.actor)
    return _Asked(pool, wish, found, in_force, request.actor.user_id)


def _address(asked: _Asked, wish: Wish) -> str:
    return urlencode(_parts(asked, wish))


def _parts(asked: _Asked, wish: Wish) -> dict[str, str]:
    return list_parts(asked.pool.terms.key, wish)


def _order(wish: Wish) -> tuple[tuple[str, str], ...]:
    """The order, which a change of the filters keeps."""
    unfiltered = replace(wish, status="", cohort="", choice="", caseworker="", search="")
    return tuple(as_address(unfiltered).items())


def _search(wish: Wish) -> Search:
    return Search("soeg", _("Number or municipality"), wish.search)


def _all(asked: _Asked) -> Link | None:
    """The way back to all cases, where something is left out."""
    wish = asked.wish
    filtered = wish.status or wish.cohort or wish.choice or wish.caseworker or wish.search
    return Link(_("Show all"), f"?pulje={asked.pool.terms.key}") if filtered else None


def _table(asked: _Asked, *, ticks: bool) -> Table:
    """The list; with boxes to tick cases by, for whoever gives them out."""
    found = asked.found
    shown = len(found.rows)
    said = ngettext("%(shown)s case shown", "%(shown)s cases shown", shown) % {"shown": shown}
    foot = (
        Cell(said, spans=4 if found.question else 3),
        Cell(found.requested),
        Cell(spans=4),
        Cell(found.awarded),
    )
    return Table(
        caption=_("The cases of the pool; a click on a heading sorts by it"),
        columns=tuple(_headings(asked)),
        rows=tuple(_rows(found, ticks=ticks)),
        empty=_("No case fits."),
        foot=foot,
        export=Link(
            _("Get the list as a file (CSV)"), f"{reverse('cases_file')}?{_address(asked, asked.wish)}"
        ),
    )


def _rows(found: CaseList, *, ticks: bool) -> Iterator[tuple[Cell, ...]]:
    language, asks = get_language(), found.question is not None
    return (_cells(row, language, ticks=ticks, asks=asks) for row in found.rows)


@lru_cache(maxsize=1000)
def _cells(row: CaseRow, _language: str, *, ticks: bool, asks: bool) -> tuple[Cell, ...]:
    """The cells of a row. Nothing but the row and the language says what is in them, so they are kept by these."""
    url = reverse("case", args=(row.id,))
    joint = f"{row.municipality} {_('with')} {row.covered}" if row.covered else row.municipality
    return (
        Cell(row.number, tick=Tick(CHOSEN, str(row.id))) if ticks else Cell(row.number, url),
        Cell(joint, url),
        Cell(row.cohort),
        *((Cell(choice_label(row.choice)),) if asks else ()),
        Cell(row.requested),
        Cell(row.score),
        Cell(row.rank),
        Cell(row.caseworker),
        Cell(badge=status_badge(row.status)),
        Cell(row.awarded),
    )


def _headings(asked: _Asked) -> Iterator[components.Column]:
    names = {
        Column.NUMBER: _("Case"),
        Column.MUNICIPALITY: _("Municipality"),
        Column.COHORT: _("Cohort"),
        Column.CHOICE: _choice_name(asked.found),
        Column.REQUESTED: _("Requested, DKK"),
        Column.SCORE: _("Agreed score"),
        Column.RANK: _("Rank"),
        Column.CASEWORKER: _("Caseworker"),
        Column.STATUS: _("Status"),
        Column.AWARDED: _("Awarded, DKK"),
    }
    numbers = {Column.REQUESTED, Column.SCORE, Column.RANK, Column.AWARDED}
    for column, name in names.items():
        if name:
            address = _address(asked, turned(asked.wish, column))
            order, look = _direction(asked.wish, column), "nowrap" if column is Column.COHORT else ""
            yield components.Column(name, column in numbers, f"?{address}", order, look=look)


def _direction(wish: Wish, column: Column) -> str:
    if wish.column is not column:
        return ""
    return "descending" if wish.descending else "ascending"


def _choice_name(found: CaseList) -> str:
    """What the pool calls the answer to its yes-or-no question; nothing where it asks none."""
    return found.question.name if found.question else ""


def _filters(asked: _Asked) -> Iterator[Filter]:
    wish, found, cohorts = asked.wish, asked.found, asked.pool.terms.cohorts
    if len(asked.pools) > 1:
        names = tuple((each.terms.key, each.terms.name) for each in asked.pools)
        yield Filter("pulje", _("Pool"), names, asked.pool.terms.key)
    statuses = tuple(
        (status.value, status_badge(status).text) for status in Status if status is not Status.DRAFT
    )
    yield Filter("status", _("Status"), _or_all(statuses), wish.status)
    if len(cohorts) > 1:
        yield Filter(
            "kohorte", _("Cohort"), _or_all(tuple((each.key, each.name) for each in cohorts)), wish.cohort
        )
    if found.question:
        yield Filter("valg", _choice_name(found), _or_all((("yes", _("Yes")), ("no", _("No")))), wish.choice)
    yield Filter("hos", _("Caseworker"), _or_all(tuple(_handlers(asked))), wish.caseworker)


def _handlers(asked: _Asked) -> Iterator[tuple[str, str]]:
    """Oneself, nobody, then everybody else who handles a case of the pool."""
    me = str(asked.me)
    yield me, _("Me")
    yield NOBODY, _("Nobody")
    yield from ((who, name) for who, name in asked.found.caseworkers.items() if who != me)


def _or_all(choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return (("", _("All")), *choices)
