"""Two assessors agree: what they gave side by side, one enters the agreed scores, the other confirms them on the same page.

Source: domain page, "Application". Before both assessments are in, the page says that and nothing of either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.rules.assessment import ASSESSORS, unfinished
from applications.rules.workflow import Status
from applications.selectors import assessing, cases, clarifications, pools, work
from applications.selectors.assessing import SharedDraft
from applications.selectors.case_heads import CaseHead
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem
from fsm3.journeys import assess as journey
from fsm3.web.caseworker import agree_parts
from fsm3.web.caseworker.agree_parts import Agreement, Apart
from fsm3.web.caseworker.assess_forms import DRAFT, AgreeForm, Written, written
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared import autosave
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Link
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentences

ANEW = "ret"
"""What the address says when scores that are entered are to be entered anew."""
CONFIRM = "confirm"
GIVEN = "givet"
"""What the address says to whoever has just given their assessment."""
MEANWHILE = {"agreed_meanwhile", "edited_meanwhile"}
"""What stops somebody because the other of the two wrote."""


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: SignedIn, case_id: int) -> HttpResponse:
    """Show what both gave; one of the two enters what they agree on, or confirms what the other entered."""
    case = case_of(request, case_id)
    state = _state(request, case)
    if state is None:
        return _not_yet(request, case)
    if request.method == "POST" and not state.mine:
        raise PermissionDenied
    problems: tuple[Problem, ...] = ()
    form = _form(request, state)
    if request.method == "POST" and (autosave.asked(request) or request.POST.get("then") == DRAFT):
        return _drafted(request, case, state, form)
    if request.method == "POST":
        problems = _confirm(request, state) if CONFIRM in request.POST else _enter(request, state, form)
        if not problems and (CONFIRM in request.POST or not form.errors):
            return redirect(*_onwards(request, state))
        state = (_state(request, case) if problems else None) or state
    return _shown(request, case, state, form, problems)


def _state(request: SignedIn, case: CaseHead) -> Agreement | None:
    """Where the agreed scores stand; None until both assessments are in. Raises Http404 before a case is assessed at all."""
    made, standing = cases.assessments(case.id), cases.standing(case.id)
    if standing is None or (len(made) < ASSESSORS and case.status is not Status.ADMISSIBLE):
        raise Http404
    if len(made) < ASSESSORS:
        return None
    is_open = case.status is Status.ADMISSIBLE
    return Agreement(
        case=case.id,
        terms=pools.terms_of(standing.pool_version_id),
        standing=standing,
        made=made,
        agreed=cases.agreed(case.id),
        asked=clarifications.open_of(case.id) if is_open else None,
        names=access.names({each.assessor_id for each in made}),
        reader=request.actor.person,
        open=is_open,
        draft=assessing.agreed_draft(case.id) if is_open else SharedDraft(),
    )


def _not_yet(request: SignedIn, case: CaseHead) -> HttpResponse:
    """That an assessment is missing, and nothing of one that may be in but whether it is the reader's own."""
    if request.method == "POST":
        raise PermissionDenied
    own = request.actor.person in cases.assessors(case.id)
    heading = _("Your assessment is given") if own else _("Two assess the application first")
    text = _("When the other one is given too, you see both here side by side, and agree on the scores.")
    if not own:
        text = _("When both assessments are given, they are shown here side by side.")
    context = {
        "case": case,
        "breadcrumb": under_case(case, _("Agreed scores")),
        "alerts": (Alert("info", heading, text), *_next(request)),
    }
    return render(request, "caseworker/agree.html", context)


def _next(request: SignedIn) -> Iterator[Alert]:
    """For whoever has just given their assessment: the next case that waits for one of theirs."""
    if GIVEN not in request.GET:
        return
    found = work.next_to_assess(request.actor, on=day_of(request.received_at))
    if found is None:
        way = Link(_("My work"), reverse("work"))
        yield Alert("info", _("No other case waits for your assessment"), link=way)
        return
    name = f"{found.number}, {found.places}"
    way = Link(_("Assess %(case)s") % {"case": name}, reverse("assess", args=(found.id,)))
    yield Alert("info", _("The next case that waits for your assessment"), link=way)


def _form(request: SignedIn, state: Agreement) -> AgreeForm:
    """The form in which the two enter what they agree on."""
    return AgreeForm(
        None if CONFIRM in request.POST else typed(request),
        criteria=[(each.key, "caseworker/apart.html", {"apart": each}) for each in agree_parts.apart(state)],
        highest=state.terms.scale_highest,
        stored=agree_parts.filled(state),
        seen={"seen": state.agreed.seen if state.agreed else "", "edition": state.draft.edition},
        back=reverse("case", args=(state.case,)),
    )


def _enter(request: SignedIn, state: Agreement, form: AgreeForm) -> tuple[Problem, ...]:
    """Enter what was typed; what is missing stands beside its field, and what belongs to none comes back."""
    if not form.is_valid():
        return ()
    lacks = tuple(agree_parts.missing(tuple(unfinished(form.jotted, state.terms)), state))
    if lacks:
        return form.mark(lacks)
    seen, edition = form.cleaned_data["seen"], form.cleaned_data["edition"]
    act = partial(journey.enter_agreed, state.case, form.scores, seen=seen, edition=edition)
    problems = stopped_by(lambda: act(by=request.actor, at=request.received_at))
    return _reopened(state, form, problems)


def _reopened(state: Agreement, form: AgreeForm, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What stopped the form, beside its fields; after the other wrote it goes on from what stands there now."""
    if not MEANWHILE & {problem.code for problem in problems}:
        return form.mark(problems)
    now, draft = cases.agreed(state.case), assessing.agreed_draft(state.case)
    form.reopen(seen=now.seen if now else "", edition=draft.edition)
    return problems


def _drafted(request: SignedIn, case: CaseHead, state: Agreement, form: AgreeForm) -> HttpResponse:
    """Keep what was typed as the draft of both: as the page saves itself, or by its button."""
    if not form.is_valid():
        if autosave.asked(request):
            return autosave.wrong(str(text) for texts in form.errors.values() for text in texts)
        return _shown(request, case, state, form, ())
    act = partial(journey.write_agreed_draft, case.id, form.jotted, edition=form.cleaned_data["edition"])
    problems = stopped_by(lambda: act(by=request.actor, at=request.received_at))
    if autosave.asked(request):
        edition = assessing.agreed_draft(case.id).edition
        return autosave.stopped(problems) if problems else autosave.saved(edition, request.received_at)
    if problems:
        problems = _reopened(state, form, problems)
        return _shown(request, case, _state(request, case) or state, form, problems)
    messages.success(request, _("The draft is saved. You both see it here."))
    anew = "" if state.asks else f"?{ANEW}=1"
    return redirect(reverse("agree", args=(case.id,)) + anew)


def _confirm(request: SignedIn, state: Agreement) -> tuple[Problem, ...]:
    act = partial(journey.confirm_agreed, state.case, seen=request.POST.get("seen", ""))
    return stopped_by(lambda: act(by=request.actor, at=request.received_at))


def _onwards(request: SignedIn, state: Agreement) -> tuple[str, int]:
    """After confirming, the case goes on; after entering, the page says whom it waits for."""
    if CONFIRM in request.POST:
        messages.success(request, _("The agreed scores are confirmed. The case is assessed."))
        return "case", state.case
    messages.success(
        request, _("The agreed scores are entered. %(name)s confirms them.") % {"name": state.others()}
    )
    return "agree", state.case


def _theirs(state: Agreement) -> tuple[Written, ...]:
    """What the other entered or saved meanwhile, for whoever typed something else."""
    names = {each.key: each.name for each in state.terms.criteria}
    if state.draft.edition:
        return written(names, state.draft.scores, state.terms.scale_highest)
    return written(names, state.agreed.scores, state.terms.scale_highest) if state.agreed else ()


def _shown(
    request: SignedIn, case: CaseHead, state: Agreement, form: AgreeForm, problems: Sequence[Problem]
) -> HttpResponse:
    found: tuple[Apart, ...] = agree_parts.apart(state)
    writes = state.enters and (state.asks or ANEW in request.GET or form.is_bound)
    context = {
        "case": case,
        "breadcrumb": under_case(case, _("Agreed scores")),
        "problems": could_not(sentences(problems)),
        "alerts": (*agree_parts.alerts(state), *_next(request)),
        "summary": agree_parts.agreement_in_words(found),
        "theirs": _theirs(state) if any(each.code in MEANWHILE for each in problems) else (),
        "saved": agree_parts.saved(state) if writes else "",
        "entered": agree_parts.entered_at(state.agreed, state.names) if state.agreed else "",
        "criteria": () if writes else found,
        "form": form if writes else None,
        "confirms": state.confirms and not writes,
        "anew": state.enters and not writes,
        "seen": state.agreed.seen if state.agreed else "",
    }
    return render(request, "caseworker/agree.html", context, status=409 if problems else 200)
