"""What a municipality has ticked of what is expected along the way, for all who read the case."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors import awards
from applications.selectors.expectations import expected
from fsm3.access.guards import open_to
from fsm3.core.periods import day_of
from fsm3.web.caseworker.places import case_of, require_award, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.expectation_texts import expected_table
from fsm3.web.shared.labels import READS_ALL


@open_to(*READS_ALL)
@require_safe
def expectations(request: SignedIn, case_id: int) -> HttpResponse:
    """Show the list as the municipality keeps it; nothing follows from it by itself."""
    case = case_of(request, case_id)
    require_award(case)
    found = expected(awards.in_force(case.id), on=day_of(request.received_at))
    title = _("What is expected along the way")
    context = {
        "case": case,
        "title": title,
        "breadcrumb": under_case(case, title),
        "table": expected_table(found),
    }
    return render(request, "caseworker/expectations.html", context)
