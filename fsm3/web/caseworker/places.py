"""Where a page of the agency's door lies: the case it is about, which a conflict of interest hides from whoever has one.

An undecided case opens once one has stated to be impartial in it: `opened` stands before every page of a case, and leads
to the page that asks. Source: domain page, "Application".
"""

from __future__ import annotations

from typing import Protocol, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.workflow import Status
from applications.selectors import case_heads
from applications.selectors.case_heads import CaseHead
from fsm3.access.roles import Role
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Link
from fsm3.web.shared.middleware import View

WITH_AWARD = frozenset({Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED, Status.LAPSED, Status.CLOSED})
"""Where a case stands once it has had an award."""


class NotStated(Exception):
    """A page of a case was asked for by somebody who has yet to say whether they are impartial in it."""

    def __init__(self, case_id: int) -> None:
        super().__init__(case_id)
        self.case_id = case_id


class Opens(Protocol):
    """A case as somebody sees it, with whether its pages open to them."""

    @property
    def id(self) -> int:
        """The case."""

    @property
    def opens(self) -> bool:
        """Whether its pages open."""


AnyCase = TypeVar("AnyCase", bound=Opens)


def opened(found: AnyCase | None) -> AnyCase:
    """A case whose page may be shown. Raises Http404 for one that is not this person's to see, and NotStated."""
    if found is None:
        raise Http404
    if not found.opens:
        raise NotStated(found.id)
    return found


def case_of(request: SignedIn, case_id: int) -> CaseHead:
    """The case of a page. Raises Http404 for one that is not this person's to see, and NotStated, which leads on."""
    return opened(case_heads.head(case_id, actor=request.actor))


def asking_first(get_response: View) -> View:
    """Lead whoever has yet to say whether they are impartial in a case to the page that asks, and back afterwards."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotStated):
            return None
        address = reverse("impartiality", args=(exception.case_id,))
        return redirect(f"{address}?{urlencode({'next': request.path})}")

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


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
