"""The municipality's applications, and the pools in which it can begin one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.selectors import pools
from applications.selectors.openings import Opening, openings
from applications.selectors.own import OwnApplication, own_applications
from fsm3.access.guards import open_to
from fsm3.core.problems import Problem
from fsm3.journeys import apply
from fsm3.web.municipality.invitations import waits_for_consent
from fsm3.web.shared import components
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.call_texts import time_left, until
from fsm3.web.shared.components import Alert, Breadcrumb, Cell, Column, Fact, Link, Summary
from fsm3.web.shared.labels import TAKES_PART, status_badge_outside
from fsm3.web.shared.problem_texts import sentences


@open_to(*TAKES_PART)
@require_safe
def applications(request: SignedIn) -> HttpResponse:
    """Show the applications the municipality takes part in, and where it can begin one."""
    return _page(request)


@open_to(*TAKES_PART)
@require_POST
def start(request: SignedIn, pool_key: str) -> HttpResponse:
    """Begin an application; what stops it is told with what to do instead (`bad-inputs.md` 9 and 10)."""
    if pools.in_force(pool_key) is None:
        raise Http404
    begun: list[int] = []
    act = partial(apply.start, pool_key, by=request.actor, at=request.received_at)
    problems = stopped_by(lambda: begun.append(act()))
    return _page(request, problems) if problems else redirect("own_application", case_id=begun[0])


def _page(request: SignedIn, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    found = own_applications(request.actor)
    context = {
        "breadcrumb": Breadcrumb(_("Our applications")),
        "problems": _refused(problems, found) if problems else None,
        "table": _table(found),
        "openings": [_offer(each, request) for each in openings(request.actor, request.received_at)],
    }
    return render(request, "municipality/applications.html", context, status=409 if problems else 200)


def _refused(problems: tuple[Problem, ...], found: tuple[OwnApplication, ...]) -> Alert:
    """Why an application was not begun, with a link to the one there is."""
    numbers = {problem.detail.get("case", "") for problem in problems}
    there = tuple(
        Link(_("Go on in %(number)s") % {"number": each.number}, reverse("own_application", args=(each.id,)))
        for each in found
        if each.number in numbers
    )
    told = tuple(Link(text, "") for text in sentences(problems))
    return Alert("error", _("No application was begun"), links=(*told, *there), urgent=True)


@dataclass(frozen=True)
class Offer:
    """A pool to apply in, as the page tells it; `may_begin` unless the municipality has no cap: then whom to ask."""

    key: str
    name: str
    invented: bool
    facts: Summary
    contact_mail: str
    may_begin: bool


def _offer(each: Opening, request: SignedIn) -> Offer:
    deadline = Fact(
        _("Deadline"), until(each.deadline), (time_left(each.deadline, request.received_at),), strong=True
    )
    own = (
        Fact(_("Our cap"), each.cap),
        Fact(_("Cohort"), each.cohort),
        Fact(_("Own project period"), each.period),
    )
    return Offer(
        each.key,
        each.name,
        each.invented,
        Summary((deadline, *own) if each.cap else (deadline,)),
        each.contact_mail,
        may_begin=bool(each.cap),
    )


def _table(found: tuple[OwnApplication, ...]) -> components.Table:
    columns = (Column(_("Application")), Column(_("Pool")), Column(_("Status")), Column(_("Deadline")))
    empty = _("The municipality takes part in no application.")
    return components.Table(
        _("Our applications"), columns, tuple(_row(each) for each in found), empty, stacked=True
    )


def _row(each: OwnApplication) -> tuple[Cell, ...]:
    joint = () if each.leads else (_("Joint, led by %(lead)s") % {"lead": each.lead},)
    return (
        Cell(each.number, reverse("own_application", args=(each.id,)), joint),
        Cell(each.pool),
        Cell(
            badge=waits_for_consent() if each.invited else status_badge_outside(each.status, given=each.given)
        ),
        Cell(each.deadline),
    )
