"""The outcomes of a pool: shares by month, what stands out, where vintages differ, and the files they come from."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.selectors import awards, pools
from applications.selectors.pools import InForce
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import jobs, proposals
from fsm3.core.jobs import State
from fsm3.web.caseworker import outcome_tables
from fsm3.web.caseworker.places import case_of, require_award, under_case
from fsm3.web.caseworker.told import people, told, waiting
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Alert, Breadcrumb, Fact, Job, Link, Progress, Summary, Tabs
from fsm3.web.shared.labels import READS_ALL
from fsm3.web.shared.problem_texts import sentences
from payouts.selectors import outcome_pages
from payouts.selectors.outcome_pages import MonthLine, UploadLine

REFRESH_SECONDS = 4


def pool_of(pool_key: str) -> InForce:
    """A pool in force. Raises Http404 for any other."""
    found = pools.in_force(pool_key)
    if found is None:
        raise Http404
    return found


def outcomes_address(pool: InForce) -> str:
    """The page of a pool's outcomes."""
    return reverse("outcomes_of", args=(pool.terms.key,))


def below(pool: InForce, here: str) -> Breadcrumb:
    """Where a page under a pool's outcomes lies."""
    return Breadcrumb(here, (Link(_("Outcomes"), outcomes_address(pool)),))


@open_to(*READS_ALL)
@require_safe
def outcomes(request: SignedIn) -> HttpResponse:
    """Lead to the outcomes of the oldest pool in force."""
    keys = pools.keys_in_force()
    if keys:
        return redirect("outcomes_of", pool_key=keys[0])
    return render(request, "caseworker/no_outcomes.html", {"breadcrumb": Breadcrumb(_("Outcomes"))})


@open_to(*READS_ALL)
@require_safe
def outcomes_of(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show the outcomes of a pool."""
    pool = pool_of(pool_key)
    matrix = outcome_pages.matrix(pool.pool_id, request.actor)
    differing = outcome_tables.differing(pool.pool_id, request.actor)
    context = {
        "pool": pool.terms,
        "breadcrumb": Breadcrumb(_("Outcomes")),
        "tabs": _tabs(pool),
        "waiting": _waiting(request, pool),
        "counting": counting(outcome_pages.months_to_lock(pool.pool_id)),
        "flags": outcome_tables.flags_table(outcome_tables.unlocked_flags(matrix)),
        "matrix": outcome_tables.matrix_table(matrix),
        "differences": outcome_tables.differences_table(differing),
        "vintages": outcome_tables.vintages_table(outcome_pages.vintages(pool.pool_id)),
        "uploads": outcome_tables.uploads_table(pool_key, outcome_pages.uploads(pool.pool_id)),
        "acts": request.actor.role == Role.CASEWORKER,
    }
    return render(request, "caseworker/outcomes.html", context)


def _tabs(pool: InForce) -> Tabs | None:
    """The pools to choose from, where there are several."""
    found = pools.all_in_force()
    tabs = tuple(Link(each.terms.name, outcomes_address(each)) for each in found)
    return Tabs(_("Pools"), tabs, pool.terms.name) if len(tabs) > 1 else None


def _waiting(request: SignedIn, pool: InForce) -> list[Alert]:
    found = proposals.open_on(f"months:{pool.terms.key}")
    names = access.names(people(found))
    return [waiting(told(each, names, request.actor)) for each in found]


def counting(months: tuple[MonthLine, ...]) -> Alert | None:
    """That shares are still being counted, where they are."""
    left = sum(not month.counted for month in months)
    said = ngettext("%(count)s month is being counted.", "%(count)s months are being counted.", left)
    return Alert("info", said % {"count": left}, _("Its shares show when they are there.")) if left else None


@open_to(*READS_ALL)
@require_safe
def case_outcomes(request: SignedIn, case_id: int) -> HttpResponse:
    """Show the outcomes of one case, month by month."""
    case = case_of(request, case_id)
    require_award(case)
    months, line = outcome_pages.line_of(awards.in_force(case.id))
    context = {
        "case": case,
        "breadcrumb": under_case(case, _("Outcomes")),
        "months": outcome_tables.months_table(months, line),
        "pool_outcomes": reverse("outcomes_of", args=(case.pool_key,)),
    }
    return render(request, "caseworker/case_outcomes.html", context)


@open_to(*READS_ALL)
@require_safe
def outcome_file(request: SignedIn, pool_key: str, upload_id: int) -> HttpResponse:
    """Show how far an uploaded file is, and what became of it; while it is read the browser comes back by itself."""
    pool = pool_of(pool_key)
    upload = outcome_pages.upload(upload_id, pool.pool_id)
    if upload is None:
        raise Http404
    progress = None if upload.read else _progress(request, upload)
    context: dict[str, Any] = {
        "pool": pool.terms,
        "breadcrumb": below(pool, _("Uploaded file")),
        "facts": Summary(
            (
                Fact(_("File"), upload.file_name),
                Fact(_("Uploaded"), f"{upload.uploaded_by}, {upload.uploaded_at}"),
            )
        ),
        "progress": progress,
        "result": _result(pool, upload) if upload.read else None,
    }
    response = render(request, "caseworker/outcome_file.html", context)
    if progress and progress.goes_on:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


def _progress(request: SignedIn, upload: UploadLine) -> Progress:
    found = jobs.progress_of(f"outcome_file:{upload.id}")
    state = found.state if found else State.WAITING
    texts = {
        State.WAITING: _("waits to be read"),
        State.RUNNING: _("is being read and checked"),
        State.DONE: _("is read"),
        State.STUCK: _("could not be read. The log of the worker says why."),
    }
    percent = found.percent if found else 0
    return Progress(_("The file"), Job(state.value), percent, texts[state], look_again=request.path)


def _result(pool: InForce, upload: UploadLine) -> Alert:
    """What became of a file that was read."""
    link = Link(_("See the outcomes"), outcomes_address(pool))
    if upload.problems:
        heading = _("The file was refused. Nothing of it is stored.")
        return Alert("error", heading, points=tuple(sentences(upload.problems)))
    if upload.vintage is None:
        text = _("Its months and municipalities are stored with the same content already.")
        return Alert("info", _("The file says nothing new"), text, link=link)
    heading = _("The file is stored as vintage %(number)s") % {"number": upload.vintage}
    return Alert("success", heading, _("Its months are counted one by one."), link=link)
