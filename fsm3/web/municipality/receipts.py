"""After sending: the receipt, the correction of what was sent, and its withdrawal.

Source: domain page, "The pool": a late application is received and stamped; a correction sent too late changes nothing
and is told so (`bad-inputs.md` 1, 47); withdrawing is an act of its own, possible until the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.rules.workflow import Status
from applications.selectors import cases
from applications.selectors.cases import SentVersion
from applications.selectors.own import OwnCase
from budgets.selectors.answering import changed_since
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import documents
from fsm3.core.danish import kroner, moment
from fsm3.core.problems import Problem
from fsm3.journeys import apply
from fsm3.web.municipality.cases import below, own
from fsm3.web.shared import downloads
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.call_texts import until
from fsm3.web.shared.components import Alert, Confirmation, Download, Fact, Link, Summary
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences
from fsm3.web.shared.task_texts import task_title

WITHDRAWABLE = frozenset({Status.SENT, Status.LATE, Status.ADMISSIBLE, Status.ASSESSED, Status.RECOMMENDED})


@open_to(*TAKES_PART)
@require_safe
def receipt(request: SignedIn, case_id: int) -> HttpResponse:
    """Show the receipt of what was sent last."""
    case = own(case_id, request.actor)
    sent = cases.submissions(case.id)
    if not sent:
        raise Http404
    newest, stands = sent[-1], cases.standing_of(sent)
    facts = tuple(_facts(case.id, newest))
    file = _file(case, len(sent))
    steps = tuple(_next_steps(case, file, request.received_at))
    context = {
        "case": case,
        "breadcrumb": below(case, _("Receipt")),
        "file": file,
        "confirmation": _received(case, newest, facts, steps) if newest.in_time else None,
        "late": None if newest.in_time else _late(case, stands or newest),
        "facts": _standing(newest, facts),
    }
    return render(request, "municipality/receipt.html", context)


def _received(
    case: OwnCase, sent: SentVersion, facts: tuple[Fact, ...], steps: tuple[str, ...]
) -> Confirmation:
    heading = (
        _("The application is received in time")
        if sent.number == 1
        else _("The correction is received in time")
    )
    pool = {"pool": case.pool, "municipality": case.municipality}
    return Confirmation(
        heading=heading,
        number_label=_("Receipt"),
        number=sent.receipt,
        text=_("%(municipality)s has applied in %(pool)s.") % pool,
        facts=Summary(facts),
        next_heading=_("What happens next"),
        next_steps=steps,
        links=(Link(_("To the application"), reverse("own_application", args=(case.id,))),),
    )


def _next_steps(case: OwnCase, file: Download | None, now: datetime) -> Iterator[str]:
    if not (file and file.url):
        yield _("The receipt is made as a PDF, and a mail tells you when it lies here.")
    if case.deadline.includes(now):
        yield _("Until %(until)s the application can be corrected and sent anew.") % {
            "until": until(case.deadline)
        }
    yield _("The agency answers: %(when)s.") % {"when": case.terms.decisions_expected}


def _late(case: OwnCase, stands: SentVersion) -> Alert:
    """What is said of what came after the deadline."""
    figures = {"until": until(case.deadline), "receipt": stands.receipt}
    if stands.in_time:
        text = _(
            "The deadline was %(until)s. The correction is received, stamped and kept, but it changes nothing: "
            "%(receipt)s, which was sent in time, stands and is assessed."
        )
        return Alert("warning", _("The correction came after the deadline"), text % figures)
    text = _(
        "The deadline was %(until)s. The application is received and stamped, but it cannot be assessed. You get a "
        "written inadmissibility decision. That is no refusal: nobody has judged what you wrote."
    )
    points = (
        _("You need not do anything, and nothing is lost: all of it stays here."),
        _("If something outside your hands kept you from sending in time, write it to %(mail)s at once.")
        % {"mail": case.terms.letters.contact_mail},
    )
    return Alert("warning", _("The application came after the deadline"), text % figures, points=points)


def _standing(sent: SentVersion, facts: Iterable[Fact]) -> Summary:
    """What stays as it was sent."""
    return Summary((Fact(_("Receipt"), sent.receipt, strong=True), *facts))


def _facts(case_id: int, sent: SentVersion) -> Iterator[Fact]:
    covered = _covered(case_id, sent)
    if covered:
        yield Fact(_("Together with"), ", ".join(covered))
    received = moment(sent.received_at, seconds=True)
    yield Fact(_("Received"), _("%(moment)s Danish time") % {"moment": received})
    yield Fact(_("Requested"), kroner(sent.requested))
    yield Fact("SHA-256", sent.sha256, (_("The digest of exactly what was sent."),))


def _covered(case_id: int, sent: SentVersion) -> list[str]:
    """The municipalities that the version was sent for besides the lead, by name."""
    codes = {each["code"] for each in sent.content["covered"]}
    return [each.name for each in cases.participants(case_id) if each.code in codes] if codes else []


def _file(case: OwnCase, number: int) -> Download | None:
    """The PDF of a version's receipt, in the order in which they were sent."""
    made = [each for each in documents.of_case(case.id) if each.kind == "receipt"][number - 1 : number]
    addressee = {case.lead_organisation: case.municipality}
    return next(iter(downloads.listed(case.id, made, addressee, address="own_letter")), None)


@open_to(*TAKES_PART)
@require_POST
def correct(request: SignedIn, case_id: int) -> HttpResponse:
    """Open a draft beside what was sent."""
    own(case_id, request.actor)
    act = partial(apply.begin_correction, case_id, by=request.actor, at=request.received_at)
    problems = stopped_by(act)
    if problems:
        messages.error(request, " ".join(sentences(problems)))
    else:
        messages.success(request, _("A correction is begun. What was sent stands until it is sent."))
    return redirect("own_application", case_id=case_id)


@open_to(*apply.DISCARDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: SignedIn, case_id: int) -> HttpResponse:
    """Say what deleting a correction means, and do it."""
    case = own(case_id, request.actor)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = partial(apply.discard_correction, case_id, by=request.actor, at=request.received_at)
        problems = stopped_by(act)
        if not problems:
            messages.success(request, _("The correction is deleted. What was sent stands."))
            return redirect("own_application", case_id=case_id)
    stands = cases.standing(case.id)
    lost = changed_since(case.id, stands, case.terms) if stands and may_discard(case) else ()
    context = {
        "case": case,
        "breadcrumb": below(case, _("Delete the correction")),
        "problems": could_not(sentences(problems)),
        "warning": _lost(case, lost),
        "stands": _standing(stands, _facts(case.id, stands)) if stands else None,
        "may_discard": may_discard(case),
    }
    return render(request, "municipality/discard.html", context, status=409 if problems else 200)


def may_discard(case: OwnCase) -> bool:
    """Whether a correction lies beside what was sent, and is not where an answer to the agency is written."""
    return case.leads and case.writing and case.status is not Status.DRAFT and not case.reopened


def _lost(case: OwnCase, tasks: Iterable[str]) -> Alert:
    """What goes with a correction: the tasks in which it differs from what stands."""
    titles = tuple(task_title(task, case.terms) for task in tasks)
    if not titles:
        return Alert("info", _("Nothing is lost"), _("The correction says the same as what was sent."))
    text = _("What was changed here since it was sent is deleted, whoever wrote it:")
    return Alert("warning", _("It cannot be undone"), text, points=titles)


@open_to(Role.SIGNATORY)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedIn, case_id: int) -> HttpResponse:
    """Say what withdrawing means, and do it."""
    case = own(case_id, request.actor)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        problems = stopped_by(partial(apply.withdraw, case_id, by=request.actor, at=request.received_at))
        if not problems:
            messages.success(request, _("The application is withdrawn."))
            return redirect("own_application", case_id=case_id)
    context = {
        "case": case,
        "breadcrumb": below(case, _("Withdraw the application")),
        "problems": could_not(sentences(problems)),
        "warning": Alert("warning", _("It cannot be undone"), points=tuple(_meaning(case, request))),
        "may_withdraw": case.leads and case.status in WITHDRAWABLE,
    }
    return render(request, "municipality/withdraw.html", context, status=409 if problems else 200)


def _meaning(case: OwnCase, request: SignedIn) -> Iterator[str]:
    yield _("The agency stops handling the application, and the municipality gets no money from it.")
    yield _("What was sent, with its receipts, stays here to be read.")
    if case.deadline.includes(request.received_at):
        yield _("The municipality may begin a new application until %(until)s.") % {
            "until": until(case.deadline)
        }
    else:
        yield _("The deadline has passed, so a new application would come too late.")
