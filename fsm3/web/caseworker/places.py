"""Where a page of the agency's door lies: the case it is about, which somebody else's conflict of interest hides."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.workflow import Status
from applications.selectors import case_heads
from applications.selectors.case_heads import CaseHead
from fsm3.access.roles import Role
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Link

WITH_AWARD = frozenset({Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED, Status.LAPSED, Status.CLOSED})
"""Where a case stands once it has had an award."""


def case_of(request: SignedIn, case_id: int) -> CaseHead:
    """The case of a page. Raises Http404 for one that is not this person's to see."""
    found = case_heads.head(case_id, actor=request.actor)
    if found is None:
        raise Http404
    return found


def require_award(case: CaseHead) -> None:
    """Raise Http404 for a case that never had an award."""
    if case.status not in WITH_AWARD:
        raise Http404


def under_case(case: CaseHead, here: str, *above: Link) -> Breadcrumb:
    """Where a page under a case lies."""
    own = Link(case.number, reverse("case", args=(case.id,)))
    return Breadcrumb(here, (Link(_("Cases"), reverse("cases")), own, *above))


def caseworker_sends(request: SignedIn) -> bool:
    """Whether a form was sent, which on a page that others read as well only a caseworker does."""
    if request.method != "POST":
        return False
    if request.actor.role != Role.CASEWORKER:
        raise PermissionDenied
    return True
