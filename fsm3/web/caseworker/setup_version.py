"""A caseworker proposes a version of a pool's terms: the file, what it changes, and only then the proposal."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.rules import pool_moves
from applications.rules.pool_file import read_pool
from applications.rules.pool_terms import PoolTerms
from applications.selectors import pool_proposals, pools
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.problems import NotReady, Problem
from fsm3.journeys import pools as journey
from fsm3.web.caseworker import setup_parts
from fsm3.web.caseworker.outcomes import pool_of
from fsm3.web.caseworker.pool_changes import version_parts
from fsm3.web.caseworker.setup_forms import EDIT, ProposeVersionForm, TextForm
from fsm3.web.caseworker.setup_parts import SetupPage
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.kept import typed


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def setup_version(request: SignedIn, pool_key: str) -> HttpResponse:
    """Propose the next version of a pool in force."""
    pool = pool_of(pool_key)
    lead = _("You see every difference from version %(number)s before anything is proposed.")
    page = SetupPage(_("Propose a version"), lead % {"number": pool.number}, pool_key, pool.terms.name)
    return _steps(request, page)


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def setup_new(request: SignedIn) -> HttpResponse:
    """Propose the first version of a pool that is new."""
    lead = _("A pool is one file. You see all its terms before anything is proposed.")
    return _steps(request, SetupPage(_("A new pool"), lead))


def _steps(request: SignedIn, page: SetupPage) -> HttpResponse:
    """First the file, then its differences and the proposal."""
    waits = setup_parts.waiting_on(request, f"pool:{page.pool_key}") if page.pool_key else ()
    if waits and request.method != "POST":
        return setup_parts.shown(request, page, None, *waits)
    sent = typed(request)
    if sent is not None and "seen" in sent:
        text = sent.get("text", "")
        return _file(request, page, text) if EDIT in sent else _propose(request, page, text)
    form = _form(page, sent, request.FILES or None)
    if sent is None or not form.is_valid():
        return setup_parts.shown(request, page, form)
    return _read(request, page, form)


def _form(page: SetupPage, *sent: Any, text: str = "") -> TextForm:
    data = sent or (None, None)
    hint = _("A pool file (TOML), in UTF-8. At most 1 MB.")
    return TextForm(*data, hint=hint, back=page.back, initial={"text": text})


def _file(request: SignedIn, page: SetupPage, text: str) -> HttpResponse:
    return setup_parts.shown(request, page, _form(page, text=text))


def _read(request: SignedIn, page: SetupPage, form: TextForm) -> HttpResponse:
    """Tell every fault of the file, or what it changes."""
    text = form.cleaned_data["text"]
    try:
        terms = _terms(text, page)
    except NotReady as error:
        return setup_parts.shown(request, page, form, *setup_parts.faults(error.problems))
    # The reason is asked for beside the differences.
    stopped = journey.version_faults(terms, reason="-", at=request.received_at)
    if stopped:
        return setup_parts.shown(request, page, form, *setup_parts.faults(stopped))
    view = pool_proposals.changes_to(terms)
    if not view.changes:
        return setup_parts.shown(request, page, form, setup_parts.nothing_changes())
    return _differences(request, page, view, _proposing(page, view, text))


def _terms(text: str, page: SetupPage) -> PoolTerms:
    """The terms of the file. Raises NotReady with its faults, and for the file of another pool."""
    terms = read_pool(text)
    detail = {"key": terms.key}
    if page.pool_key and terms.key != page.pool_key:
        raise NotReady([Problem("other_pool", "key", detail)])
    if not page.pool_key and pools.in_force(terms.key):
        raise NotReady([Problem("pool_known", "key", detail)])
    return terms


def _proposing(
    page: SetupPage, view: pool_proposals.VersionView, text: str, data: Any = None
) -> ProposeVersionForm:
    initial = {"text": text, "seen": journey.version_state(view.after.key)}
    moves = pool_moves.deadline_moves(view.before, view.after)
    return ProposeVersionForm(data, initial=initial, back=page.back, moves=moves)


def _differences(
    request: SignedIn,
    page: SetupPage,
    view: pool_proposals.VersionView,
    form: ProposeVersionForm,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    return setup_parts.shown(request, page, form, *version_parts(view), problems=problems)


def _propose(request: SignedIn, page: SetupPage, text: str) -> HttpResponse:
    """Propose what was seen, unless something else is in force by now: then its differences are seen first."""
    try:
        view = pool_proposals.changes_to(_terms(text, page))
    except NotReady:
        return _file(request, page, text)
    form = _proposing(page, view, text, request.POST)
    if not form.is_valid():
        return _differences(request, page, view, form)
    reason, seen = form.cleaned_data.get("reason", ""), form.cleaned_data["seen"]
    act = partial(journey.prepare_pool_version, text, reason=reason, seen=seen)
    made: list[int | None] = []
    problems = stopped_by(lambda: made.append(act(by=request.actor, at=request.received_at)))
    if problems:
        return _differences(request, page, view, _again(page, view, text, form), problems)
    if made == [None]:
        return setup_parts.shown(request, page, _form(page, text=text), setup_parts.nothing_changes())
    messages.success(request, _("The version is proposed. An approver puts it in force."))
    return redirect("setup_pool", pool_key=view.after.key)


def _again(
    page: SetupPage, view: pool_proposals.VersionView, text: str, form: ProposeVersionForm
) -> ProposeVersionForm:
    """The form with what was typed, held against what is in force now."""
    again = _proposing(page, view, text)
    again.initial["reason"] = form.cleaned_data.get("reason", "")
    return again
