"""One user, for the agency's administrators: which roles, who gave them and who ended them, and what was done lately."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.selectors.own import numbers
from fsm3.access import everybody
from fsm3.access import selectors as access
from fsm3.access.everybody import Known, Place, RoleHeld
from fsm3.access.guards import open_to
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core import journal, mail, proposals
from fsm3.core.danish import moment
from fsm3.core.journal import Deed
from fsm3.core.problems import Problem
from fsm3.journeys import members
from fsm3.journeys import users as journey
from fsm3.web.caseworker.told import people, told, waiting
from fsm3.web.caseworker.user_forms import GiveForm
from fsm3.web.caseworker.users import badge_of, under_users
from fsm3.web.shared import paging
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Cell, Column, Event, Fact, Summary, Table, Timeline
from fsm3.web.shared.journal_texts import act_label
from fsm3.web.shared.labels import role_label
from fsm3.web.shared.problem_texts import could_not, sentences

ON_A_PAGE = 25


@dataclass(frozen=True)
class _Page:
    """What the page is made of: the person, what was done about them and by them, and the names in it."""

    known: Known
    about: tuple[Deed, ...]
    deeds: tuple[Deed, ...]
    names: Mapping[int, str]

    @property
    def shown(self) -> tuple[Deed, ...]:
        """What they did, as much as is on a page."""
        return self.deeds[:ON_A_PAGE]


@open_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def user(request: SignedIn, user_id: int) -> HttpResponse:
    """Show somebody; give a role, invite again, switch off and on."""
    known = everybody.one(user_id)
    if known is None:
        raise Http404
    form = _form(request, known)
    problems = _act(request, known, form) if request.method == "POST" else ()
    if request.method == "POST" and not problems and not (form and form.errors):
        return redirect("user", user_id=user_id)
    page = _read(request, known)
    badge, note = badge_of(known, unreachable=known.id in mail.unreachable({known.id}))
    context = {
        "breadcrumb": under_users(known.name),
        "problems": could_not(sentences(problems)),
        "known": known,
        "facts": Summary(
            (
                Fact(_("Mail address"), known.email),
                Fact(_("Access"), "", details=(note,) if note else (), badge=badge),
            )
        ),
        "waiting": _waiting(request, known),
        "roles": _roles(page),
        "form": form,
        "own": known.id == request.actor.user_id,
        "history": Timeline(_("What was done about the access"), tuple(_history(page)), _("Nothing yet.")),
        "deeds": Timeline(_("What the person did lately"), tuple(_did(page)), _("Nothing yet.")),
        "leaf": paging.leaf(
            request, page.shown[-1].seq if page.shown else None, more=len(page.deeds) > ON_A_PAGE
        ),
    }
    return render(request, "caseworker/user.html", context, status=409 if problems else 200)


def _form(request: SignedIn, known: Known) -> GiveForm | None:
    """The form that gives another role; none on one's own page, and none for whoever is switched off."""
    if known.id == request.actor.user_id or not known.active:
        return None
    sent = request.POST if request.POST.get("act") == "give" else None
    held = known.held[0] if known.held else None
    initial = {"organisation": str(held.organisation_id)} if held else {}
    return GiveForm(sent, places=_places(known), initial=initial)


def _places(known: Known) -> tuple[Place, ...]:
    """Where somebody can get a role: organisations of the kind they have one for, or any."""
    kinds = {each.kind for each in known.held} or set(OrganisationKind)
    return everybody.places(*kinds)


def _act(request: SignedIn, known: Known, form: GiveForm | None) -> tuple[Problem, ...]:
    """Do what the button asks for; returns what stopped it."""
    by, at = request.actor, request.received_at
    act = request.POST.get("act", "")
    if act == "give":
        return _give(request, known, form)
    acts = {
        "again": (
            journey.invite_again,
            _("The invitation is on its way to %(mail)s.") % {"mail": known.email},
        ),
        "off": (journey.switch_off, _("The access is switched off. A mail tells the person.")),
        "on": (journey.switch_on, _("The access is switched on. A mail tells the person.")),
    }
    if act not in acts:
        return ()
    do, done = acts[act]
    return _said(request, stopped_by(partial(do, known.id, by=by, at=at)), done)


def _give(request: SignedIn, known: Known, form: GiveForm | None) -> tuple[Problem, ...]:
    by, at = request.actor, request.received_at
    if form is None:
        return (Problem("own_role") if known.id == by.user_id else Problem("access_is_off"),)
    if not form.is_valid():
        return ()
    role = Role(form.cleaned_data["role"])
    if role is Role.APPROVER:
        done = _("Proposed. Another administrator has to approve it under “Proposals”.")
        return _said(request, stopped_by(partial(members.prepare_approver, known.id, by=by, at=at)), done)
    place = form.cleaned_data["organisation"]
    act = partial(members.give_role, known.id, organisation_id=place, role=role, by=by, at=at)
    return _said(request, stopped_by(act), _("The role is given. A mail tells the person."))


def _said(request: SignedIn, problems: tuple[Problem, ...], done: str) -> tuple[Problem, ...]:
    if not problems:
        messages.success(request, done)
    return problems


def _read(request: SignedIn, known: Known) -> _Page:
    subject = f"user:{known.id}"
    about = journal.about(subject)
    deeds = journal.of_user(known.id, ON_A_PAGE + 1, before=paging.before(request))
    mentioned = {each.user_id for each in (*about, *deeds)} | {_subject(each) for each in deeds}
    return _Page(known, about, deeds, access.names({who for who in mentioned if who}))


def _subject(deed: Deed) -> int | None:
    """Whom something was done about."""
    kind, _colon, number = deed.subject.partition(":")
    return int(number) if kind == "user" else None


def _waiting(request: SignedIn, known: Known) -> list[Alert]:
    found = proposals.open_on(f"user:{known.id}")
    names = access.names(people(found)) if found else {}
    return [waiting(told(each, names, request.actor)) for each in found]


def _roles(page: _Page) -> Table:
    columns = (
        Column(_("Role")), Column(_("Organisation")), Column(_("From")), Column(_("Until")), Column(_("End")),
    )  # fmt: skip
    newest = sorted(
        page.known.roles, key=lambda each: (each.ended is None, each.since, each.id), reverse=True
    )
    rows = tuple(_role(each, page) for each in newest)
    return Table(_("Roles, those held now first"), columns, rows, _("No role yet."), stacked=True)


def _role(held: RoleHeld, page: _Page) -> tuple[Cell, ...]:
    end = Cell(_("End the role"), reverse("user_role_end", args=(held.id,)))
    return (
        Cell(role_label(held.role), strong=held.ended is None),
        Cell(held.organisation),
        Cell(moment(held.since), details=_by(_("given by %(who)s"), _givers(held, page))),
        Cell(moment(held.ended), details=_by(_("ended by %(who)s"), _enders(held, page)))
        if held.ended
        else Cell(_("holds now")),
        Cell() if held.ended else end,
    )


def _by(text: str, who: Iterable[str]) -> tuple[str, ...]:
    names = " + ".join(dict.fromkeys(who))
    return (text % {"who": names},) if names else ()


def _givers(held: RoleHeld, page: _Page) -> Iterator[str]:
    """Who gave a role: one administrator, or the two who made an approver."""
    for deed in page.about:
        if deed.act == "role.given" and deed.at == held.since and _same(deed, held):
            yield _name(deed, page)
        if (deed.act, deed.at, held.role) == ("approver_role.given", held.since, Role.APPROVER):
            yield from (_name(each, page) for each in reversed(page.about) if _of_proposal(each, deed))


def _of_proposal(each: Deed, deed: Deed) -> bool:
    return "proposal" in each.content and each.content["proposal"] == deed.content["proposal"]


def _enders(held: RoleHeld, page: _Page) -> Iterator[str]:
    for deed in page.about:
        if deed.act == "role.ended" and deed.at == held.ended and _same(deed, held):
            yield _name(deed, page)


def _same(deed: Deed, held: RoleHeld) -> bool:
    return (deed.content["role"], deed.content["organisation"]) == (held.role, held.organisation_id)


def _name(deed: Deed, page: _Page) -> str:
    return page.names.get(deed.user_id or 0, role_label(deed.role))


def _history(page: _Page) -> Iterator[Event]:
    """What was done about somebody, newest first."""
    for deed in page.about:
        yield Event(moment(deed.at), act_label(deed.act), _name(deed, page), details=_role_in(deed))


def _did(page: _Page) -> Iterator[Event]:
    """What somebody did, newest first."""
    cases = numbers({each.case for each in page.shown if each.case})
    for deed in page.shown:
        whom = page.names.get(_subject(deed) or 0, "")
        about = ", ".join(part for part in (whom, _role_in(deed)) if part)
        yield Event(
            moment(deed.at), act_label(deed.act), role_label(deed.role), cases.get(deed.case or 0, ""), about
        )


def _role_in(deed: Deed) -> str:
    return role_label(deed.content["role"]) if "role" in deed.content else ""
