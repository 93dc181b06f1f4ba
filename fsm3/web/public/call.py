"""The page of a pool's call: everything an applicant has to know, each term with the section of the call it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.rules.pool_terms import CategoryKind, Start, Trigger
from applications.selectors.calls import AccountRules, BudgetRules, Call, CohortTerms, PartTerms, call_of
from fsm3.access.guards import Anyone, open_to
from fsm3.core.danish import moment
from fsm3.core.periods import Deadline
from fsm3.journeys import pools
from fsm3.web.shared.acting import Visit
from fsm3.web.shared.call_texts import origin, time_left
from fsm3.web.shared.components import (
    Alert,
    Badge,
    Breadcrumb,
    Cell,
    Column,
    Contents,
    Fact,
    Link,
    Summary,
    Table,
)  # fmt: skip
from fsm3.web.shared.labels import TAKES_PART


@open_to(Anyone)
@require_safe
def pool(request: Visit, pool_key: str) -> HttpResponse:
    """Show the call of a pool in force."""
    call = call_of(pool_key, request.received_at)
    if call is None:
        raise Http404
    may_begin = call.open and request.membership is not None and request.membership.role in TAKES_PART
    context = told(call, request.received_at) | {"may_begin": may_begin, "moved": _moved(pool_key)}
    return render(request, "public/pool.html", context)


def _moved(pool_key: str) -> Alert | None:
    """That the deadline was moved, each time with the reason that was given."""
    points = tuple(
        _("In force from %(moment)s: %(reason)s")
        % {"moment": moment(each.decided_at), "reason": each.content["reason"]}
        for each in pools.moved_because(pool_key)
        if each.decided_at
    )
    return Alert("info", _("The deadline was moved"), points=points) if points else None


def told(call: Call, now: datetime) -> dict[str, Any]:
    """The components of the page."""
    return {
        "call": call,
        "badge": Badge(_("Open"), "success") if call.open else Badge(_("Closed"), "quiet"),
        "breadcrumb": Breadcrumb(call.name),
        "left": Alert("info" if call.open else "warning", time_left(Deadline(call.deadline_at), now)),
        "facts": Summary(tuple(_facts(call))),
        "contents": Contents(tuple(Link(text, f"#{key}") for key, text in _sections())),
        "who": origin(call.who_can_apply.source),
        "target": origin(call.target_group.source),
        "model": origin(call.model.source),
        "purpose": origin(call.purpose.source),
        "cohorts": Summary(tuple(_cohort(each) for each in call.cohorts)),
        "parts": _parts(call),
        "criteria": _criteria(call),
        "scale": origin(call.highest_source),
        "weights": origin(call.weights_source),
        "first": origin(call.goes_first_source),
        "obligations": _obligations(call),
        "costs": _costs(call),
        "rules": Summary((*_budget(call.budget), *_accounts(call.accounts))),
    }


def _sections() -> tuple[tuple[str, str], ...]:
    return (
        ("who", _("Who can apply")),
        ("target", _("Target group")),
        ("model", _("What the money is for")),
        ("payment", _("Instalments and thresholds")),
        ("criteria", _("How applications are judged")),
        ("obligations", _("Obligations")),
        ("costs", _("Eligible costs")),
        ("rules", _("Rules for budget and accounts")),
        ("documents", _("Documents")),
    )


def _facts(call: Call) -> Iterator[Fact]:
    zone = _("(Danish time, Europe/Copenhagen)")
    deadline, joint = call.deadline, _("Yes") if call.joint else _("No")
    yield Fact(_("Deadline"), f"{deadline.text} {zone}", (origin(deadline.source),), strong=True)
    for label, term in (
        (_("Envelope"), call.envelope),
        (_("Project period"), call.period),
        (_("Answers expected"), call.answers),
        (_("Finance act"), call.finance_act),
    ):
        yield Fact(label, term.text, (origin(term.source),))
    yield Fact(_("Joint applications"), joint, (origin(call.joint_source),))


def _cohort(cohort: CohortTerms) -> Fact:
    begins = (
        _("begins on %(day)s")
        if cohort.start is Start.WITH_POOL
        else _("begins on %(day)s, or the day after the earlier pool ends for the municipality")
    )
    details = [origin(cohort.begins_source)]
    if cohort.success:
        details.insert(
            0, _("The pool succeeds with %(share)s of the target group") % {"share": cohort.success}
        )
    return Fact(cohort.name, begins % {"day": cohort.begins}, tuple(details))


def _parts(call: Call) -> Table:
    return Table(
        caption=_("What is paid, and when"),
        columns=(
            Column(_("Municipalities")),
            Column(_("Instalment"), number=True),
            Column(_("Share of the award"), number=True),
            Column(_("Released by")),
            Column(_("Rests on")),
        ),
        rows=tuple(_part(each) for each in call.parts),
        stacked=True,
    )


def _part(part: PartTerms) -> tuple[Cell, ...]:
    return (
        Cell(part.cohort),
        Cell(str(part.instalment)),
        Cell(part.share),
        Cell(_released_by(part)),
        Cell(origin(part.source)),
    )


def _released_by(part: PartTerms) -> str:
    texts = {
        Trigger.START_DATE: _("The start of the project"),
        Trigger.PARTIAL_ACCOUNT: _("An accepted partial account, up to what it documents"),
        Trigger.FINAL_ACCOUNT: _("An accepted final account, up to what it documents"),
        Trigger.BEST_MONTH: _("An accepted final account, and an outcome share of %(share)s in one month"),
        Trigger.CONFIRMED_CONDITION: _("Confirmed: %(condition)s"),
    }
    return texts[part.trigger] % {"share": part.reached_at, "condition": part.condition}


def _criteria(call: Call) -> Table:
    return Table(
        caption=_("Criteria and their weights"),
        columns=(Column(_("Criterion")), Column(_("Weight"), number=True), Column(_("Rests on"))),
        rows=tuple((Cell(each.name), Cell(each.weight), Cell(origin(each.source))) for each in call.criteria),
        stacked=True,
    )


def _obligations(call: Call) -> Table:
    rows = []
    for each in call.obligations:
        condition = (
            (_("Only with a yes to: %(question)s") % {"question": each.only_if},) if each.only_if else ()
        )
        rows.append((Cell(each.text, details=condition), Cell(origin(each.source))))
    columns = (Column(_("The municipality promises")), Column(_("Rests on")))
    return Table(_("Obligations"), columns, tuple(rows), stacked=True)


def _costs(call: Call) -> Table:
    kinds = {
        CategoryKind.WAGE: _("Full-time posts, hourly rate × hours"),
        CategoryKind.AMOUNT: _("An amount"),
    }
    main = (_("The main item"),)
    rows = tuple(
        (
            Cell(each.name, details=main if each.main else ()),
            Cell(kinds[each.kind]),
            Cell(origin(each.source)),
        )
        for each in call.costs
    )
    columns = (Column(_("Category")), Column(_("How it is worked out")), Column(_("Rests on")))
    return Table(_("Eligible costs"), columns, rows, stacked=True)


def _budget(budget: BudgetRules) -> Iterator[Fact]:
    hours = _("%(hours)s a year; above that the budget gets a warning") % {"hours": budget.norm_hours.text}
    yield Fact(_("Hours of a full-time post"), hours, (origin(budget.norm_hours.source),))
    change = _("Needs approval when a line moves more than %(share)s or %(amount)s") % {
        "share": budget.change_share.text,
        "amount": budget.change_amount,
    }
    yield Fact(_("Budget change"), change, (origin(budget.change_share.source),))


def _accounts(accounts: AccountRules) -> Iterator[Fact]:
    if accounts.cut_off and accounts.partial_due:
        partial = _("Up to %(cut_off)s, due on %(due)s") % {
            "cut_off": accounts.cut_off.text,
            "due": accounts.partial_due.text,
        }
        yield Fact(_("Partial account"), partial, (origin(accounts.partial_due.source),))
    months = accounts.final_due_months
    final = ngettext(
        "Due %(months)s month after the project ends", "Due %(months)s months after the project ends", months
    )
    yield Fact(_("Final account"), final % {"months": months}, (origin(accounts.source),))
    yield Fact(
        _("Auditor's report"),
        _("From an award of %(amount)s") % {"amount": accounts.auditor_from},
        (origin(accounts.source),),
    )
