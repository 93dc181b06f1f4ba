"""Are you impartial? Asked before an undecided case opens; a no hides the case from whoever says it (`bad-inputs.md` 31).

Source: domain page, "Application": one with a conflict of interest does not see the case. The page tells no more of a case than
what one has to know to answer.
"""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.selectors import case_heads, pools
from applications.selectors.case_heads import CaseHead
from fsm3.access.guards import open_to
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import assess, handle
from fsm3.web.caseworker.acts import ReasonForm
from fsm3.web.caseworker.places import under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Breadcrumb, Fact, Link, Summary
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import AGENCY
from fsm3.web.shared.problem_texts import could_not, sentences

ANSWER, YES, NO = "answer", "yes", "no"


class ConflictForm(ReasonForm):
    """Why one is not impartial."""

    def __init__(self, data: QueryDict | None, *, back: str) -> None:
        """Take what was sent, and where one goes who thinks better of it; nowhere while the question stands."""
        super().__init__(data, button="", back=back)
        self.fields["reason"].help_text = _("For example: I am related to somebody who works on the project.")
        text = (
            gettext_lazy("I am not impartial, hide the case")
            if back
            else gettext_lazy("No, I am not impartial")
        )
        no = Button(text, "secondary", name=ANSWER, value=NO)
        ways = (Button(gettext_lazy("Back"), "tertiary", url=back),) if back else ()
        self.helper = Helper(buttons=(no, *ways))


@open_to(*AGENCY)
@require_http_methods(["GET", "HEAD", "POST"])
def impartiality(request: SignedIn, case_id: int) -> HttpResponse:
    """Ask, before the case opens; afterwards, take a conflict of interest that somebody comes to know of."""
    case = case_heads.head(case_id, actor=request.actor)
    if case is None:
        raise Http404
    says_yes = request.method == "POST" and request.POST.get(ANSWER) == YES
    own = reverse("case", args=(case.id,))
    form = ConflictForm(None if says_yes else typed(request), back=own if case.opens else "")
    problems: tuple[Problem, ...] = ()
    if says_yes:
        problems = stopped_by(
            partial(handle.state_impartiality, case.id, by=request.actor, at=request.received_at)
        )
        if not problems:
            return redirect(_way_on(request, own))
    elif request.method == "POST" and form.is_valid():
        problems = _declare(request, case, form)
        if not problems:
            messages.success(request, _("The case is hidden from you. Somebody else handles it."))
            return redirect("cases")
    return _page(request, case, form, problems)


def _declare(request: SignedIn, case: CaseHead, form: ConflictForm) -> tuple[Problem, ...]:
    reason, by, at = form.cleaned_data["reason"], request.actor, request.received_at
    return stopped_by(partial(assess.declare_conflict, case.id, reason=reason, by=by, at=at))


def _page(
    request: SignedIn, case: CaseHead, form: ConflictForm, problems: tuple[Problem, ...]
) -> HttpResponse:
    title = _("Declare a conflict of interest") if case.opens else _("Are you impartial in this case?")
    above = Breadcrumb(case.number, (Link(_("Cases"), reverse("cases")),))
    context = {
        "case": case,
        "title": title,
        "facts": _facts(case),
        "form": form,
        "problems": could_not(sentences(problems)),
        "breadcrumb": under_case(case, title) if case.opens else above,
    }
    status = 409 if problems else 200
    return render(request, "caseworker/impartiality.html", context, status=status)


def _facts(case: CaseHead) -> Summary:
    """All that is told of a case before one has answered."""
    pool = pools.in_force(case.pool_key)
    return Summary(
        (
            Fact(_("Case"), case.number),
            Fact(_("Pool"), pool.terms.name if pool else case.pool_key),
            Fact(_("Municipalities") if case.covered else _("Municipality"), case.places, strong=True),
        )
    )


def _way_on(request: SignedIn, own: str) -> str:
    """The page of the case that was asked for; the case itself when none was, or one that is not the case's."""
    wished = request.GET.get("next", "")
    return wished if wished.startswith(own) else own
