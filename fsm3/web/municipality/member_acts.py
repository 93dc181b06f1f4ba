"""What a municipality's administrator does with its people: invite, give a role, end one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import MUNICIPALITY_ROLES, Role
from fsm3.access.selectors import Member
from fsm3.core.danish import day
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import colleagues
from fsm3.web.municipality.members import Colleague
from fsm3.web.municipality.members import colleagues as with_access
from fsm3.web.shared.access_badges import access_of
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Breadcrumb, Fact, Link, Summary
from fsm3.web.shared.inviting import MailField, NameField
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import role_label
from fsm3.web.shared.problem_texts import could_not, sentence, sentences
from fsm3.web.shared.role_texts import DOES, offered

KEEPS = Role.MUNICIPALITY_ADMINISTRATOR


class InviteForm(forms.Form):
    """Whom to invite, and to what."""

    name = NameField(missing=gettext_lazy("Write the name of your colleague."))
    email = MailField(
        told=gettext_lazy("The invitation is sent here, and it is what your colleague signs in with.")
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        help_text=gettext_lazy("Choose one or several."),
        choices=offered(colleagues.INVITED_TO),
        error_messages={"required": gettext_lazy("Choose at least one role.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: QueryDict | None) -> None:
        """Take what was sent."""
        super().__init__(data)
        back = Button(_("Cancel"), "secondary", url=reverse("own_members"))
        self.helper = Helper(buttons=(Button(_("Send the invitation")), back))


class RoleForm(forms.Form):
    """Another role for a colleague."""

    role = forms.ChoiceField(
        label=gettext_lazy("Another role"),
        error_messages={"required": gettext_lazy("Choose the role.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None, *, free: Iterable[Role]) -> None:
        """Offer the roles that the colleague has not."""
        super().__init__(data)
        self.fields["role"].choices = offered(free)  # type: ignore[attr-defined]
        self.helper = Helper(buttons=(Button(_("Give the role"), name="act", value="give"),))


@open_to(KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedIn) -> HttpResponse:
    """Invite a colleague."""
    form = InviteForm(typed(request))
    if request.method == "POST" and form.is_valid():
        problems = stopped_by(partial(_invite, request, form))
        if not problems:
            return redirect("own_members")
        for problem in problems:
            form.add_error(problem.where if problem.where in form.fields else "email", sentence(problem))
    above = (Link(_("Our colleagues"), reverse("own_members")),)
    context = {"breadcrumb": Breadcrumb(_("Invite a colleague"), above), "form": form}
    return render(request, "municipality/member_invite.html", context, status=200)


def _invite(request: SignedIn, form: InviteForm) -> None:
    sent = form.cleaned_data
    roles = [Role(role) for role in sent["roles"]]
    invited = colleagues.invite(
        email=sent["email"], name=sent["name"], roles=roles, by=request.actor, at=request.received_at
    )
    if invited.known_as:
        text = _("%(name)s is known here already and has got the role. A mail tells so.")
        messages.success(request, text % {"name": invited.known_as})
    else:
        messages.success(request, _("The invitation is on its way to %(mail)s.") % {"mail": sent["email"]})


@open_to(KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: SignedIn, user_id: int) -> HttpResponse:
    """Show a colleague, give another role, and send the invitation again."""
    each = _colleague(request, user_id)
    held = {member.role for member in each.held}
    free = tuple(role for role in DOES if role in MUNICIPALITY_ROLES - held)
    sent = typed(request) or QueryDict()
    act = sent.get("act")
    form = RoleForm(sent if act == "give" else None, free=free)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and (act == "again" or form.is_valid()):
        problems = _again(request, each) if act == "again" else _give(request, each, form)
        if not problems:
            return redirect("own_member", user_id=user_id)
    context = {
        "breadcrumb": Breadcrumb(each.who.name, (Link(_("Our colleagues"), reverse("own_members")),)),
        "problems": could_not(sentences(problems)),
        "who": each.who,
        "facts": _facts(each),
        "roles": Summary(tuple(_role(member) for member in each.held)),
        "form": form if free else None,
        "own": user_id == request.actor.user_id,
    }
    return render(request, "municipality/member.html", context, status=409 if problems else 200)


def _colleague(request: SignedIn, user_id: int) -> Colleague:
    """Somebody with a role for the own municipality. Raises Http404 for anybody else (`bad-inputs.md` 29)."""
    known = (each for each in access.members(request.actor.organisation) if each.user_id == user_id)
    found = with_access(known)
    if not found:
        raise Http404
    return found[0]


def _facts(each: Colleague) -> Summary:
    badge, note = access_of(each.who, unreachable=each.unreachable)
    return Summary(
        (
            Fact(_("Mail address"), each.who.email),
            Fact(_("Access"), "", details=(note,) if note else (), badge=badge),
        )
    )


def _role(held: Member) -> Fact:
    since = _("since %(day)s") % {"day": day(day_of(held.since))}
    return Fact(
        role_label(held.role), since, link=Link(_("End the role"), reverse("own_role_end", args=(held.id,)))
    )


def _give(request: SignedIn, each: Colleague, form: RoleForm) -> tuple[Problem, ...]:
    role = Role(form.cleaned_data["role"])
    act = partial(colleagues.give_role, each.who.user_id, role, by=request.actor, at=request.received_at)
    problems = stopped_by(act)
    if not problems:
        messages.success(request, _("The role is given. A mail tells your colleague."))
    return problems


def _again(request: SignedIn, each: Colleague) -> tuple[Problem, ...]:
    act = partial(colleagues.invite_again, each.who.user_id, by=request.actor, at=request.received_at)
    problems = stopped_by(act)
    if not problems:
        messages.success(request, _("The invitation is on its way to %(mail)s.") % {"mail": each.who.email})
    return problems


@open_to(KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: SignedIn, membership_id: int) -> HttpResponse:
    """Say what ending a role means, and end it."""
    known = access.members(request.actor.organisation)
    held = next((each for each in known if each.id == membership_id and not each.ended), None)
    if held is None:
        raise Http404
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = partial(colleagues.end_role, membership_id, by=request.actor, at=request.received_at)
        problems = stopped_by(act)
        if not problems:
            messages.success(request, _("The role has ended. A mail tells your colleague."))
            return redirect("own_members" if access.memberships(request.actor.person) else "home")
    others = [each for each in known if each.user_id == held.user_id and not each.ended and each != held]
    person = Link(held.name, reverse("own_member", args=(held.user_id,)))
    above = (Link(_("Our colleagues"), reverse("own_members")), person)
    context = {
        "breadcrumb": Breadcrumb(_("End the role"), above),
        "problems": could_not(sentences(problems)),
        "person": person,
        "role": role_label(held.role),
        "last": not others,
        "own": held.user_id == request.actor.user_id,
    }
    return render(request, "shared/role_end.html", context, status=409 if problems else 200)
