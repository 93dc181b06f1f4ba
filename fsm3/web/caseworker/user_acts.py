"""What an administrator does on pages of their own: let somebody new in, end a role, take back a proposal, add a firm."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fsm3.access import everybody
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core import proposals
from fsm3.core.problems import Problem
from fsm3.core.proposals import Verdict
from fsm3.journeys import engagements, members
from fsm3.journeys import users as journey
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.user_forms import AddForm, FirmForm
from fsm3.web.caseworker.users import role_for, under_users
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Cell, Column, Link, Table
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentence, sentences


@open_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """Let somebody new in, with a role."""
    initial = {name: request.GET.get(danish, "") for danish, name in _BEGINS_WITH.items()}
    form = AddForm(typed(request), places=everybody.places(*OrganisationKind), initial=initial)
    if request.method == "POST" and form.is_valid():
        problems = stopped_by(partial(_add, request, form))
        if not problems:
            return redirect("users")
        for problem in problems:
            form.add_error(problem.where if problem.where in form.fields else "role", sentence(problem))
    known = access.person(form.data.get("email", "")) if form.has_error("email") else None
    context = {"breadcrumb": under_users(_("Add a user")), "form": form, "known": known}
    return render(request, "caseworker/user_add.html", context)


_BEGINS_WITH = {"organisation": "organisation", "rolle": "role"}
"""What the address may name, for the form to begin with."""


def _add(request: SignedIn, form: AddForm) -> None:
    sent, by, at = form.cleaned_data, request.actor, request.received_at
    role = Role(sent["role"])
    if role is Role.APPROVER:
        members.add_approver(email=sent["email"], name=sent["name"], by=by, at=at)
        text = _(
            "Proposed. The invitation leaves when another administrator has approved it under “Proposals”."
        )
        messages.success(request, text)
        return
    members.add_member(
        email=sent["email"], name=sent["name"], organisation_id=sent["organisation"], role=role, by=by, at=at
    )
    messages.success(request, _("The invitation is on its way to %(mail)s.") % {"mail": sent["email"]})


@open_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: SignedIn, membership_id: int) -> HttpResponse:
    """Say what ending a role means, and end it."""
    known = everybody.holder_of(membership_id)
    held = next((each for each in known.held if each.id == membership_id), None) if known else None
    if known is None or held is None:
        raise Http404
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = partial(journey.end_role, membership_id, by=request.actor, at=request.received_at)
        problems = stopped_by(act)
        if not problems:
            messages.success(request, _("The role has ended. A mail tells the person."))
            own = known.id == request.actor.user_id
            return redirect("home") if own else redirect("user", user_id=known.id)
    own_page = Link(known.name, reverse("user", args=(known.id,)))
    context = {
        "breadcrumb": under_users(_("End the role"), own_page),
        "problems": could_not(sentences(problems)),
        "person": own_page,
        "role": role_for(held),
        "last": len(known.held) == 1,
        "own": known.id == request.actor.user_id,
    }
    return render(request, "shared/role_end.html", context, status=409 if problems else 200)


@open_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: SignedIn, proposal_id: int) -> HttpResponse:
    """Say what it means to take back one's proposal that somebody becomes approver, and do it."""
    found = proposals.find(proposal_id)
    known = everybody.one(found.content["user"]) if found and found.kind == Kind.APPROVER_ROLE else None
    if found is None or known is None or found.prepared_by != request.actor.user_id:
        raise Http404
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = partial(members.take_back_approver, proposal_id, by=request.actor, at=request.received_at)
        problems = stopped_by(act)
        if not problems:
            messages.success(request, _("The proposal is taken back."))
            return redirect("user", user_id=known.id)
    person = Link(known.name, reverse("user", args=(known.id,)))
    context = {
        "breadcrumb": under_users(_("Take the proposal back"), person),
        "problems": could_not(sentences(problems)),
        "person": person,
        "waits": found.verdict is Verdict.OPEN and not problems,
        "without_role": not known.held,
    }
    return render(request, "caseworker/take_back.html", context, status=409 if problems else 200)


@open_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def firms(request: SignedIn) -> HttpResponse:
    """Show the audit firms, and add one."""
    form = FirmForm(typed(request))
    if request.method == "POST" and form.is_valid():
        problems = stopped_by(
            partial(engagements.add_firm, **form.cleaned_data, by=request.actor, at=request.received_at)
        )
        if not problems:
            messages.success(request, _("The firm is added. Add its auditors now."))
            return redirect("audit_firms")
        for problem in problems:
            form.add_error(problem.where, sentence(problem))
    context = {"breadcrumb": under_users(_("Audit firms")), "form": form, "table": _firms()}
    return render(request, "caseworker/firms.html", context)


def _firms() -> Table:
    columns = (
        Column(_("Audit firm")), Column("CVR"), Column(_("Auditors"), number=True),
        Column(_("Engaged by"), number=True, detail=_("municipalities")), Column(_("Add")),
    )  # fmt: skip
    add_to = f"{reverse('user_add')}?rolle={Role.AUDITOR}&organisation="
    rows = tuple(
        (
            Cell(each.name),
            Cell(each.cvr),
            Cell(str(each.people)),
            Cell(str(each.clients)),
            Cell(_("Add an auditor"), f"{add_to}{each.id}"),
        )
        for each in everybody.places(OrganisationKind.AUDIT_FIRM)
    )
    return Table(_("Audit firms by name"), columns, rows, _("There is no audit firm yet."), stacked=True)
