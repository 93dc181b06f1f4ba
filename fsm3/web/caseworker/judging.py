"""How a case was judged, as a table: the points by criterion; and where the one who looks goes on with it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.assessment import ASSESSORS
from applications.rules.workflow import Status
from applications.selectors.pages import Case, Given, Judged
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.web.shared.components import Cell, Column, Link, Table

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


def way(case: Case, judged: Judged, actor: Actor) -> Link | None:
    """Where a caseworker goes on with the assessment of a case; nothing for one who has nothing to do with it now."""
    if case.status is not Status.ADMISSIBLE or actor.role != Role.CASEWORKER:
        return None
    own = actor.user_id in judged.assessors
    agree = reverse("agree", args=(case.id,))
    if judged.made < ASSESSORS:
        return None if own else Link(_("Assess the application"), reverse("assess", args=(case.id,)))
    if not own:
        return Link(_("See both assessments side by side"), agree)
    if judged.agreed_by and actor.user_id not in judged.agreed_by:
        return Link(_("Confirm the agreed scores"), agree)
    return Link(_("See the agreed scores") if judged.agreed_by else _("Agree on the scores"), agree)


def _given(given: Given | None) -> Cell:
    return Cell(str(given.points), strong=True, lines=(given.reason,)) if given else Cell(NONE)
