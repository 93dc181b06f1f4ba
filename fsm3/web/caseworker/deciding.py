"""Deciding what somebody else proposed, an approver nearly always: a page of its own that says what is about to happen."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.selectors import pages, pools
from applications.selectors.pages import Case
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.problems import NotReady
from fsm3.core.proposals import Proposed, Verdict
from fsm3.journeys.deciding import decide_proposal
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.forms import VerdictForm
from fsm3.web.caseworker.places import opened
from fsm3.web.caseworker.tell import WAYS, tell
from fsm3.web.caseworker.told import people, summary, told
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.budget_tables import drawn, sent_budget
from fsm3.web.shared.components import Breadcrumb, Link
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentences


@dataclass(frozen=True)
class _Subject:
    """What a proposal is about: its name, its number where it has one, and where one came from; `case` for an award."""

    name: str
    number: str
    above: Link
    case: Case | None = None


@open_to(Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedIn, case_id: int, proposal_id: int) -> HttpResponse:
    """Show a proposal of a case on its own, and decide it."""
    case = opened(pages.case_page(case_id, actor=request.actor))
    found = {each.id: each for each in proposals.of_case(case_id)}.get(proposal_id)
    if found is None:
        raise Http404
    name = ", ".join((case.municipality, *case.covered))
    above = Link(case.number, reverse("case", args=(case_id,)))
    return _page(request, found, _Subject(name, f"{case.number}, {case.pool}", above, case))


@open_to(Role.APPROVER, Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def decide_other(request: SignedIn, proposal_id: int) -> HttpResponse:
    """Show a proposal that is in no case, and decide it: whoever the table says decides its kind, and nobody else."""
    found = proposals.find(proposal_id)
    if found is None or found.case is not None:
        raise Http404
    if WAYS[found.kind].decides != request.actor.role:
        raise PermissionDenied
    return _page(request, found, _subject_of(found))


def _subject_of(found: Proposed) -> _Subject:
    """A person, or a pool."""
    above = Link(_("Proposals"), reverse("proposals"))
    if "user" in found.content:
        return _Subject(access.names({found.content["user"]}).get(found.content["user"], ""), "", above)
    key = found.subject.partition(":")[2]
    pool = pools.in_force(key)
    name = pool.terms.name if pool else key
    return _Subject(name, "", above)


def _page(request: SignedIn, proposal: Proposed, subject: _Subject) -> HttpResponse:
    telling = tell(proposal, request.actor)
    form = VerdictForm(typed(request), approve=telling.approve, back_to=subject.above.url)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        problems = _decide(proposal, form, telling.done, request)
        if not problems:
            return redirect(subject.above.url)
        proposal = proposals.read(proposal.id)
    line = told(proposal, access.names(people([proposal])), request.actor)
    context = {
        "told": line,
        "telling": telling,
        "summary": summary(line, telling.facts),
        "subject": subject,
        "budget": _budget(proposal, subject.case),
        "form": form,
        "problems": could_not(problems),
        "breadcrumb": Breadcrumb(_("Decide"), (subject.above,)),
    }
    return render(request, "caseworker/decide.html", context, status=409 if problems else 200)


def _budget(proposal: Proposed, case: Case | None) -> object:
    """The budget beside what is proposed to be approved of it, for an award."""
    if case is None or proposal.kind != Kind.AWARD:
        return None
    return drawn(sent_budget(case, (proposal,), set(Verdict)))


def _decide(proposal: Proposed, form: VerdictForm, done: str, request: SignedIn) -> list[str]:
    """Call the journey; returns what stopped it, in words."""
    by, at, reason = request.actor, request.received_at, form.cleaned_data["reason"]
    try:
        decide_proposal(proposal.id, approve=form.approves, by=by, at=at, reason=reason)
    except NotAllowed as error:
        raise PermissionDenied from error
    except NotReady as error:
        return sentences(error.problems)
    messages.success(request, done if form.approves else _("Handed back."))
    return []
