"""A municipality is invited into another's application: it reads the draft, and a signatory of its own answers.

Source: domain page, "The pool": every covered municipality consents, by a signatory, before it is sent. The call asks
for no new consent when the lead writes on, so nothing is voided, and the page says so.
"""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.rules.workflow import Status
from applications.selectors import cases
from applications.selectors.cases import Participant
from applications.selectors.own import OwnCase
from applications.selectors.pages import Case
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.danish import moment
from fsm3.core.problems import Problem
from fsm3.journeys import apply
from fsm3.web.municipality.cases import below, own
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Badge, Link
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: SignedIn, case_id: int) -> HttpResponse:
    """Say what consenting means; consent, or stay out of it."""
    case = own(case_id, request.actor)
    if case.leads:
        raise PermissionDenied
    if not case.writing:
        raise Http404
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        declines = request.POST.get("act") == "decline"
        problems = _decline(request, case_id) if declines else _consent(request, case_id)
        if not problems:
            return redirect("own_applications") if declines else redirect("own_consent", case_id=case_id)
    mine = _mine(case_id, request.actor)
    signatories = access.holders(request.actor.organisation, Role.SIGNATORY)
    context = {
        "case": case,
        "breadcrumb": below(case, _("Joint application")),
        "problems": could_not(sentences(problems)),
        "until": moment(case.deadline.at),
        "given": _given(mine) if mine and mine.consented_at else None,
        "may_leave": case.status is Status.DRAFT,
        "signs": request.actor.role == Role.SIGNATORY,
        "signatories": ", ".join(each.user_name for each in signatories),
    }
    return render(request, "municipality/consent.html", context, status=409 if problems else 200)


def _consent(request: SignedIn, case_id: int) -> tuple[Problem, ...]:
    problems = stopped_by(partial(apply.consent, case_id, by=request.actor, at=request.received_at))
    if not problems:
        messages.success(request, _("The consent is given. The municipality that leads is told by mail."))
    return problems


def _decline(request: SignedIn, case_id: int) -> tuple[Problem, ...]:
    problems = stopped_by(partial(apply.decline, case_id, by=request.actor, at=request.received_at))
    if not problems:
        text = _(
            "You are not in the joint application any more. The municipality that leads is told by mail."
        )
        messages.success(request, text)
    return problems


def invitation(case: Case | OwnCase, actor: Actor) -> Alert | None:
    """What a covered municipality is to know on the page of a case while its lead writes."""
    if actor.organisation_id == case.lead_organisation:
        return None
    mine = _mine(case.id, actor)
    if mine is None or case.status is Status.WITHDRAWN:
        return None
    url = reverse("own_consent", args=(case.id,))
    if mine.consented_at:
        given = _given(mine)
        return Alert(given.tone, given.heading, given.text, link=Link(_("What the consent means"), url))
    text = _("%(lead)s waits for your answer. Until you have consented, the application cannot be sent.")
    heading = _("You are invited to apply jointly")
    return Alert(
        "warning", heading, text % {"lead": case.municipality}, link=Link(_("Answer the invitation"), url)
    )


def waits_for_consent() -> Badge:
    """The status of an application that waits for the municipality's own answer."""
    return Badge(_("Waits for your consent"), "warning")


def _given(mine: Participant) -> Alert:
    told = {"moment": moment(mine.consented_at) if mine.consented_at else "", "name": mine.consented_by or ""}
    return Alert("success", _("Your municipality has consented"), _("Given %(moment)s by %(name)s.") % told)


def _mine(case_id: int, actor: Actor) -> Participant | None:
    """The municipality of the actor, as it is covered by a case."""
    covered = (who for who in cases.participants(case_id) if not who.leads)
    return next((who for who in covered if who.organisation_id == actor.organisation_id), None)
