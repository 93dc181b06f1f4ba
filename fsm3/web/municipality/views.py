"""A municipality's own applications: where they stand, what was sent, what was decided."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors import pages
from applications.selectors.own import OwnApplication, own_applications
from applications.selectors.pages import Case
from budgets import selectors as budgets
from budgets.tables import Table, table
from fsm3.access.guards import open_to
from fsm3.core import documents, proposals
from fsm3.core.danish import day
from fsm3.core.proposals import Verdict
from fsm3.web.municipality.after_award import after_award
from fsm3.web.shared import case_parts, components, downloads
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.budget_tables import drawn, sent_budget
from fsm3.web.shared.components import Alert, Breadcrumb, Cell, Column, Link
from fsm3.web.shared.labels import TAKES_PART, status_badge_outside


@open_to(*TAKES_PART)
@require_safe
def applications(request: SignedIn) -> HttpResponse:
    """Show the applications the municipality takes part in."""
    found = own_applications(request.actor)
    context = {"breadcrumb": Breadcrumb(_("Our applications")), "table": _table(found)}
    return render(request, "municipality/applications.html", context)


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
        Cell(badge=status_badge_outside(each.status, given=each.given)),
        Cell(each.deadline),
    )


@open_to(*TAKES_PART)
@require_safe
def application(request: SignedIn, case_id: int) -> HttpResponse:
    """Show one of them."""
    case = _own(case_id, request)
    letters = _given(case)
    decided = [each for each in pages.decisions(case) if each.document in {letter.id for letter in letters}]
    context = {
        "case": case,
        "breadcrumb": Breadcrumb(case.number, (Link(_("Our applications"), reverse("own_applications")),)),
        "alert": _standing(case),
        "badge": status_badge_outside(case.status, given=bool(decided)),
        "facts": case_parts.facts(case, decided),
        "versions": case_parts.versions(case),
        "budget": drawn(_budget(case, given=bool(decided))),
        "decisions": case_parts.decisions(decided),
        "letters": downloads.listed(case.id, letters, case.organisations, address="own_letter"),
    }
    if decided:
        context |= after_award(
            request,
            case.id,
            case.status,
            leads=request.actor.organisation_id == case.lead_organisation,
            letters={each.id for each in letters},
        )
    return render(request, "municipality/application.html", context)


def _standing(case: Case) -> Alert | None:
    """What the municipality must not be mistaken about: a draft is no application, a correction counts once sent."""
    if not case.versions:
        text = _("A draft that is not sent is no application. Only the municipality itself sees it.")
        return Alert("warning", _("This is a draft"), text)
    if case.asked_until:
        link = Link(_("See the questions and answer"), reverse("own_clarification", args=(case.id,)))
        heading = _("The agency asks for an answer by %(day)s") % {"day": day(case.asked_until)}
        return Alert("warning", heading, link=link)
    if case.correcting:
        text = _("What was sent stands until the correction is sent in time.")
        return Alert("info", _("A correction is being written"), text)
    return None


@open_to(*TAKES_PART)
@require_safe
def letter(request: SignedIn, case_id: int, document_id: int) -> HttpResponse:
    """Send a letter that lies at the municipality's door."""
    case = _own(case_id, request)
    return downloads.letter(case.number, _given(case), document_id)


def _own(case_id: int, request: SignedIn) -> Case:
    case = pages.case_page(case_id, actor=request.actor)
    if case is None:
        raise Http404
    return case


def _given(case: Case) -> tuple[documents.Listed, ...]:
    """The letters of the case that lie at the door: those whose file is made."""
    return tuple(each for each in documents.of_case(case.id) if each.rendered_at)


def _budget(case: Case, *, given: bool) -> Table:
    """The draft's budget, or the one that was sent, with what was approved once that is given."""
    if not case.versions:
        return table(budgets.draft(case.id), case.terms.budget)
    return sent_budget(case, proposals.of_case(case.id), {Verdict.APPROVED} if given else ())
