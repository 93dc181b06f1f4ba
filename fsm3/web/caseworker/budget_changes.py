"""A budget change line by line, and a caseworker's proposal of how to answer it."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.selectors import awards
from applications.selectors.case_heads import CaseHead
from budgets.rules.change import ChangeState
from budgets.selectors import changes
from budgets.selectors.change_views import division
from budgets.selectors.changes import Change
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.danish import moment
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys.budget_change import prepare_change
from fsm3.web.caseworker.places import case_of, caseworker_sends, under_case
from fsm3.web.caseworker.told import people, told, waiting
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.award_texts import change_badge, moves_table
from fsm3.web.shared.components import Alert, Fact, Summary
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import READS_ALL
from fsm3.web.shared.problem_texts import could_not, sentences

APPROVE, REFUSE = "approve", "refuse"


class AnswerForm(forms.Form):
    """What a caseworker proposes to answer."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What do you propose?"),
        choices=((APPROVE, gettext_lazy("Approve the change")), (REFUSE, gettext_lazy("Refuse the change"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        help_text=gettext_lazy("It stands in the letter to the municipality."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, case: CaseHead) -> None:
        """Take what was sent, and the case to go back to."""
        super().__init__(data)
        back = Button(gettext_lazy("Back to the case"), "secondary", url=reverse("case", args=(case.id,)))
        self.helper = Helper(buttons=(Button(gettext_lazy("Propose")), back))


@open_to(*READS_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
def budget_change(request: SignedIn, case_id: int, change_id: int) -> HttpResponse:
    """Show a budget change, and propose its answer while it waits for one."""
    case, sends = case_of(request, case_id), caseworker_sends(request)
    change = next((each for each in changes.changes_of(case.id) if each.id == change_id), None)
    if change is None:
        raise Http404
    form = AnswerForm(typed(request), case=case)
    problems: tuple[Problem, ...] = ()
    if sends and form.is_valid():
        problems = _propose(request, change, form)
        if not problems:
            return redirect("case", case_id=case.id)
    alert = _waiting(request, change)
    acts = change.state is ChangeState.ASKED and request.actor.role == Role.CASEWORKER and alert is None
    context = {
        "case": case,
        "change": change,
        "badge": change_badge(change.state),
        "breadcrumb": under_case(case, _("Budget change")),
        "facts": Summary(tuple(_facts(change))),
        "table": moves_table(division(change.moves(), awards.in_force(case.id).terms.budget)),
        "waiting": alert,
        "form": form if acts else None,
        "problems": could_not(sentences(problems)),
    }
    return render(request, "caseworker/budget_change.html", context, status=409 if problems else 200)


def _propose(request: SignedIn, change: Change, form: AnswerForm) -> tuple[Problem, ...]:
    approve, reason = form.cleaned_data["answer"] == APPROVE, form.cleaned_data["reason"]
    by, at = request.actor, request.received_at
    problems = stopped_by(lambda: prepare_change(change.id, approve=approve, reason=reason, by=by, at=at))
    if not problems:
        messages.success(request, _("Proposed. An approver decides it."))
    return problems


def _waiting(request: SignedIn, change: Change) -> Alert | None:
    """The proposal that waits on the change, if there is one."""
    for proposal in proposals.open_on(f"budget_change:{change.id}"):
        return waiting(told(proposal, access.names(people([proposal])), request.actor))
    return None


def _facts(change: Change) -> Iterator[Fact]:
    names = access.names({change.asked_by})
    yield Fact(_("Asked by"), names[change.asked_by], (moment(change.asked_at),))
    yield Fact(_("The municipality's reason"), change.reason, written=True)
    limit = (
        _("Over the limit: needs approval")
        if change.needs_approval
        else _("Under the limit: in force at once")
    )
    yield Fact(_("Limit"), limit)
    if change.answer:
        yield Fact(_("Answer"), change.answer, written=True)
    if change.number:
        yield Fact(_("Became version"), str(change.number))
