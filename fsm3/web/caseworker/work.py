"""My work: what waits for somebody of the agency, what anybody may take, and what waits for others; what is late on top.

`applications.rules.work` says what a case waits for and for whom; here it gets its words and the way to where it is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.rules.due_dates import is_overdue
from applications.rules.work import Need, Whose
from applications.rules.workflow import Status
from applications.selectors import pools, work
from applications.selectors.lists import NOBODY, Wish
from applications.selectors.work import OpenCase
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.danish import day
from fsm3.core.periods import day_of
from fsm3.web.caseworker.forms import list_address
from fsm3.web.caseworker.work_lines import WAYS, Line, cases_in, of_cases, of_money, of_proposals
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Table
from fsm3.web.shared.labels import AGENCY

TAKEN = {Need.CHECK: Status.SENT, Need.TURN_AWAY: Status.LATE, Need.ASSESS: Status.ADMISSIBLE}
"""What anybody may take, and the status that the list of cases shows it under."""


@open_to(*AGENCY)
@require_safe
def my_work(request: SignedIn) -> HttpResponse:
    """Show what waits."""
    on, who = day_of(request.received_at), request.actor.person
    waiting = proposals.waiting()
    if request.actor.role == Role.CASEWORKER:
        open_cases = work.open_cases(request.actor, on=on)
        proposed = {each.case for each in waiting if each.case}
        lines = [*of_cases(open_cases, proposed, who), *of_money(open_cases, proposed, who)]
        free = Counter((each.pool_key, need) for each, need in _free(open_cases, proposed))
    else:
        lines, free = [], Counter()
    lines += of_proposals(waiting, request.actor)
    names = _names(lines, free)
    lines = [replace(each, number=names[each.pool]) if each.pool else each for each in lines]
    late = [each for each in lines if each.due and is_overdue(each.due, on)]
    mine = [each for each in lines if each.whose is Whose.MINE and each not in late]
    others = [each for each in lines if each.whose is Whose.OTHERS and each not in late]
    context = {
        "breadcrumb": Breadcrumb(_("My work")),
        "counts": (
            (_("Late"), cases_in(late)),
            (_("Wait for you"), cases_in(mine)),
            (_("Anybody may take"), sum(free.values())),
            (_("Wait for others"), cases_in(others)),
        ),
        "late": _table(_("Late"), late, on, ""),
        "mine": _table(_("Wait for you"), mine, on, _("Nothing waits for you.")),
        "free": _free_table(free, names),
        "others": _table(_("Wait for others"), others, on, _("You wait for nobody.")),
        "takes": request.actor.role == Role.CASEWORKER,
    }
    return render(request, "caseworker/work.html", context)


def _names(lines: Iterable[Line], free: Mapping[tuple[str, Need], int]) -> Mapping[str, str]:
    """What the pools are called, where a line tells of one."""
    told = free or any(each.pool for each in lines)
    return {each.terms.key: each.terms.name for each in pools.all_in_force()} if told else {}


def _free(open_cases: Iterable[OpenCase], proposed: set[int]) -> Iterator[tuple[OpenCase, Need]]:
    for case in open_cases:
        if case.waiting and case.waiting.whose is Whose.ANYBODYS and case.id not in proposed:
            yield case, case.waiting.need


def _table(caption: str, lines: Iterable[Line], on: date, empty: str) -> Table:
    columns = (Column(_("What to do"), look="note"), Column(_("Case")), Column(_("Due")))
    in_order = sorted(lines, key=lambda each: (each.due or date.max, each.what, each.number))
    rows = tuple(
        (
            Cell(each.what, each.url, strong=True, details=(each.detail,) if each.detail else ()),
            Cell(each.places, each.case_url, details=(each.number,) if each.number else ()),
            _due(each.due, on),
        )
        for each in in_order
    )
    return Table(caption, columns, rows, empty, stacked=True)


def _due(due: date | None, on: date) -> Cell:
    if due is None:
        return Cell("\N{EN DASH}")
    days = (due - on).days
    if days < 0:
        left = ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    else:
        left = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return Cell(day(due), details=(left,))


def _free_table(free: Mapping[tuple[str, Need], int], names: Mapping[str, str]) -> Table:
    """What nobody has, counted by pool and need, with the way to the list that shows it, or to the decision room."""
    columns = (Column(_("What to do"), look="note"), Column(_("Pool")), Column(_("Cases"), number=True))
    rows = tuple(
        (Cell(str(WAYS[need][0]), _where_free(pool, need), strong=True), Cell(names[pool]), Cell(str(count)))
        for (pool, need), count in sorted(free.items())
    )
    return Table(
        _("Anybody may take"), columns, rows, _("Everything has somebody who handles it."), stacked=True
    )


def _where_free(pool: str, need: Need) -> str:
    if need is Need.RECOMMEND:
        return reverse("room", args=(pool,))
    if need not in TAKEN:
        return list_address(pool, Wish(caseworker=NOBODY))
    whose = "" if need is Need.ASSESS else NOBODY
    return list_address(pool, Wish(status=TAKEN[need], caseworker=whose))
