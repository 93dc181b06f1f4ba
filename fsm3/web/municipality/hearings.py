"""A municipality is heard: what the agency intends and why, and the answer, or that the days are waived."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.selectors.own import OwnCase
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import correct_letter, hearings
from fsm3.letters.contexts import HearingLetter
from fsm3.web.municipality.cases import below, own
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Fact, Summary
from fsm3.web.shared.hearing_texts import about_label, hearing_badge
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences
from payouts.selectors.payments import HearingPage, hearing_pages


class AnswerForm(forms.Form):
    """What the municipality says to what is intended."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=hearings.LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 8, "class": "long-text"}),
    )

    def __init__(self, data: QueryDict | None) -> None:
        """Take what was sent."""
        super().__init__(data)
        self.helper = Helper(buttons=(Button(_("Send the answer")),))


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request: SignedIn, case_id: int, hearing_id: int) -> HttpResponse:
    """Show a hearing; take the answer, or the waiver of its days."""
    case = own(case_id, request.actor)
    found = _hearing(request, case, hearing_id)
    waives = "waive" in request.POST
    form = AnswerForm(request.POST if request.method == "POST" and not waives else None)
    problems: tuple[Problem, ...] = ()
    if waives or form.is_valid():
        problems = _answer(request, hearing_id, None if waives else form.cleaned_data["text"])
        if not problems:
            told = _("The days of the hearing are waived.") if waives else _("The answer is sent.")
            messages.success(request, told)
            return redirect(request.path)
    answered, letter = found.answered or found.waived, correct_letter.letter_of_hearing(found.document_id)
    context = {
        "case": case,
        "breadcrumb": below(case, _("Hearing")),
        "problems": could_not(sentences(problems)),
        "badge": hearing_badge(found),
        "facts": _facts(found),
        "hearing": found,
        "corrections": tuple(_corrections(letter)),
        "reasons": letter.facts,
        "figures": Summary(tuple(Fact(name, f"{amount} kr.") for name, amount in found.figures)),
        "form": form if case.leads and not answered else None,
        "may_waive": case.leads and not answered and request.actor.role == Role.SIGNATORY,
    }
    return render(request, "municipality/hearing.html", context, status=409 if problems else 200)


def _corrections(letter: HearingLetter) -> Iterator[Alert]:
    """That the words were corrected meanwhile: what is said here is what the newest letter says."""
    for each in letter.head.corrections:
        heading = _("A corrected letter stands in the place of the one of %(day)s") % {"day": each.dated}
        yield Alert("info", heading, each.change)


def _hearing(request: SignedIn, case: OwnCase, hearing_id: int) -> HearingPage:
    """A hearing of the case. Raises Http404 for another's (`bad-inputs.md` 29)."""
    pages = hearing_pages(case.id, today=day_of(request.received_at))
    found = next((each for each in pages if each.id == hearing_id), None)
    if found is None:
        raise Http404
    return found


def _answer(request: SignedIn, hearing_id: int, text: str | None) -> tuple[Problem, ...]:
    """Answer, or waive where there is no text."""
    by, at = request.actor, request.received_at
    if text is None:
        return stopped_by(partial(hearings.waive, hearing_id, by=by, at=at))
    return stopped_by(partial(hearings.answer, hearing_id, text=text, by=by, at=at))


def _facts(found: HearingPage) -> Summary:
    facts = [
        Fact(_("About"), about_label(found.about)),
        Fact(_("Heard on"), found.opened),
        Fact(_("Answer until"), found.due, strong=found.open),
    ]
    if found.answered_at:
        facts.append(Fact(_("Days waived") if found.waived else _("Answered"), found.answered_at))
    return Summary(tuple(facts))
