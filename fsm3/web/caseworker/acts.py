"""A page with one form: it is shown, sent to a journey, and shown again with what stopped it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.widgets import Text
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Breadcrumb
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.problem_texts import could_not, sentences


@dataclass(frozen=True)
class FormPage:
    """What stands around the form, and where the person goes when it is done."""

    title: str
    lead: str
    breadcrumb: Breadcrumb
    next: str
    done: str
    shown: Sequence[Component] = ()


def form_page(request: SignedIn, form: forms.Form, act: Callable[[], object], page: FormPage) -> HttpResponse:
    """Show the form, or do the act that a valid form asks for."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        problems = stopped_by(act)
        if not problems:
            messages.success(request, page.done)
            return redirect(page.next)
    context = {"page": page, "form": form, "problems": could_not(sentences(problems))}
    return render(
        request,
        "caseworker/form_page.html",
        {**context, "breadcrumb": page.breadcrumb},
        status=409 if problems else 200,
    )


class PlainForm(forms.Form):
    """A form whose button does something and needs nothing more."""

    def __init__(self, data: QueryDict | None, *, button: Text, back: str) -> None:
        """Name the button, and the page to go back to."""
        super().__init__(data)
        self.helper = Helper(buttons=(Button(button), Button(_("Back"), "secondary", url=back)))


class ReasonForm(PlainForm):
    """A reason, which a journey asks for."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class PerhapsReasonForm(PlainForm):
    """A reason that is asked for in some cases only, which the journey knows."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        help_text=_("Needed when the municipality answered a hearing: what did its answer lead to?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
