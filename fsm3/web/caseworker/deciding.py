"""An approver decides what somebody else proposed: a page of its own that says what is about to happen."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.selectors import pages
from fsm3.access.guards import open_to
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.problems import NotReady
from fsm3.journeys.deciding import decide_proposal
from fsm3.web.caseworker.cases import whole
from fsm3.web.caseworker.forms import VerdictForm
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Link
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentences


@open_to(Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedIn, case_id: int, proposal_id: int) -> HttpResponse:
    """Show a proposal on its own, and decide it."""
    case = pages.case_page(case_id, actor=request.actor)
    if case is None or proposal_id not in {each.id for each in proposals.of_case(case_id)}:
        raise Http404
    case_url = reverse("case", args=(case_id,))
    form = VerdictForm(typed(request), case_url=case_url)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        problems = _decide(proposal_id, form, request)
        if not problems:
            return redirect("case", case_id=case_id)
    context = whole(case, request)
    told = next(each for each in context["recommended"] if each.proposal.id == proposal_id)
    context |= {
        "told": told,
        "form": form,
        "problems": could_not(problems),
        "breadcrumb": Breadcrumb(_("Decide"), (Link(case.number, reverse("case", args=(case_id,))),)),
    }
    return render(request, "caseworker/decide.html", context, status=409 if problems else 200)


def _decide(proposal_id: int, form: VerdictForm, request: SignedIn) -> list[str]:
    """Call the journey; returns what stopped it, in words."""
    by, at, reason = request.actor, request.received_at, form.cleaned_data["reason"]
    try:
        decide_proposal(proposal_id, approve=form.approves, by=by, at=at, reason=reason)
    except NotAllowed as error:
        raise PermissionDenied from error
    except NotReady as error:
        return sentences(error.problems)
    done = _("Approved. The letter is being made.") if form.approves else _("Handed back.")
    messages.success(request, done)
    return []
