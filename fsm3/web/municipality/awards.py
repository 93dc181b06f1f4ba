"""A signatory accepts the award for the municipality, or gives it up."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.rules.due_dates import DueKind
from applications.rules.workflow import Status
from applications.selectors import due_dates
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import day
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import award_life
from fsm3.web.municipality.cases import awarded, below
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.award_texts import award_facts, parts_table
from fsm3.web.shared.components import Link
from fsm3.web.shared.problem_texts import could_not, sentences

_MAY_BE_GIVEN_UP = (Status.AWARDED, Status.ACCEPTED)


@open_to(Role.SIGNATORY)
@require_http_methods(["GET", "HEAD", "POST"])
def award(request: SignedIn, case_id: int) -> HttpResponse:
    """Show the award in short, and accept it."""
    case, given = awarded(case_id, request.actor)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        problems = stopped_by(lambda: award_life.accept(case_id, by=request.actor, at=request.received_at))
        if not problems:
            messages.success(request, _("The award is accepted."))
            return redirect("own_application", case_id=case_id)
    due = due_dates.due(case_id, DueKind.ACCEPTANCE)
    context = {
        "case": case,
        "breadcrumb": below(case, _("The award")),
        "problems": could_not(sentences(problems)),
        "facts": award_facts(given),
        "parts": parts_table(given),
        "due": day(due) if due else "",
        "may_accept": case.leads and case.status == Status.AWARDED,
        "may_renounce": case.leads and case.status in _MAY_BE_GIVEN_UP,
    }
    return render(request, "municipality/award.html", context, status=409 if problems else 200)


class RenounceForm(forms.Form):
    """Why the award is given up."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you give up the award?"),
        max_length=award_life.LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, back: str) -> None:
        """Take what was sent, and where to go back to."""
        super().__init__(data)
        buttons = (Button(_("Give up the award")), Button(_("Keep the award"), "secondary", url=back))
        self.helper = Helper(buttons=buttons)


@open_to(Role.SIGNATORY)
@require_http_methods(["GET", "HEAD", "POST"])
def renounce(request: SignedIn, case_id: int) -> HttpResponse:
    """Say what giving up the award means, and do it with a reason."""
    case, given = awarded(case_id, request.actor)
    award_url = reverse("own_award", args=(case_id,))
    form = RenounceForm(request.POST if request.method == "POST" else None, back=award_url)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        act = partial(award_life.renounce, case_id, by=request.actor, at=request.received_at)
        problems = stopped_by(lambda: act(reason=form.cleaned_data["reason"]))
        if not problems:
            messages.success(request, _("The award is given up. The agency is told."))
            return redirect("own_application", case_id=case_id)
    context = {
        "case": case,
        "breadcrumb": below(case, _("Give up the award"), Link(_("The award"), award_url)),
        "problems": could_not(sentences(problems)),
        "facts": award_facts(given),
        "form": form,
        "may_renounce": case.leads and case.status in _MAY_BE_GIVEN_UP,
    }
    return render(request, "municipality/renounce.html", context, status=409 if problems else 200)
