"""The agency has asked: what and until when, the tasks that are open again, the replies, and sending the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.rules.clarification import State
from applications.rules.pool_terms import PoolTerms
from applications.rules.tasks import TaskStatus
from applications.selectors import cases, clarifications, pools
from applications.selectors.cases import SentVersion
from applications.selectors.clarifications import ClarificationView, Replies
from applications.selectors.own import OwnCase
from budgets.selectors.answering import Answering, answering
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import day
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem
from fsm3.journeys import clarify as journey
from fsm3.web.municipality.cases import below, own
from fsm3.web.municipality.clarification_form import CHECK, ReplyForm
from fsm3.web.municipality.tasks import task_url
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.before_after import before_after
from fsm3.web.shared.clarification_parts import part, questions
from fsm3.web.shared.clarification_texts import overdue
from fsm3.web.shared.components import Alert, Fact, Link, Summary, Task, TaskList
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences
from fsm3.web.shared.task_texts import task_badge, task_title


@dataclass(frozen=True)
class Asked:
    """The clarifications of a case, with the versions and the terms it was sent under; `open` is the one to answer."""

    all: tuple[ClarificationView, ...]
    sent: tuple[SentVersion, ...]
    terms: PoolTerms

    @property
    def open(self) -> ClarificationView | None:
        """The clarification that waits for an answer."""
        return next((each for each in self.all if each.state is State.OPEN), None)

    def about(self, asked: ClarificationView) -> SentVersion:
        """The version that a clarification is about."""
        return next(version for version in self.sent if version.id == asked.about)


def _asked(case: OwnCase) -> Asked:
    """What the agency asked in a case. Raises Http404 where it asked nothing."""
    found, sent = clarifications.of_case(case.id), cases.submissions(case.id)
    if not found:
        raise Http404
    return Asked(found, sent, pools.terms_of(sent[-1].pool_version_id))


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def clarification(request: SignedIn, case_id: int) -> HttpResponse:
    """Show what the agency asked, and save replies to it; what is over is told below."""
    case = own(case_id, request.actor)
    asked = _asked(case)
    now = asked.open
    if request.method == "POST" and not case.leads:
        raise PermissionDenied
    answer = answering(now, asked.about(now)) if now else None
    form = _form(request, asked, now, answer) if case.leads else None
    problems = _reply(request, now, form)
    if request.method == "POST" and not problems and form and form.is_valid():
        return redirect(*_onwards(request, case))
    on = day_of(request.received_at)
    ended = (each for each in asked.all if each.state is not State.OPEN)
    context = {
        "case": case,
        "breadcrumb": below(case, _("Questions from the agency")),
        "problems": could_not(sentences(problems)),
        "alert": _until(now, on) if now else None,
        "tasks": _tasks(case, asked.terms, answer) if answer else None,
        "questions": questions(now, {}, asked.terms) if now and not form else None,
        "form": form,
        "theirs": _theirs(now, answer.replies) if now and answer and problems else None,
        "parts": tuple(part(each, asked.sent, asked.terms, on=on) for each in ended),
    }
    return render(request, "municipality/clarification.html", context, status=409 if problems else 200)


def _form(
    request: SignedIn, asked: Asked, now: ClarificationView | None, answer: Answering | None
) -> ReplyForm | None:
    if now is None or answer is None:
        return None
    return ReplyForm(typed(request), asked=now, replies=answer.replies, terms=asked.terms)


def _reply(request: SignedIn, now: ClarificationView | None, form: ReplyForm | None) -> tuple[Problem, ...]:
    """Save what was typed. After somebody else's save the form goes on from theirs, which the page then shows."""
    if request.method != "POST":
        return ()
    if now is None or form is None:
        return (Problem("clarification_ended"),)
    if not form.is_valid():
        return ()
    act = partial(journey.reply, now.id, form.texts, edition=form.cleaned_data["edition"])
    problems = stopped_by(lambda: act(by=request.actor, at=request.received_at))
    if any(problem.code == "edited_meanwhile" for problem in problems):
        form.reopen(clarifications.replies(now.id).edition)
    return problems


def _onwards(request: SignedIn, case: OwnCase) -> tuple[str, int]:
    """After saving: the same page again, or the one where the answer is looked through."""
    if CHECK in request.POST:
        return "own_clarification_send", case.id
    messages.success(request, _("Saved."))
    return "own_clarification", case.id


def _until(now: ClarificationView, on: date) -> Alert:
    """Until when the answer is awaited; a late one is still an answer."""
    if overdue(now, on):
        heading = _("The answer was due on %(day)s") % {"day": day(now.due)}
        return Alert("warning", heading, _("You can still send it until the agency goes on without it."))
    heading = _("Answer by %(day)s at the latest") % {"day": day(now.due)}
    text = _("Only the tasks below are open again. What you sent stands until a signatory sends the answer.")
    return Alert("info", heading, text)


def _tasks(case: OwnCase, terms: PoolTerms, answer: Answering) -> TaskList:
    """The tasks that are open again, and how far each is."""
    tasks = tuple(
        Task(
            task_title(task, terms),
            task_badge(progress),
            task_url(case.id, task) if case.leads else "",
        )
        for task, progress in answer.progress.items()
    )
    return TaskList(_("Open again"), tasks)


def _theirs(now: ClarificationView, replies: Replies) -> Summary:
    """What is saved: what a colleague wrote meanwhile, for whoever typed something else."""
    facts = (
        Fact(f"{each.place}. {each.text}", replies.texts[each.id], written=True)
        for each in now.questions
        if replies.texts.get(each.id)
    )
    return Summary(tuple(facts))


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: SignedIn, case_id: int) -> HttpResponse:
    """Look the answer through, before and after; a signatory sends it."""
    case = own(case_id, request.actor)
    asked = _asked(case)
    now = asked.open
    signs = case.leads and request.actor.role == Role.SIGNATORY
    if request.method == "POST" and not signs:
        raise PermissionDenied
    if now is None:
        return redirect("own_clarification", case_id=case.id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = partial(journey.send_answer, now.id, seen=request.POST.get("seen", ""))
        problems = stopped_by(lambda: act(by=request.actor, at=request.received_at))
        if not problems:
            messages.success(
                request, _("The answer is sent. The receipt lies among your letters in a moment.")
            )
            return redirect("own_clarification", case_id=case.id)
    return _look_through(request, case, asked, now, problems)


@open_to(*TAKES_PART)
@require_POST
def ask_to_send(request: SignedIn, case_id: int) -> HttpResponse:
    """Tell the signatories by mail that the answer waits for them."""
    case = own(case_id, request.actor)
    asked = _asked(case)
    now = asked.open
    if not case.leads:
        raise PermissionDenied
    if now is None:
        return redirect("own_clarification", case_id=case.id)
    problems = stopped_by(partial(journey.ask_signatories, now.id, by=request.actor, at=request.received_at))
    if problems:
        return _look_through(request, case, asked, now, problems)
    messages.success(request, _("The signatories have been told by mail."))
    return redirect("own_clarification_send", case_id=case.id)


def _look_through(
    request: SignedIn, case: OwnCase, asked: Asked, now: ClarificationView, problems: tuple[Problem, ...]
) -> HttpResponse:
    """The answer as it would be sent; `problems` is what an act was refused for just now."""
    signs = case.leads and request.actor.role == Role.SIGNATORY
    about = asked.about(now)
    answer = answering(now, about)
    missing, signers = _missing(answer, asked.terms), "" if signs else ", ".join(_signers(case))
    way = Link(_("Questions from the agency"), reverse("own_clarification", args=(case.id,)))
    context = {
        "case": case,
        "breadcrumb": below(case, _("Look the answer through"), way),
        "problems": could_not(sentences(problems)),
        "missing": missing,
        "questions": questions(now, answer.content, asked.terms),
        "compared": before_after(about.content, answer.content, now.tasks, asked.terms),
        "seen": answer.seen,
        "may_send": signs,
        "may_ask": bool(signers) and not missing,
        "signers": signers,
    }
    return render(request, "municipality/clarification_send.html", context, status=409 if problems else 200)


def _missing(answer: Answering, terms: PoolTerms) -> Alert | None:
    """The tasks that nothing was done about yet."""
    points = tuple(
        task_title(task, terms)
        for task, progress in answer.progress.items()
        if progress is TaskStatus.CHANGES_ASKED
    )
    text = _("Change the task, or write a reply to the question.")
    return Alert("warning", _("Not answered yet"), text, points) if points else None


def _signers(case: OwnCase) -> Iterator[str]:
    """Who can send."""
    return (held.user_name for held in access.holders(case.lead_organisation, Role.SIGNATORY))
