"""How a case was judged, as a table: the points by criterion."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from applications.selectors.pages import Given, Judged
from fsm3.web.shared.components import Cell, Column, Table

NONE = "\N{EN DASH}"


def points(judged: Judged, assessors: Sequence[str], agreed_by: Sequence[str]) -> Table:
    """The points of both assessors beside what they agreed on, as far as one may see them."""
    confirmed = ", ".join(agreed_by) if judged.confirmed else _("not confirmed yet")
    first, second = (name or NONE for name in assessors)
    columns = (
        Column(_("Criterion (0–%(highest)s points)") % {"highest": judged.highest}),
        Column(first, look="note"),
        Column(second, look="note"),
        Column(_("Agreed"), detail=confirmed if agreed_by else "", look="note"),
    )
    rows = tuple(
        (Cell(each.name), _given(each.first), _given(each.second), _given(each.agreed))
        for each in judged.criteria
    )
    return Table(_("Points by criterion"), columns, rows)


def _given(given: Given | None) -> Cell:
    return Cell(str(given.points), strong=True, lines=(given.reason,)) if given else Cell(NONE)
