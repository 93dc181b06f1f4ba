"""One case on one page, and its letters as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors import pages
from applications.selectors.pages import Case, Judged, Recommended
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import documents, journal, proposals
from fsm3.core.danish import moment
from fsm3.core.proposals import Verdict
from fsm3.web.caseworker import judging
from fsm3.web.caseworker.next_step import next_step
from fsm3.web.shared import case_parts, downloads
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.budget_tables import drawn, sent_budget
from fsm3.web.shared.components import Alert, Breadcrumb, Contents, Event, Link, Summary, Timeline
from fsm3.web.shared.journal_texts import act_label
from fsm3.web.shared.labels import READS_ALL, decision_label, role_label, status_badge, why_label


@open_to(*READS_ALL)
@require_safe
def case(request: SignedIn, case_id: int) -> HttpResponse:
    """Show a case whole."""
    number = request.GET.get("version", "")
    version = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None
    found = pages.case_page(case_id, actor=request.actor, version=version)
    if found is None:
        raise Http404
    context = whole(found, request)
    context |= {
        "breadcrumb": Breadcrumb(found.number, (Link(_("Cases"), reverse("cases")),)),
        "contents": Contents(tuple(Link(text, f"#{key}") for key, text in _sections())),
        "next_step": next_step(found, context["judged"]),
        "waiting": [waiting(each, found.id) for each in context["recommended"] if each.open],
    }
    return render(request, "caseworker/case.html", context)


@open_to(*READS_ALL)
@require_safe
def document(request: SignedIn, case_id: int, document_id: int) -> HttpResponse:
    """Send a letter of a case as a file."""
    found = pages.case_page(case_id, actor=request.actor)
    if found is None:
        raise Http404
    return downloads.letter(found.number, documents.of_case(case_id), document_id)


def _sections() -> tuple[tuple[str, str], ...]:
    return (
        ("sent", _("What was sent")),
        ("budget", _("Budget")),
        ("assessment", _("Assessment")),
        ("recommendation", _("Recommendation")),
        ("decision", _("Decision and letters")),
        ("journal", _("Journal")),
    )


def whole(case: Case, request: SignedIn) -> dict[str, Any]:
    """Everything the page of a case says. The names of people are joined here, outside journal and assessment."""
    proposed = proposals.of_case(case.id)
    judged = pages.assessment_page(case, actor=request.actor)
    made = [pages.recommended(proposal) for proposal in proposed]
    entries = journal.of_case(case.id)
    decided = pages.decisions(case)
    name = access.names(_people(case, judged, made, entries))
    return {
        "case": case,
        "badge": status_badge(case.status),
        "facts": case_parts.facts(case, decided, caseworker=name.get(case.caseworker or 0, "")),
        "versions": case_parts.versions(case),
        "budget": drawn(sent_budget(case, proposed, {Verdict.OPEN, Verdict.APPROVED})),
        "judged": judged,
        "unseen": _unseen(judged),
        "points": judging.points(
            judged,
            [name.get(who or 0, "") for who in judged.assessors],
            [name[who] for who in judged.agreed_by],
        ),
        "recommended": [_told(each, name, request) for each in made],
        "decisions": case_parts.decisions(decided),
        "letters": downloads.listed(
            case.id, documents.of_case(case.id), case.organisations, address="case_letter"
        ),
        "journal": Timeline(_("Journal"), tuple(_happened(entry, name) for entry in entries)),
    }


def _unseen(judged: Judged) -> Alert | None:
    """Why an assessment that is in does not show."""
    text = _("Two assess a case unseen by each other, so it is shown when the other one is in too.")
    return Alert("info", _("One assessment is in"), text) if judged.hidden else None


def _people(
    case: Case, judged: Judged, made: list[Recommended], entries: tuple[journal.Line, ...]
) -> set[int]:
    """Everybody the page names."""
    proposing = {who for each in made for who in (each.prepared_by, each.decided_by)}
    acting = {entry.user_id for entry in entries}
    return {
        who for who in {case.caseworker, *judged.assessors, *judged.agreed_by} | proposing | acting if who
    }


def _happened(entry: journal.Line, name: dict[int, str]) -> Event:
    who = name.get(entry.user_id, "") if entry.user_id else ""
    return Event(
        at=moment(entry.at, seconds=True),
        text=act_label(entry.act),
        who=", ".join(part for part in (who, role_label(entry.role)) if part),
        number=str(entry.seq),
    )


@dataclass(frozen=True)
class Told:
    """A proposal with names and words; `may_decide` is whether this person may decide it now."""

    proposal: Recommended
    kind: str
    prepared_by: str
    summary: Summary
    open: bool
    may_decide: bool
    own: bool


def _told(each: Recommended, name: dict[int, str], request: SignedIn) -> Told:
    own = request.actor.user_id in each.preparers
    is_open = each.verdict == ""
    kind, prepared_by = decision_label(each.kind), name[each.prepared_by]
    decided_by, why = name.get(each.decided_by or 0, ""), why_label(each.why)
    return Told(
        proposal=each,
        kind=kind,
        prepared_by=prepared_by,
        summary=judging.proposal(each, kind=kind, why=why, prepared_by=prepared_by, decided_by=decided_by),
        open=is_open,
        may_decide=is_open and not own and request.actor.role == Role.APPROVER,
        own=own,
    )


def waiting(told: Told, case_id: int) -> Alert:
    """A proposal that waits, and who may decide it; with the way there for whoever may."""
    award = f", {told.proposal.award}" if told.proposal.award else ""
    proposed = _("Proposed by %(who)s on %(when)s.") % {
        "who": told.prepared_by,
        "when": told.proposal.prepared_at,
    }
    link = Link(_("Approve or hand back"), reverse("decide", args=(case_id, told.proposal.id)))
    return Alert(
        tone="warning",
        heading=_("Waits for a decision: %(kind)s") % {"kind": told.kind} + award,
        text=proposed if told.may_decide else f"{proposed} {_who_decides(told)}",
        link=link if told.may_decide else None,
    )


def _who_decides(told: Told) -> str:
    if told.own:
        return _("You had a hand in this case, so somebody else decides it.")
    return _("An approver who had no hand in the case decides it.")
