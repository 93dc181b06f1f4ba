"""A municipality asks for another division of its award, after it has seen what that means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.rules.workflow import ACCOUNTABLE
from applications.selectors.awards import AwardInForce
from applications.selectors.own import OwnCase
from budgets import selectors as budgets
from budgets.rules.change import ChangeState
from budgets.rules.lines import Line
from budgets.selectors import changes
from budgets.selectors.change_views import Division, division, preview
from budgets.selectors.changes import Change
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.core.danish import kroner, moment, percent
from fsm3.core.problems import Problem
from fsm3.dkfds.formsets import keep_typed
from fsm3.journeys import budget_change
from fsm3.web.municipality.cases import awarded, below
from fsm3.web.municipality.change_forms import ChangeForm, Lines, digest_of, lines_form
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.award_texts import change_badge, moves_table
from fsm3.web.shared.components import Alert, Fact, Link, Summary
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences


@dataclass
class Asking:
    """A change being written: the form and its table, what it would mean, and what stopped it."""

    form: ChangeForm
    rows: Lines
    effect: Division | None = None
    faults: tuple[Problem, ...] = ()
    stopped: tuple[Problem, ...] = ()
    changed: bool = False
    made: int | None = None


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedIn, case_id: int) -> HttpResponse:
    """Take the wanted lines, show what they mean, and ask for them."""
    case, award = awarded(case_id, request.actor)
    if not case.leads:
        raise PermissionDenied
    waits = next((each for each in changes.changes_of(case_id) if each.state is ChangeState.ASKED), None)
    open_now = case.status in ACCOUNTABLE and waits is None
    asking = _asking(request, case, award) if open_now else None
    if asking and asking.made:
        return _asked(request, case, asking.made)
    context = {
        "case": case,
        "breadcrumb": below(case, _("Change the budget")),
        "problems": could_not(sentences(asking.stopped)) if asking else None,
        "asking": asking,
        "effect": moves_table(asking.effect) if asking and asking.effect else None,
        "verdict": _verdict(asking) if asking and asking.effect else None,
        "waits": waits,
        "limit": _limit(award),
    }
    status = 409 if asking and asking.stopped else 200
    return render(request, "municipality/budget_change.html", context, status=status)


def _asking(request: SignedIn, case: OwnCase, award: AwardInForce) -> Asking:
    """Read what was sent: rows that come or go, a wish to see the effect, or to send what was seen."""
    data = request.POST if request.method == "POST" else None
    before = budgets.approved(case.id, budgets.version_in_force(case.id))
    rows = lines_form(data, award, before)
    back = reverse("own_application", args=(case.id,))
    asking = Asking(ChangeForm(data, rows=rows, back=back), rows)
    if rows.changing:
        keep_typed(asking.form)
    elif data is not None and asking.form.is_valid() and rows.is_valid():
        lines = rows.lines({line.number: line for line in before})
        _weigh(request, case, award, asking, lines)
        if not asking.faults:
            asking.form.offer(back, digest_of(lines, asking.form.cleaned_data["reason"]))
    return asking


def _weigh(
    request: SignedIn, case: OwnCase, award: AwardInForce, asking: Asking, lines: Sequence[Line]
) -> None:
    """Work out what the lines mean, and ask for them when it was just that which was seen and sent."""
    reason = asking.form.cleaned_data["reason"]
    asking.effect, asking.faults = preview(award, lines)
    seen = request.POST.get("send")
    if seen == digest_of(lines, reason) and not asking.faults:
        act = partial(budget_change.ask, case.id, lines, reason=reason)
        asking.stopped = stopped_by(lambda: _made(asking, act(by=request.actor, at=request.received_at)))
    asking.changed = bool(seen) and seen != digest_of(lines, reason)


def _made(asking: Asking, change: int) -> None:
    asking.made = change


def _asked(request: SignedIn, case: OwnCase, change_id: int) -> HttpResponse:
    in_force = changes.change(change_id).state is ChangeState.IN_FORCE
    told = _("The changed budget is in force.") if in_force else _("The change is sent to the agency.")
    messages.success(request, told)
    return redirect("own_budget_change_asked", case_id=case.id, change_id=change_id)


def _limit(award: AwardInForce) -> str:
    return _("Approval is needed when a line moves more than %(share)s or %(amount)s.") % {
        "share": percent(award.terms.budget.change_share),
        "amount": kroner(award.terms.budget.change_amount),
    }


def _verdict(asking: Asking) -> Alert:
    """What sending would mean, before it is sent."""
    if asking.faults:
        return Alert("error", _("It cannot be sent yet"), points=tuple(sentences(asking.faults)))
    changed = _("What you typed has changed since you saw its effect. Look again before you send.")
    text = changed if asking.changed else ""
    if asking.effect and asking.effect.needs_approval:
        heading = _("The agency has to approve this: a line moves more than it may without")
        return Alert("warning", heading, text)
    return Alert("info", _("No line passes the limit: the budget is in force as soon as you send"), text)


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: SignedIn, case_id: int, change_id: int) -> HttpResponse:
    """Show a change that was asked for, and take it back while it waits."""
    case, award = awarded(case_id, request.actor)
    change = _change_of(case, change_id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = partial(budget_change.withdraw, change_id, by=request.actor, at=request.received_at)
        problems = stopped_by(act)
        if not problems:
            messages.success(request, _("The change is taken back."))
            return redirect(request.path)
    ways = Link(_("Change the budget"), reverse("own_budget_change", args=(case_id,)))
    context = {
        "case": case,
        "breadcrumb": below(case, _("Change asked for"), *((ways,) if case.leads else ())),
        "problems": could_not(sentences(problems)),
        "badge": change_badge(change.state),
        "facts": _facts(case, change),
        "moves": moves_table(division(change.moves(), award.terms.budget)),
        "may_withdraw": case.leads and change.state is ChangeState.ASKED,
    }
    return render(request, "municipality/budget_change_asked.html", context, status=409 if problems else 200)


def _change_of(case: OwnCase, change_id: int) -> Change:
    found = next((each for each in changes.changes_of(case.id) if each.id == change_id), None)
    if found is None:
        raise Http404
    return found


def _facts(case: OwnCase, change: Change) -> Summary:
    who = access.names({change.asked_by}).get(change.asked_by, "")
    facts = [
        Fact(_("Asked for"), f"{who}, {moment(change.asked_at)}"),
        Fact(_("Reason"), change.reason),
        Fact(_("Changes version"), str(change.from_number)),
    ]
    if change.number:
        facts.append(Fact(_("Became version"), str(change.number)))
    if change.answer:
        facts.append(Fact(_("The agency's answer"), change.answer))
    return Summary(tuple(facts))
