"""A frozen ranking as it was, and its replay: the same rules on the same content give the same order, or what differs."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.rules.pool_terms import PoolTerms
from applications.rules.ranking import Position
from applications.selectors import rankings
from applications.selectors.rankings import FrozenRanking, Named
from fsm3.access.guards import open_to
from fsm3.core.danish import decimal, moment
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Alert, Breadcrumb, Cell, Column, Fact, Link, Summary, Table
from fsm3.web.shared.labels import READS_ALL, why_label
from fsm3.web.shared.room_texts import why_told


@open_to(*READS_ALL)
@require_safe
def ranking(request: SignedIn, ranking_id: int) -> HttpResponse:
    """Show a ranking whole with its replay; a case that is hidden from somebody is not named."""
    found = rankings.frozen(ranking_id)
    if found is None:
        raise Http404
    names = rankings.names_in(found.pool_id, actor=request.actor)
    room = Link(_("Decisions"), reverse("room", args=(found.pool_key,)))
    context = {
        "number": found.id,
        "pool": found.terms.name if found.terms else found.pool_key,
        "breadcrumb": Breadcrumb(_("Frozen ranking %(number)s") % {"number": found.id}, (room,)),
        "replay": _replay(found, names),
        "facts": _facts(found),
        "criteria": [each.name for each in found.terms.criteria] if found.terms else [],
        "table": _table(found, names),
        "groups": tuple(_groups(found, names)),
    }
    return render(request, "caseworker/ranking.html", context)


def _replay(found: FrozenRanking, names: Mapping[str, Named]) -> Alert:
    if found.same:
        text = _("Ranked once more from what was frozen, by the rules, every case stands where it stood.")
        return Alert("success", _("The same order"), text)
    points = [_("The content is not what its digest says: it has been changed.")] if not found.intact else []
    if not found.ranks:
        points.append(_("It cannot be ranked: the terms it names are not there, or do not fit."))
    for each in found.differs:
        if each.case in names:
            told = {
                "case": f"{names[each.case].municipality}, {each.case}",
                "frozen": each.frozen.place,
                "now": each.replayed.place if each.replayed else NONE,
            }
            points.append(_("%(case)s: place %(frozen)s as frozen, place %(now)s in the replay") % told)
    return Alert("error", _("The replay differs"), points=tuple(points))


NONE = "\N{EN DASH}"


def _facts(found: FrozenRanking) -> Summary:
    version = found.content["pool_version"]
    return Summary(
        (
            Fact(_("Frozen"), moment(found.made_at, seconds=True), strong=True),
            Fact(_("Cases in the ranking"), str(len(found.positions))),
            Fact(_("Version of the pool"), str(version["number"]), (version["sha256"],)),
            Fact("SHA-256", found.sha256),
        )
    )


def _table(found: FrozenRanking, names: Mapping[str, Named]) -> Table:
    criteria = found.terms.criteria if found.terms else ()
    columns = (
        Column(_("Place"), number=True),
        Column(_("Municipality")),
        Column(_("Cohort")),
        *(Column(str(number), number=True) for number, _criterion in enumerate(criteria, 1)),
        Column(_("Points"), number=True),
        Column(_("Why here"), look="note"),
    )
    frozen = {each["case"]: each for each in found.content["cases"]}
    rows = tuple(
        (
            Cell(str(position.place), strong=True),
            Cell(names[position.case].municipality, _case(names[position.case]), (position.case,)),
            Cell(_cohort(frozen[position.case]["cohort"], found.terms)),
            *(Cell(str(frozen[position.case]["points"].get(each.key, NONE))) for each in criteria),
            Cell(decimal(position.sum)),
            Cell(_why(position, found.terms)),
        )
        for position in found.positions
        if position.case in names
    )
    return Table(
        _("The ranking as it was frozen"), columns, rows, _("You see none of its cases."), stacked=True
    )


def _case(named: Named) -> str:
    return reverse("case", args=(named.id,))


def _cohort(key: str, terms: PoolTerms | None) -> str:
    return terms.cohort(key).name if terms else key


def _why(position: Position, terms: PoolTerms | None) -> str:
    return why_told(position.why, terms) if terms else why_label(position.why)


def _groups(found: FrozenRanking, names: Mapping[str, Named]) -> tuple[Summary, ...]:
    """What was declared equal and what was chosen, where all of its cases may be seen."""
    told = [
        *(
            (_("Declared to meet the criteria in the same degree"), each)
            for each in found.content["same_degree"]
        ),
        *((_("Chosen order"), each) for each in found.content["choices"]),
    ]
    return tuple(
        Summary(
            (Fact(kind, ", ".join(names[case].municipality for case in each["cases"]), (each["reason"],)),)
        )
        for kind, each in told
        if all(case in names for case in each["cases"])
    )
