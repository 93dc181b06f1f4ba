"""What every page below one of the municipality's cases asks first: whose case it is, and how far it has come."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.workflow import Status
from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from applications.selectors.own import OwnCase, own_case
from fsm3.core.actors import Actor
from fsm3.web.shared.components import Breadcrumb, Link

WITH_AWARD = frozenset({Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED, Status.LAPSED, Status.CLOSED})


def own(case_id: int, actor: Actor) -> OwnCase:
    """A case of the municipality. Raises Http404 for anybody else's (`bad-inputs.md` 29)."""
    case = own_case(case_id, actor)
    if case is None:
        raise Http404
    return case


def awarded(case_id: int, actor: Actor) -> tuple[OwnCase, AwardInForce]:
    """A case whose award lies at the municipality's door, with the award. Raises Http404 until it does."""
    case = own(case_id, actor)
    if not case.given or case.status not in WITH_AWARD:
        raise Http404
    return case, awards.in_force(case.id)


def below(case: OwnCase, here: str, *above: Link) -> Breadcrumb:
    """Where a page below a case lies."""
    ways = (Link(_("Our applications"), reverse("own_applications")), case_link(case), *above)
    return Breadcrumb(here, ways)


def case_link(case: OwnCase) -> Link:
    """The way back to the case."""
    return Link(case.number, reverse("own_application", args=(case.id,)))
