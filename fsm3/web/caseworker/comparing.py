"""Two versions of an application that were sent, side by side: only what differs, task by task."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.rules.clarification import tasks_of
from applications.selectors import cases, pools
from applications.selectors.cases import SentVersion
from fsm3.access.guards import open_to
from fsm3.core.danish import day, kroner, moment
from fsm3.core.periods import day_of
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.before_after import BeforeAfter, before_after
from fsm3.web.shared.components import Cell, Column, Filter, Filters, Table
from fsm3.web.shared.labels import READS_ALL

FROM, TO = "fra", "til"


@open_to(*READS_ALL)
@require_safe
def versions(request: SignedIn, case_id: int) -> HttpResponse:
    """Compare any two versions of a case; the two newest where the address names none."""
    case = case_of(request, case_id)
    sent = cases.submissions(case.id)
    newest = sent[-2:]
    before, after = _wished(request, FROM, sent, newest[0]), _wished(request, TO, sent, newest[-1])
    context = {
        "case": case,
        "breadcrumb": under_case(case, _("Versions compared")),
        "several": len(sent) > 1,
        "filters": _filters(sent, before, after),
        "table": _both(before, after, reverse("case", args=(case.id,))),
        "compared": _compared(before, after),
    }
    return render(request, "caseworker/versions.html", context)


def _wished(request: SignedIn, name: str, sent: Sequence[SentVersion], otherwise: SentVersion) -> SentVersion:
    """The version that the address names. Raises Http404 for one that was never sent."""
    number = request.GET.get(name, str(otherwise.number))
    found = next((each for each in sent if str(each.number) == number), None)
    if found is None:
        raise Http404
    return found


def _compared(before: SentVersion, after: SentVersion) -> Sequence[BeforeAfter]:
    """The tasks that differ, by the terms the later of the two was sent under."""
    terms = pools.terms_of(max(before, after, key=lambda each: each.number).pool_version_id)
    found = before_after(before.content, after.content, tasks_of(terms), terms)
    return tuple(each for each in found if each.changed)


def _filters(sent: Sequence[SentVersion], before: SentVersion, after: SentVersion) -> Filters:
    choices = tuple(
        (str(each.number), f"{each.number}: {day(day_of(each.received_at))}") for each in reversed(sent)
    )
    return Filters(
        (
            Filter(FROM, _("Before, version"), choices, str(before.number)),
            Filter(TO, _("After, version"), choices, str(after.number)),
        )
    )


def _both(before: SentVersion, after: SentVersion, case: str) -> Table:
    """What the two versions are."""
    columns = (
        Column(_("Version")),
        Column(_("Receipt"), look="nowrap"),
        Column(_("Received")),
        Column(_("Requested"), number=True),
    )
    rows = tuple(
        (
            Cell(name, strong=True),
            Cell(each.receipt, f"{case}?version={each.number}"),
            Cell(moment(each.received_at, seconds=True), details=_of_time(each)),
            Cell(kroner(each.requested)),
        )
        for name, each in ((_("Before"), before), (_("After"), after))
    )
    return Table(_("The two versions"), columns, rows, stacked=True)


def _of_time(each: SentVersion) -> tuple[str, ...]:
    if each.clarification is not None:
        return (_("Answer to the agency's questions"),)
    return () if each.in_time else (_("Received after the deadline"),)
