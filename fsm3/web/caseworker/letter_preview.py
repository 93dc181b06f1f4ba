"""The letter of a proposal before it is decided: exactly what it will say, marked as a draft, with what is missing in red."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.core import proposals
from fsm3.core.problems import NotReady
from fsm3.core.proposals import Proposed, Verdict
from fsm3.journeys import previews
from fsm3.letters.completeness import incomplete, marked
from fsm3.letters.templates import sheet
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.caseworker.told import Told, people, told
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Alert, Link
from fsm3.web.shared.labels import AGENCY
from fsm3.web.shared.letter_texts import missing_label
from fsm3.web.shared.problem_texts import could_not, sentences

MISSING = mark_safe("<mark>Mangler</mark>")


@dataclass(frozen=True)
class _Draft:
    """The letter as it stands on the page, and what is said on top of it."""

    sheet: SafeString | None
    alerts: tuple[Alert, ...]


@open_to(*AGENCY)
@require_safe
def letter_preview(request: SignedIn, case_id: int, proposal_id: int) -> HttpResponse:
    """Show the letter of a proposal as it would be now; once it is decided, lead to the letters of the case."""
    case = case_of(request, case_id)
    found = {each.id: each for each in proposals.of_case(case.id)}.get(proposal_id)
    if found is None or found.kind not in previews.DRAFTS:
        raise Http404
    if found.verdict is not Verdict.OPEN:
        return redirect(f"{reverse('case', args=(case.id,))}#decision")
    line = told(found, access.names(people([found])), request.actor)
    context = {
        "case": case,
        "told": line,
        "draft": _draft(found, line, request),
        "breadcrumb": under_case(case, _("Draft of the letter")),
    }
    return render(request, "caseworker/letter_preview.html", context)


def _draft(proposal: Proposed, line: Told, request: SignedIn) -> _Draft:
    try:
        letter = previews.draft(proposal, by=request.actor, at=request.received_at)
    except NotReady as stopped:
        alert = could_not(sentences(stopped.problems))
        return _Draft(None, (alert,) if alert else ())
    lacks = [missing_label(each.where) for each in incomplete(letter)]
    return _Draft(sheet(marked(letter, MISSING)), (_not_decided(line), *_lacking(lacks)))


def _not_decided(line: Told) -> Alert:
    way = Link(_("Approve or hand back"), line.url) if line.may_decide else None
    text = _(
        "This is what the letter will say if the proposal is approved today. It gets the date of the decision, and whoever approves signs it."
    )
    return Alert("warning", _("Draft, not decided"), text, link=way)


def _lacking(lacks: list[str]) -> tuple[Alert, ...]:
    if not lacks:
        return ()
    said = ngettext("%(count)s thing is missing", "%(count)s things are missing", len(lacks))
    text = _("The letter cannot be made before this is filled in. It stands in red below.")
    return (Alert("error", said % {"count": len(lacks)}, text, tuple(dict.fromkeys(lacks))),)
