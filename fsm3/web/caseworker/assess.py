"""An assessor gives points and reasons beside the text they are about: as a draft that saves itself, and then once for all.

Source: domain page, "Application": two assess unseen by each other. A draft is shown to its writer alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.rules.assessment import ASSESSORS, unfinished
from applications.rules.workflow import Status
from applications.selectors import assessing, cases, clarifications
from applications.selectors.assessing import Draft, Read
from applications.selectors.cases import SentVersion
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import day, moment
from fsm3.core.problems import Problem
from fsm3.journeys import assess as journey
from fsm3.web.caseworker import assess_parts
from fsm3.web.caseworker.agree import GIVEN
from fsm3.web.caseworker.assess_forms import GIVE, AssessForm, Written, written
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared import autosave
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.assess_texts import scale_origin
from fsm3.web.shared.components import Alert, Contents, Link
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentence, sentences

ELSEWHERE = "draft_in_another_window"


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: SignedIn, case_id: int) -> HttpResponse:
    """Write points and reasons; what comes when the case is no longer assessed is told so with all that was typed."""
    found = _read(request, case_id)
    if request.method != "POST" and _is_done(request, found):
        return redirect("agree", case_id=case_id)
    draft = assessing.own_draft(case_id, request.actor.person)
    page = _Page(request, found, draft)
    if request.method != "POST":
        return page.shown()
    if not page.form.is_valid():
        if autosave.asked(request):
            return autosave.wrong(str(text) for texts in page.form.errors.values() for text in texts)
        return page.shown()
    return _kept(request, page)


class _Page:
    """The page of an assessment: its form beside the application, in the version that stands."""

    def __init__(self, request: SignedIn, found: Read, draft: Draft) -> None:
        self.request, self.found, self.draft = request, found, draft
        self.before = _read_before(request, found, draft)
        spreads = assessing.spreads(found, assess_parts.numbers_asked(found.terms), actor=request.actor)
        self.criteria = assess_parts.criteria(found, spreads, before=self.before)
        self.whole = assess_parts.whole(found, spreads, before=self.before)
        self.form = AssessForm(
            typed(request),
            criteria=[(each.key, "caseworker/criterion.html", {"beside": each}) for each in self.criteria],
            highest=found.terms.scale_highest,
            stored=draft.scores,
            seen={"edition": draft.edition, "read": found.standing.number},
        )

    def shown(self, problems: tuple[Problem, ...] = (), theirs: Draft | None = None) -> HttpResponse:
        """The page; after a save in another window with what was saved there."""
        case, terms = self.found.case, self.found.terms
        context = {
            "case": case,
            "breadcrumb": under_case(case, _("Assessment")),
            "problems": could_not(sentences(problems)),
            "alerts": tuple(_alerts(self.found, self.before)),
            "contents": Contents(tuple(Link(each.name, f"#criterion-{each.key}") for each in self.criteria)),
            "scale": _("The scale: %(origin)s.") % {"origin": scale_origin(terms)},
            "saved": _("Last saved %(moment)s.") % {"moment": moment(self.draft.saved_at)}
            if self.draft.saved_at
            else "",
            "whole": self.whole,
            "theirs": _written(self.found, theirs) if theirs else (),
            "form": self.form,
        }
        return render(self.request, "caseworker/assess.html", context, status=409 if problems else 200)


def _kept(request: SignedIn, page: _Page) -> HttpResponse:
    """Keep the draft, and go on as the button asks; what stands there already needs no keeping."""
    form, found, (edition, read) = page.form, page.found, page.form.seen
    same = (form.jotted, read) == (page.draft.scores, page.draft.read)
    act = partial(journey.write_draft, found.case.id, form.jotted, edition=edition, read=read)
    problems = () if same else stopped_by(lambda: act(by=request.actor, at=request.received_at))
    if autosave.asked(request):
        return autosave.stopped(problems) if problems else _saved(request, page)
    now = page.draft if same else assessing.own_draft(found.case.id, request.actor.person)
    if any(problem.code == ELSEWHERE for problem in problems):
        form.reopen(edition=now.edition, read=found.standing.number)
        return page.shown(problems, now)
    if problems:
        return page.shown(form.mark(problems))
    if request.POST.get("then") != GIVE:
        messages.success(request, _("The draft is saved. Nobody but you sees it."))
        return redirect("assess", case_id=found.case.id)
    missing = tuple(unfinished(form.jotted, found.terms))
    if not missing:
        return redirect("assess_give", case_id=found.case.id)
    form.reopen(edition=now.edition, read=found.standing.number)
    form.full_clean()
    form.mark(missing)
    return page.shown()


def _saved(request: SignedIn, page: _Page) -> HttpResponse:
    """The draft saved itself; a writer who reads an older version than the one that stands is told."""
    edition = assessing.own_draft(page.found.case.id, request.actor.person).edition
    told = _("The municipality has answered meanwhile: save, and read what it changed.")
    return autosave.saved(edition, request.received_at, told if page.before else "")


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: SignedIn, case_id: int) -> HttpResponse:
    """Read one's draft through, and give it as one's assessment: once, and unseen by the other assessor."""
    found = _read(request, case_id)
    if _is_done(request, found):
        return redirect("agree", case_id=case_id)
    draft = assessing.own_draft(case_id, request.actor.person)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        seen = request.POST.get("edition", "")
        edition = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1
        act = partial(journey.give, case_id, edition=edition)
        problems = stopped_by(lambda: act(by=request.actor, at=request.received_at))
        if not problems:
            messages.success(request, _("Your assessment is given."))
            return redirect(f"{reverse('agree', args=(case_id,))}?{GIVEN}=1")
    missing = tuple(unfinished(draft.scores, found.terms))
    before = _read_before(request, found, draft)
    way = Link(_("Assessment"), reverse("assess", args=(case_id,)))
    context = {
        "case": found.case,
        "breadcrumb": under_case(found.case, _("Give your assessment"), way),
        "problems": could_not(sentences(problems)),
        "alerts": tuple(_alerts(found, before)),
        "missing": _missing(missing, way.url),
        "written": _written(found, draft),
        "edition": draft.edition,
        "may_give": not missing and before is None,
    }
    return render(request, "caseworker/assess_give.html", context, status=409 if problems else 200)


def _read(request: SignedIn, case_id: int) -> Read:
    """The case as it stands. Raises Http404 for one that this person may not see (`bad-inputs.md` 31)."""
    found = assessing.read(case_of(request, case_id))
    if found is None:
        raise Http404
    return found


def _is_done(request: SignedIn, found: Read) -> bool:
    """Whether this person has nothing more to assess here. Raises Http404 for a case that is not to be assessed yet."""
    made = cases.assessors(found.case.id)
    if request.actor.person in made or len(made) == ASSESSORS:
        return True
    if found.case.status is not Status.ADMISSIBLE:
        raise Http404
    return False


def _read_before(request: SignedIn, found: Read, draft: Draft) -> SentVersion | None:
    """The version that was read before, where that is not the one that stands: by what a form says, else by the draft."""
    told = request.POST.get("read", "") if request.method == "POST" else ""
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else draft.read
    before = found.version(number)
    return None if before == found.standing else before


def _alerts(found: Read, before: SentVersion | None) -> Iterator[Alert]:
    """What the assessor should know of the application: it was answered meanwhile, or an answer is awaited."""
    way = Link(_("See what was asked, and before and after"), reverse("clarify", args=(found.case.id,)))
    if before:
        heading = _("The municipality answered on %(moment)s, after you last saved") % {
            "moment": moment(found.standing.received_at)
        }
        text = _(
            "The newer version stands here now, and what it changed is marked. Read it, and save your draft again."
        )
        yield Alert("warning", heading, text, link=way)
    asked = clarifications.open_of(found.case.id)
    if asked:
        heading = _("The municipality has been asked, and answers by %(day)s") % {"day": day(asked.due)}
        text = _("Write on in your draft, but wait for the answer before you give your assessment.")
        yield Alert("info", heading, text, link=way)


def _missing(missing: tuple[Problem, ...], back: str) -> Alert | None:
    """What the draft still lacks, each leading to its criterion."""
    links = tuple(Link(sentence(each), f"{back}#criterion-{each.where}") for each in missing)
    return Alert("warning", _("Not ready to be given yet"), links=links) if links else None


def _written(found: Read, draft: Draft) -> tuple[Written, ...]:
    names: Mapping[str, str] = {each.key: each.name for each in found.terms.criteria}
    return written(names, draft.scores, found.terms.scale_highest)
