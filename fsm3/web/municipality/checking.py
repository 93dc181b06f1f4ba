"""Check and send: everything that will be sent on one page, what is missing on top, and for a signatory the one button.

Source: domain page, "Application": only a signatory sends; somebody else sees who can, and tells them with one button.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.rules.pool_terms import AnswerKind
from applications.rules.sending import Task, applies
from applications.rules.tasks import of_answer
from applications.rules.workflow import Status
from applications.selectors.own import OwnCase
from budgets.tables import table
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import moment
from fsm3.core.problems import Problem
from fsm3.journeys import send as sending
from fsm3.journeys.send import Ready
from fsm3.web.municipality.attachment_parts import shown
from fsm3.web.municipality.cases import below, own
from fsm3.web.municipality.draft import gathered, left, signatories
from fsm3.web.municipality.tasks import mending, task_url
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.budget_tables import drawn
from fsm3.web.shared.call_texts import until
from fsm3.web.shared.components import Alert, Badge, Cell, Column, Fact, Link, Summary, Table
from fsm3.web.shared.labels import TAKES_PART, choice_label
from fsm3.web.shared.task_texts import task_title


@open_to(*TAKES_PART)
@require_safe
def check(request: SignedIn, case_id: int) -> HttpResponse:
    """Show all that is written; what is not being written any more is read where it was sent."""
    case = own(case_id, request.actor)
    if not case.writing:
        return redirect("own_application", case_id=case_id)
    return _page(request, case)


@open_to(Role.SIGNATORY)
@require_POST
def send(request: SignedIn, case_id: int) -> HttpResponse:
    """Send the draft; however often and by however many it is sent, there is one receipt (`bad-inputs.md` 3, 4, 5)."""
    case = own(case_id, request.actor)
    problems = stopped_by(partial(sending.send, case_id, by=request.actor, at=request.received_at))
    if not problems:
        return redirect("own_receipt", case_id=case_id)
    return _page(request, case, problems)


@open_to(*TAKES_PART)
@require_POST
def ask_to_send(request: SignedIn, case_id: int) -> HttpResponse:
    """Tell the signatories by mail that the draft waits for them."""
    case = own(case_id, request.actor)
    act = partial(sending.ask_signatories, case_id, by=request.actor, at=request.received_at)
    problems = stopped_by(act)
    if problems:
        return _page(request, case, problems)
    messages.success(request, _("The signatories have been told by mail."))
    return redirect("own_check", case_id=case_id)


def _page(request: SignedIn, case: OwnCase, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    """The page; `problems` is what an act was refused for just now."""
    signs = signatories(case.lead_organisation)
    ready = gathered(case.id, case.pool_key, signs)
    missing = tuple(ready.problems())
    context: dict[str, Any] = {
        "case": case,
        "breadcrumb": below(case, _("Check and send")),
        "left": left(case.deadline, request.received_at),
        "missing": _missing(case, problems or missing, refused=bool(problems)),
        "until": until(case.deadline),
        "late": not case.deadline.includes(request.received_at),
        "correcting": case.status is not Status.DRAFT,
        "stands": case.status not in {Status.DRAFT, Status.LATE},
        "answers": Summary(tuple(_answers(case, ready))),
        "obligations": _obligations(case, ready),
        "obligations_url": _change(case, Task.OBLIGATIONS),
        "budget": drawn(table(ready.budget, case.terms.budget)),
        "budget_url": _change(case, Task.BUDGET),
        "files": tuple(shown(case, each, actions=()) for each in ready.attached),
        "files_url": _change(case, Task.ATTACHMENTS),
        "covered": _covered(ready),
        "joint_url": _change(case, Task.JOINT),
        "may_send": case.leads and not missing and request.actor.role == Role.SIGNATORY,
        "may_ask": case.leads and not missing and request.actor.role != Role.SIGNATORY,
        "signatories": tuple(sorted({each.user_name for each in signs})),
    }
    return render(request, "municipality/check.html", context, status=409 if problems else 200)


def _missing(case: OwnCase, problems: tuple[Problem, ...], *, refused: bool) -> Alert | None:
    """What is missing, each with the way to its task."""
    if not problems:
        return None
    heading = _("This could not be done") if refused else _("Missing before it can be sent")
    links = mending(case.id, problems, writes=case.leads and case.writing)
    return Alert("error" if refused else "warning", heading, links=links, urgent=refused)


def _change(case: OwnCase, task: str) -> str:
    return task_url(case.id, task) if case.leads else ""


def _answers(case: OwnCase, ready: Ready) -> Iterator[Fact]:
    """The contact and every answer as it stands, each with the way to change it."""
    draft = ready.as_rules_see_it()
    contact = ", ".join(text for text in (draft.contact_name, draft.contact_mail) if text)
    yield _fact(case, task_title(Task.CONTACT, case.terms), contact, Task.CONTACT)
    for question in case.terms.questions:
        text = draft.answers.get(question.key, "")
        said = choice_label(text) if question.kind is AnswerKind.YES_NO else text
        yield _fact(case, question.title, said, of_answer(question.key))


def _fact(case: OwnCase, label: str, text: str, task: str) -> Fact:
    url = _change(case, task)
    link = Link(_("Change"), url) if url else None
    return Fact(label, text or _("Not answered"), link=link, written=True)


def _obligations(case: OwnCase, ready: Ready) -> Table:
    accepted = set(ready.draft.obligations)
    binding = (each for each in case.terms.obligations if applies(each, ready.draft.answers))
    rows = tuple((Cell(each.text), Cell(badge=_badge(accepted=each.key in accepted))) for each in binding)
    columns = (Column(_("The municipality promises"), look="note"), Column(_("Status")))
    return Table(_("Obligations"), columns, rows, stacked=True)


def _badge(*, accepted: bool) -> Badge:
    return (
        Badge(_("Obligation accepted"), "success")
        if accepted
        else Badge(_("Obligation not accepted"), "warning")
    )


def _covered(ready: Ready) -> Summary | None:
    """The municipalities that are covered, and whether each has consented."""
    facts = tuple(
        Fact(who.name, _("Consented %(moment)s") % {"moment": moment(who.consented_at)})
        if who.consented_at
        else Fact(who.name, _("Has not consented yet"))
        for who in ready.participants
        if not who.leads
    )
    return Summary(facts) if facts else None
