"""One case on one page, and its letters as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors import attachments, pages
from applications.selectors.pages import Case, Judged
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import documents, journal, proposals
from fsm3.core.danish import moment
from fsm3.core.periods import day_of
from fsm3.core.proposals import Proposed, Verdict
from fsm3.journeys import papers
from fsm3.letters.contexts import Kind
from fsm3.web.caseworker import judging
from fsm3.web.caseworker.admissible import finding
from fsm3.web.caseworker.after_award import after_award
from fsm3.web.caseworker.correct_letter import correction_of
from fsm3.web.caseworker.next_step import NextStep, next_step
from fsm3.web.caseworker.places import case_of, opened
from fsm3.web.caseworker.tell import recommendations
from fsm3.web.caseworker.told import people, summary, told, waiting
from fsm3.web.shared import attached, case_parts, downloads
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.budget_tables import drawn, sent_budget
from fsm3.web.shared.components import Alert, Breadcrumb, Contents, Event, Fact, Link, Timeline
from fsm3.web.shared.journal_texts import act_label
from fsm3.web.shared.labels import AGENCY, READS_ALL, role_label, status_badge
from fsm3.web.shared.note_parts import notes_summary


@open_to(*READS_ALL)
@require_safe
def case(request: SignedIn, case_id: int) -> HttpResponse:
    """Show a case whole."""
    number = request.GET.get("version", "")
    version = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None
    found = opened(pages.case_page(case_id, actor=request.actor, version=version))
    context = whole(found, request)
    later = [told for told in context["proposed"] if told.id not in context["recommended_ids"]]
    after = after_award(request, found, later)
    waits = [waiting(each) for each in context["proposed"] if each.open]
    context |= {
        "breadcrumb": Breadcrumb(found.number, (Link(_("Cases"), reverse("cases")),)),
        "contents": Contents(
            tuple(Link(text, f"#{key}") for key, text in _sections(awarded=after is not None))
        ),
        "next_step": after.next_step
        if after
        else _next_step(request, found, context["judged"], waits=bool(waits)),
        "after": after,
        "waiting": waits,
        "acts": tuple(_acts(request, found)),
    }
    return render(request, "caseworker/case.html", context)


def _next_step(request: SignedIn, found: Case, judged: Judged, *, waits: bool) -> NextStep | None:
    on, actor = day_of(request.received_at), request.actor
    way = judging.way(found, judged, actor)
    return next_step(found, judged, on=on, role=actor.role, waits=waits, way=way)


def _acts(request: SignedIn, case: Case) -> Iterator[Link]:
    """What may be done at any time."""
    if request.actor.role in AGENCY:
        yield Link(_("Write a note"), reverse("write_note", args=(case.id,)))
        yield Link(_("Declare a conflict of interest"), reverse("impartiality", args=(case.id,)))


def _caseworker(request: SignedIn, case: Case, name: str) -> Fact:
    """Who handles the case, with the way to give it to somebody else."""
    text = _("Give the case to another") if name else _("Give the case to a caseworker")
    way = Link(text, reverse("case_assign", args=(case.id,)))
    link = way if request.actor.role == Role.CASEWORKER else None
    return Fact(_("Caseworker"), name or _("Nobody yet"), link=link)


@open_to(*READS_ALL)
@require_safe
def document(request: SignedIn, case_id: int, document_id: int) -> HttpResponse:
    """Send a letter of a case as a file, or a signed account, which is kept in the journal."""
    case = case_of(request, case_id)
    letters = documents.of_case(case.id)
    answer = downloads.letter(case.number, letters, document_id)
    if next(each for each in letters if each.id == document_id).kind == Kind.ACCOUNT:
        papers.downloaded(document_id, by=request.actor, at=request.received_at)
    return answer


@open_to(*READS_ALL)
@require_safe
def attachment(request: SignedIn, case_id: int, version: int, place: int) -> HttpResponse:
    """Send a file of a case as it was sent."""
    case = case_of(request, case_id)
    return attached.fetched(attachments.sent_file(case.id, version, place, actor=request.actor))


def _sections(*, awarded: bool) -> tuple[tuple[str, str], ...]:
    return (
        ("notes", _("Notes")),
        ("sent", _("Application")),
        ("budget", _("Budget")),
        ("admissibility", _("Admissibility")),
        ("assessment", _("Assessment")),
        ("recommendation", _("Recommendation")),
        ("decision", _("Decision")),
        *((("award", _("After the award")),) if awarded else ()),
        ("accounts", _("Accounts")),
        ("outcomes", _("Outcomes")),
        ("payouts", _("Payouts")),
        ("documents", _("Documents")),
        ("journal", _("Journal")),
    )


def whole(case: Case, request: SignedIn) -> dict[str, Any]:
    """Everything the page of a case says. The names of people are joined here, outside journal and assessment."""
    proposed = proposals.of_case(case.id)
    judged = pages.assessment_page(case, actor=request.actor)
    entries = tuple(_told_once(journal.of_case(case.id)))
    decided = pages.decisions(case)
    name = access.names(_people(case, judged, proposed, entries))
    return {
        "case": case,
        "badge": status_badge(case.status),
        "facts": case_parts.facts(
            case, decided, _caseworker(request, case, name.get(case.caseworker or 0, ""))
        ),
        "notes": notes_summary(case.notes, told_to=True),
        "finding": finding(case, name),
        "versions": case_parts.versions(case),
        "files": case_parts.files(case, "case_attachment"),
        "budget": drawn(sent_budget(case, proposed, {Verdict.OPEN, Verdict.APPROVED})),
        "judged": judged,
        "unseen": _unseen(judged),
        "assess_way": judging.way(case, judged, request.actor),
        "points": judging.points(
            judged,
            [name.get(who or 0, "") for who in judged.assessors],
            [name[who] for who in judged.agreed_by],
        ),
        "proposed": [told(each, name, request.actor) for each in proposed],
        "recommended_ids": {each.id for each in proposed if each.kind in recommendations.KINDS},
        "recommended": [
            summary(told(each, name, request.actor), recommendations.facts(each))
            for each in proposed
            if each.kind in recommendations.KINDS
        ],
        "decisions": case_parts.decisions(decided),
        "letters": downloads.listed(
            case.id,
            documents.of_case(case.id),
            case.organisations,
            address="case_letter",
            correct=lambda letter: correction_of(case.id, letter, request.actor),
        ),
        "journal": Timeline(_("Journal"), tuple(_happened(entry, name) for entry in entries)),
    }


def _unseen(judged: Judged) -> Alert | None:
    """Why an assessment that is in does not show."""
    text = _("Two assess a case unseen by each other, so it is shown when the other one is in too.")
    return Alert("info", _("One assessment is in"), text) if judged.hidden else None


def _people(
    case: Case, judged: Judged, proposed: tuple[Proposed, ...], entries: tuple[journal.Line, ...]
) -> set[int]:
    """Everybody the page names."""
    acting = {entry.user_id for entry in entries}
    found = {case.found.by} if case.found else set()
    judging = {case.caseworker, *judged.assessors, *judged.agreed_by, *found}
    return {who for who in judging | people(proposed) | acting if who}


def _told_once(entries: Iterable[journal.Line]) -> Iterator[journal.Line]:
    """The newest of entries that follow each other in one's writing of a draft: it saves itself every few seconds."""
    before: journal.Line | None = None
    for entry in entries:
        goes_on = before and entry.act.startswith("draft.") and _who_did(entry) == _who_did(before)
        if before and not goes_on:
            yield before
        before = entry
    if before:
        yield before


def _who_did(entry: journal.Line) -> tuple[str, int | None, str]:
    return entry.act, entry.user_id, entry.role


def _happened(entry: journal.Line, name: dict[int, str]) -> Event:
    who = name.get(entry.user_id, "") if entry.user_id else ""
    return Event(
        at=moment(entry.at, seconds=True),
        text=act_label(entry.act),
        who=", ".join(part for part in (who, role_label(entry.role)) if part),
        number=str(entry.seq),
    )
