"""What the workers could not do: seen, understood and tried again, and the queue at a glance."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fsm3.access.guards import open_to
from fsm3.core import jobs_seen
from fsm3.core.jobs_seen import Queue
from fsm3.core.problems import Problem
from fsm3.journeys import mending
from fsm3.web.caseworker.job_lines import groups
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Table
from fsm3.web.shared.job_texts import kind_label
from fsm3.web.shared.labels import MENDS
from fsm3.web.shared.problem_texts import could_not, sentences

MOST_DIGITS = 18


@open_to(*MENDS)
@require_http_methods(["GET", "HEAD", "POST"])
def jobs(request: SignedIn) -> HttpResponse:
    """Show the jobs in trouble that somebody may know of; have one tried again, or all of a kind."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        problems = stopped_by(_asked(request))
        if not problems:
            return redirect("jobs")
    found, queues = mending.seen_by(jobs_seen.in_trouble(), request.actor), jobs_seen.queues()
    context = {
        "breadcrumb": Breadcrumb(_("Jobs")),
        "problems": could_not(sentences(problems)),
        "groups": groups(found, request.actor),
        "said": _said(len(found), queues),
        "queue": _queue(queues),
    }
    return render(request, "caseworker/jobs.html", context, status=409 if problems else 200)


def _said(trouble: int, queues: tuple[Queue, ...]) -> str:
    """How it stands, in a sentence."""
    if trouble:
        return ngettext("%(count)s job needs a look.", "%(count)s jobs need a look.", trouble) % {
            "count": trouble
        }
    under_way = sum(each.waiting + each.running for each in queues)
    said = ngettext(
        "Nothing went wrong. %(count)s job is under way.",
        "Nothing went wrong. %(count)s jobs are under way.",
        under_way,
    )
    return said % {"count": under_way} if under_way else _("Everything is done.")


def _asked(request: SignedIn) -> Callable[[], object]:
    """What the button asks for."""
    kind, number = request.POST.get("kind", ""), request.POST.get("job", "")
    if kind and not number:
        return partial(_all, request, kind)
    is_number = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    return partial(_one, request, int(number) if is_number else 0)


def _one(request: SignedIn, job: int) -> None:
    mending.retry(job, by=request.actor, at=request.received_at)
    messages.success(request, _("It is tried again now."))


def _all(request: SignedIn, kind: str) -> None:
    count = mending.retry_all(kind, by=request.actor, at=request.received_at)
    said = ngettext("%(count)s job is tried again now.", "%(count)s jobs are tried again now.", count)
    messages.success(request, said % {"count": count})


def _queue(found: tuple[Queue, ...]) -> Table:
    columns = (
        Column(_("Kind of job")), Column(_("Waiting"), number=True), Column(_("Running"), number=True),
        Column(_("Done today"), number=True), Column(_("Given up"), number=True),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(kind_label(each.kind)),
            Cell(str(each.waiting)),
            Cell(str(each.running)),
            Cell(str(each.done_today)),
            Cell(str(each.stuck), strong=bool(each.stuck)),
        )
        for each in found
    )
    return Table(_("The queue by kind of job"), columns, rows, _("No job today."), stacked=True)
