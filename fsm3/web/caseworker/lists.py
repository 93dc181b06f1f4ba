"""The list of a pool's cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.rules.workflow import Status
from applications.selectors import lists, pools
from applications.selectors.lists import CaseList, Column, Wish
from applications.selectors.pools import InForce
from fsm3.access.guards import open_to
from fsm3.web.caseworker.forms import as_address, read_wish, turned
from fsm3.web.shared import components
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Table
from fsm3.web.shared.labels import READS_ALL, choice_label, status_badge


@dataclass(frozen=True)
class Choice:
    """One choice of a filter."""

    value: str
    text: str
    chosen: bool


@open_to(*READS_ALL)
@require_safe
def cases(request: SignedIn) -> HttpResponse:
    """Show the cases of a pool on one page."""
    in_force = pools.all_in_force()
    wanted = request.GET.get("pulje", "")
    pool = next((each for each in in_force if each.terms.key == wanted), in_force[0] if in_force else None)
    if pool is None:
        return render(request, "caseworker/no_pool.html")
    wish = read_wish(request.GET)
    found = lists.cases_of(pool, wish, actor=request.actor)
    context = {
        "pool": pool.terms,
        "pools": [Choice(each.terms.key, each.terms.name, each is pool) for each in in_force],
        "list": found,
        "breadcrumb": Breadcrumb(_("Cases")),
        "table": _table(found, pool, wish),
        "filters": tuple(_filters(found, pool, wish)),
        "wish": as_address(replace(wish, status="", cohort="", choice="")),
        "filtered": bool(wish.status or wish.cohort or wish.choice),
    }
    return render(request, "caseworker/cases.html", context)


def _table(found: CaseList, pool: InForce, wish: Wish) -> Table:
    shown = len(found.rows)
    said = ngettext("%(shown)s case shown", "%(shown)s cases shown", shown) % {"shown": shown}
    foot = (
        Cell(said, spans=4 if found.question else 3),
        Cell(found.requested),
        Cell(spans=3),
        Cell(found.awarded),
    )
    return Table(
        caption=_("The cases of the pool; a click on a heading sorts by it"),
        columns=tuple(_headings(found, pool, wish)),
        rows=tuple(_rows(found)),
        empty=_("No case fits."),
        foot=foot,
    )


def _rows(found: CaseList) -> Iterator[tuple[Cell, ...]]:
    badges = {status: status_badge(status) for status in Status}
    for row in found.rows:
        joint = f"{row.municipality} {_('with')} {row.covered}" if row.covered else row.municipality
        yield (
            Cell(row.number, reverse("case", args=(row.id,))),
            Cell(joint),
            Cell(row.cohort),
            *((Cell(choice_label(row.choice)),) if found.question else ()),
            Cell(row.requested),
            Cell(row.score),
            Cell(row.rank),
            Cell(badge=badges[row.status]),
            Cell(row.awarded),
        )


def _headings(found: CaseList, pool: InForce, wish: Wish) -> Iterator[components.Column]:
    names = {
        Column.NUMBER: _("Case"),
        Column.MUNICIPALITY: _("Municipality"),
        Column.COHORT: _("Cohort"),
        Column.CHOICE: _choice_name(found),
        Column.REQUESTED: _("Requested, DKK"),
        Column.SCORE: _("Agreed score"),
        Column.RANK: _("Rank"),
        Column.STATUS: _("Status"),
        Column.AWARDED: _("Awarded, DKK"),
    }
    numbers = {Column.REQUESTED, Column.SCORE, Column.RANK, Column.AWARDED}
    for column, name in names.items():
        if name:
            address = urlencode({"pulje": pool.terms.key, **as_address(turned(wish, column))})
            yield components.Column(name, column in numbers, f"?{address}", _direction(wish, column))


def _direction(wish: Wish, column: Column) -> str:
    if wish.column is not column:
        return ""
    return "descending" if wish.descending else "ascending"


def _choice_name(found: CaseList) -> str:
    """What the pool calls the answer to its yes-or-no question; nothing where it asks none."""
    return found.question.name if found.question else ""


def _filters(found: CaseList, pool: InForce, wish: Wish) -> Iterator[tuple[str, str, list[Choice]]]:
    statuses = [(status.value, status_badge(status).text) for status in Status if status is not Status.DRAFT]
    yield "status", _("Status"), _choices(statuses, wish.status)
    if len(pool.terms.cohorts) > 1:
        cohorts = [(cohort.key, cohort.name) for cohort in pool.terms.cohorts]
        yield "kohorte", _("Cohort"), _choices(cohorts, wish.cohort)
    if found.question:
        yield "valg", _choice_name(found), _choices([("yes", _("Yes")), ("no", _("No"))], wish.choice)


def _choices(values: list[tuple[str, str]], chosen: str) -> list[Choice]:
    return [
        Choice("", _("All"), not chosen),
        *(Choice(value, text, value == chosen) for value, text in values),
    ]
