"""A caseworker proposes caps and cohorts: a whole table, or one municipality; what changes is seen before it is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.rules.caps_file import COLUMNS, CapRow, cells_of, lines_of, read_caps
from applications.selectors import pool_proposals, pools
from applications.selectors.pools import InForce
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.problems import NotReady, Problem
from fsm3.journeys import pools as journey
from fsm3.web.caseworker import setup_parts
from fsm3.web.caseworker.outcomes import pool_of
from fsm3.web.caseworker.pool_changes import caps_parts
from fsm3.web.caseworker.setup_forms import EDIT, CapsForm, OneCapForm, ProposeCapsForm
from fsm3.web.caseworker.setup_parts import SetupPage
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.kept import typed


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def setup_caps(request: SignedIn, pool_key: str) -> HttpResponse:
    """Propose a table of caps and cohorts: first the file, then its differences and the proposal."""
    pool = pool_of(pool_key)
    page = _page(pool, _("Propose caps and cohorts"))
    waits = setup_parts.waiting_on(request, f"caps:{pool_key}")
    if waits and request.method != "POST":
        return setup_parts.shown(request, page, None, *waits)
    sent = typed(request)
    if sent is not None and "seen" in sent:
        return _edit(request, page) if EDIT in sent else _propose(request, pool, page)
    form = _form(page, sent, request.FILES or None)
    if sent is None or not form.is_valid():
        return setup_parts.shown(request, page, form)
    return _read(request, pool, page, form)


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def setup_cap(request: SignedIn, pool_key: str) -> HttpResponse:
    """Change the cap of one municipality: the next table is the one in force with this one row put differently."""
    pool = pool_of(pool_key)
    page = _page(pool, _("Change one municipality"))
    waits = setup_parts.waiting_on(request, f"caps:{pool_key}")
    if waits and request.method != "POST":
        return setup_parts.shown(request, page, None, *waits)
    form = OneCapForm(
        typed(request),
        municipalities=[(code, place.name) for code, place in pools.municipalities().items()],
        cohorts=[(cohort.key, cohort.name) for cohort in pool.terms.cohorts],
        back=page.back,
    )
    if request.method != "POST" or not form.is_valid():
        return setup_parts.shown(request, page, form)
    text = _text(pool, _with(pool, form.cleaned_data))
    try:
        rows = _rows(pool, text)
    except NotReady as error:
        return setup_parts.shown(request, page, form, problems=error.problems)
    return _differences(request, pool, page, rows, {**form.cleaned_data, "text": text})


def _page(pool: InForce, title: str) -> SetupPage:
    lead = _("You see every municipality that changes before anything is proposed.")
    return SetupPage(title, lead, pool.terms.key, pool.terms.name)


def _form(page: SetupPage, *sent: Any, initial: dict[str, Any] | None = None) -> CapsForm:
    hint = _("A table (CSV), in UTF-8, with the columns %(columns)s. At most 1 MB.")
    said = hint % {"columns": ", ".join(COLUMNS)}
    return CapsForm(*(sent or (None, None)), hint=said, back=page.back, initial=initial)


def _edit(request: SignedIn, page: SetupPage) -> HttpResponse:
    initial = {name: request.POST.get(name, "") for name in ("text", "source", "dated")}
    return setup_parts.shown(request, page, _form(page, initial=initial))


def _rows(pool: InForce, text: str) -> tuple[CapRow, ...]:
    return read_caps(cells_of(text), pool.terms, frozenset(pools.municipalities()))


def _text(pool: InForce, rows: Sequence[CapRow]) -> str:
    return "\n".join(";".join(line) for line in (COLUMNS, *lines_of(rows, pool.terms)))


def _with(pool: InForce, typed_in: dict[str, Any]) -> tuple[CapRow, ...]:
    """The rows in force with those of one municipality put differently; what was not asked for stays."""
    code, rows = typed_in["municipality"], pool_proposals.rows_in_force(pool.pool_id)
    new = CapRow(code, typed_in["amount"], "", None, clarification_pool=False, target_group=None)
    before = next((row for row in rows if row.municipality == code), new)
    changed = replace(
        before,
        amount=typed_in["amount"],
        cohort=typed_in["cohort"],
        earlier_pool_ends=typed_in["earlier_pool_ends"],
    )
    return (*(row for row in rows if row.municipality != code), changed)


def _read(request: SignedIn, pool: InForce, page: SetupPage, form: CapsForm) -> HttpResponse:
    """Tell every fault of the table, or what it changes."""
    try:
        rows = _rows(pool, form.cleaned_data["text"])
    except NotReady as error:
        return setup_parts.shown(request, page, form, *setup_parts.faults(error.problems))
    return _differences(request, pool, page, rows, form.cleaned_data)


def _differences(
    request: SignedIn,
    pool: InForce,
    page: SetupPage,
    rows: Sequence[CapRow],
    told: dict[str, Any],
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    """What the table changes, to be proposed against what is in force now."""
    view = pool_proposals.caps_to(pool.pool_id, rows)
    initial = {name: told[name] for name in ("text", "source", "dated")}
    if not any(each.changed for each in view.changes):
        return setup_parts.shown(request, page, _form(page, initial=initial), setup_parts.nothing_changes())
    form = ProposeCapsForm(
        None, initial={**initial, "seen": journey.caps_state(pool.terms.key)}, back=page.back
    )
    form.helper.form_action = reverse("setup_caps", args=(pool.terms.key,))
    return setup_parts.shown(request, page, form, *caps_parts(view), problems=problems)


def _propose(request: SignedIn, pool: InForce, page: SetupPage) -> HttpResponse:
    """Propose what was seen, unless something else is in force by now: then its differences are seen first."""
    form = ProposeCapsForm(request.POST, initial={}, back=page.back)
    try:
        rows = _rows(pool, form.cleaned_data["text"]) if form.is_valid() else ()
    except NotReady:
        rows = ()
    if not rows:
        return _edit(request, page)
    told = form.cleaned_data
    act = partial(
        journey.prepare_caps,
        pool.terms.key,
        rows,
        source=told["source"],
        dated=told["dated"],
        seen=told["seen"],
    )
    made: list[int | None] = []
    problems = stopped_by(lambda: made.append(act(by=request.actor, at=request.received_at)))
    if problems or made == [None]:
        return _differences(request, pool, page, rows, told, problems)
    messages.success(request, _("The caps are proposed. An approver puts them in force."))
    return redirect("setup_pool", pool_key=pool.terms.key)
