"""A caseworker puts the words of a letter differently; an approver decides, and a new letter names the one it corrects."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import documents
from fsm3.core.actors import Actor
from fsm3.core.documents import Listed
from fsm3.core.periods import day_of
from fsm3.journeys import correct_letter as journey
from fsm3.letters import written
from fsm3.letters.contexts import Kind
from fsm3.web.caseworker.acts import FormPage, form_page
from fsm3.web.caseworker.letter_forms import CorrectLetterForm
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Alert, Fact, Link, Summary
from fsm3.web.shared.problem_texts import sentences


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_letter(request: SignedIn, case_id: int, document_id: int) -> HttpResponse:
    """Show what people wrote in a letter, and propose other words for it."""
    case = case_of(request, case_id)
    listed = next((each for each in documents.of_case(case.id) if each.id == document_id), None)
    if listed is None or listed.kind not in journey.CORRECTABLE or listed.rendered_at is None:
        raise Http404
    document = documents.frozen(document_id)
    back = f"{reverse('case', args=(case.id,))}#decision"
    page = FormPage(
        title=_("Correct the letter"),
        lead=f"{case.places}, {case.number}",
        breadcrumb=under_case(case, _("Correct the letter")),
        next=reverse("case", args=(case.id,)),
        done=_("The corrected letter is proposed. An approver who had no hand in the case decides it."),
        shown=(_facts(listed, case.id), _unchanged(listed.kind)),
    )
    stopped = tuple(journey.faults(document, today=day_of(request.received_at)))
    if stopped:
        why = Alert("info", _("The letter cannot be corrected"), points=tuple(sentences(stopped)))
        context = {"page": page, "why": why, "breadcrumb": page.breadcrumb}
        return render(request, "caseworker/letter_corrected.html", context)
    form = CorrectLetterForm(
        request.POST if request.method == "POST" else None,
        parts=written.parts(journey.letter_of(document)),
        back=back,
    )
    return form_page(
        request,
        form,
        lambda: journey.prepare_correction(
            document_id, form.texts, reason=form.reason, by=request.actor, at=request.received_at
        ),
        page,
    )


def correction_of(case_id: int, letter: Listed, actor: Actor) -> str:
    """Where a letter of a case is corrected; nothing for those who do not, and for a letter without words of people."""
    if actor.role != Role.CASEWORKER or letter.kind not in journey.CORRECTABLE:
        return ""
    return reverse("correct_letter", args=(case_id, letter.id))


def _facts(letter: Listed, case_id: int) -> Summary:
    link = Link(_("Read the letter (PDF)"), reverse("case_letter", args=(case_id, letter.id)))
    return Summary((Fact(_("Letter"), letter.title, strong=True, link=link),))


def _unchanged(kind: str) -> Alert:
    """What a correction leaves as it is, and how that is changed instead."""
    instead = {
        Kind.HEARING: _(
            "Only what people wrote can be put differently here, and the last day to answer stays. Hear the municipality again about what is new to it."
        ),
        **dict.fromkeys(
            (Kind.SETTLEMENT, Kind.REPAYMENT),
            _(
                "Only what people wrote can be put differently here. Nothing is paid or claimed again, and another amount is a new statement."
            ),
        ),
    }
    award = _(
        "Only what people wrote can be put differently here. Another amount, period or cohort is an amended award."
    )
    return Alert("info", _("Amounts and dates stay"), instead.get(Kind(kind), award))
