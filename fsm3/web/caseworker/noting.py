"""A note on a case: for the team, for all staff, or for the municipality, which then has it for good."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.rules.notes import LONGEST_NOTE, Audience
from applications.selectors import notes
from fsm3.access.guards import open_to
from fsm3.core.problems import Problem
from fsm3.dkfds.conditions import ConditionalFields
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Conditional
from fsm3.journeys import handle
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import AGENCY
from fsm3.web.shared.note_parts import notes_summary
from fsm3.web.shared.problem_texts import could_not, sentences


class NoteForm(ConditionalFields, forms.Form):
    """The note, and who is to read it: no answer is chosen beforehand."""

    conditions: ClassVar[Mapping[str, tuple[str, str]]] = {"understood": ("audience", Audience.MUNICIPALITY)}

    text = forms.CharField(
        label=gettext_lazy("Your note"),
        max_length=LONGEST_NOTE,
        help_text=gettext_lazy(
            "Never write a CPR number. A note stays: it can be neither changed nor removed."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write the note.")},
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who is to read it?"),
        choices=(
            (Audience.TEAM, gettext_lazy("The team: you, the caseworker and the assessors of the case")),
            (Audience.STAFF, gettext_lazy("All staff: all caseworkers and approvers who may see the case")),
            (Audience.MUNICIPALITY, gettext_lazy("The municipality, and all staff")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who is to read the note.")},
    )
    understood = forms.BooleanField(
        label=gettext_lazy("I have read the note once more: it cannot be taken back"),
        help_text=gettext_lazy(
            "The note is laid at the municipality's door at once, and a mail says that it lies there."
        ),
        error_messages={"required": gettext_lazy("Confirm that the note may go to the municipality.")},
    )

    def __init__(self, data: QueryDict | None, *, back: str) -> None:
        """Take what was sent, and the page to go back to."""
        super().__init__(data)
        buttons = (
            Button(gettext_lazy("Save the note")),
            Button(gettext_lazy("Cancel"), "secondary", url=back),
        )
        self.helper = Helper("text", Conditional("audience"), buttons=buttons)


@open_to(*AGENCY)
@require_http_methods(["GET", "HEAD", "POST"])
def write_note(request: SignedIn, case_id: int) -> HttpResponse:
    """Write a note; those that are there and that one may read stand below."""
    case = case_of(request, case_id)
    place = f"{reverse('case', args=(case.id,))}#notes"
    form = NoteForm(typed(request), back=place)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        text, audience = form.cleaned_data["text"], form.cleaned_data["audience"]
        act = partial(handle.write_note, case.id, text, audience=audience)
        problems = stopped_by(partial(act, by=request.actor, at=request.received_at))
        if not problems:
            messages.success(request, _done(audience))
            return redirect(place)
    context = {
        "case": case,
        "form": form,
        "problems": could_not(sentences(problems)),
        "breadcrumb": under_case(case, _("Write a note")),
        "notes": notes_summary(notes.of_case(case.id, actor=request.actor), told_to=True),
    }
    return render(request, "caseworker/write_note.html", context, status=409 if problems else 200)


def _done(audience: str) -> str:
    if audience == Audience.MUNICIPALITY:
        return _("The note lies at the municipality's door. A mail says so.")
    return _("The note is saved.")
