"""A municipality's own applications: where they stand, what was sent, what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.rules.workflow import Status
from applications.selectors import pages
from applications.selectors.own import OwnCase
from applications.selectors.pages import Case
from budgets.tables import Table
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import documents, proposals
from fsm3.core.danish import day
from fsm3.core.proposals import Verdict
from fsm3.journeys.apply import DISCARDERS
from fsm3.web.municipality.after_award import after_award
from fsm3.web.municipality.cases import own
from fsm3.web.municipality.draft import draft_parts
from fsm3.web.municipality.invitations import invitation
from fsm3.web.municipality.receipts import WITHDRAWABLE
from fsm3.web.shared import case_parts, downloads
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.budget_tables import drawn, sent_budget
from fsm3.web.shared.components import Alert, Breadcrumb, Link
from fsm3.web.shared.labels import TAKES_PART, status_badge_outside
from fsm3.web.shared.note_parts import notes_summary


@open_to(*TAKES_PART)
@require_safe
def application(request: SignedIn, case_id: int) -> HttpResponse:
    """Show one of them."""
    case = pages.case_page(case_id, actor=request.actor)
    if case is None:
        return _unsent(request, own(case_id, request.actor))
    letters = _given(case)
    decided = [each for each in pages.decisions(case) if each.document in {letter.id for letter in letters}]
    context = {
        "case": case,
        "breadcrumb": _breadcrumb(case.number),
        "badge": status_badge_outside(case.status, given=bool(decided)),
        "facts": case_parts.facts(case, decided),
        "versions": case_parts.versions(case),
        "files": case_parts.files(case, "own_sent_attachment"),
        "budget": drawn(_budget(case, given=bool(decided))),
        "decisions": case_parts.decisions(decided),
        "notes": notes_summary(case.notes, told_to=False),
        "letters": downloads.listed(case.id, letters, case.organisations, address="own_letter"),
    }
    context |= _acts(request, case)
    if case.asked_until:
        context["alert"] = _asked(case, case.asked_until)
    elif case.correcting and not decided:
        context |= _draft(request, case)
        context |= {
            "alert": _correcting(),
            "invitation": invitation(case, request.actor),
            "may_discard": context["writes"] and request.actor.role in DISCARDERS,
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


def _unsent(request: SignedIn, case: OwnCase) -> HttpResponse:
    """The page of a draft that was never sent."""
    context = {
        "case": case,
        "breadcrumb": _breadcrumb(case.number),
        "badge": status_badge_outside(case.status, given=False),
        "invitation": invitation(case, request.actor),
    }
    draft = draft_parts(
        case.id,
        case.pool_key,
        organisation_id=case.lead_organisation,
        writes=case.leads,
        now=request.received_at,
    )
    return render(request, "municipality/draft.html", context | draft)


def _breadcrumb(number: str) -> Breadcrumb:
    return Breadcrumb(number, (Link(_("Our applications"), reverse("own_applications")),))


def _asked(case: Case, until: date) -> Alert:
    link = Link(_("See the questions and answer"), reverse("own_clarification", args=(case.id,)))
    return Alert("warning", _("The agency asks for an answer by %(day)s") % {"day": day(until)}, link=link)


def _correcting() -> Alert:
    """What the municipality must not be mistaken about: a correction counts once it is sent."""
    text = _("What was sent stands until the correction is sent in time.")
    return Alert("info", _("A correction is being written"), text)


def _draft(request: SignedIn, case: Case) -> dict[str, Any]:
    """What is being written, for whoever takes part in it."""
    writes = request.actor.organisation_id == case.lead_organisation
    return draft_parts(
        case.id,
        case.pool_key,
        organisation_id=case.lead_organisation,
        writes=writes,
        now=request.received_at,
    )


def _acts(request: SignedIn, case: Case) -> dict[str, bool]:
    """What may be done with what was sent: a correction while it has an effect, a withdrawal until the decision."""
    leads = request.actor.organisation_id == case.lead_organisation
    in_time = case.terms.deadline.includes(request.received_at)
    return {
        "may_correct": leads
        and case.status is Status.SENT
        and in_time
        and not case.correcting
        and not case.asked_until,
        "may_withdraw": leads and case.status in WITHDRAWABLE and request.actor.role == Role.SIGNATORY,
    }


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
    """The budget that was sent, with what was approved once that is given."""
    return sent_budget(case, proposals.of_case(case.id), {Verdict.APPROVED} if given else ())
