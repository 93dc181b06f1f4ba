"""The map of the demo's invented applications: it must never be taken for who was really awarded."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.rules.workflow import GRANTED, Status
from applications.selectors import pools
from applications.selectors.outlines import Country, Outline, country
from applications.selectors.showcase import where_invented
from fsm3.access.guards import Anyone, open_to
from fsm3.web.shared.acting import Visit
from fsm3.web.shared.components import Breadcrumb, Link
from fsm3.web.shared.demo import only_in_demo
from fsm3.web.shared.pictures import Area, Map


@open_to(Anyone)
@only_in_demo
@require_safe
def pool_map(request: Visit, pool_key: str) -> HttpResponse:
    """Show where the invented applications of a pool come from, and which of them were awarded."""
    pool = pools.in_force(pool_key)
    if pool is None:
        raise Http404
    whole, standing = country(), where_invented(pool_key)
    above = (Link(pool.terms.name, reverse("pool", args=(pool_key,))),)
    context = {
        "breadcrumb": Breadcrumb(_("Map"), above),
        "pool": pool.terms,
        "map": drawn(whole, standing),
        "source": whole.source,
    }
    return render(request, "demo/map.html", context)


def drawn(whole: Country, standing: Mapping[str, Status]) -> Map:
    """The map with those that applied in two groups: awarded or not."""
    legend = (_("Awarded (invented)"), _("Applied, not awarded (invented)"))
    return Map(
        caption=_("Municipalities that applied in the demo"),
        view_box=whole.view_box,
        areas=tuple(_area(each, standing, legend) for each in whole.outlines),
        legend=legend,
        label=_("Municipality"),
        group_label=_("Status"),
        notice=_("Invented: these are not the municipalities that were really awarded."),
    )


def _area(outline: Outline, standing: Mapping[str, Status], legend: tuple[str, ...]) -> Area:
    status = standing.get(outline.code)
    if status is None:
        return Area(outline.name, outline.path, None, "")
    group = 0 if status in GRANTED else 1
    return Area(outline.name, outline.path, group, legend[group])
