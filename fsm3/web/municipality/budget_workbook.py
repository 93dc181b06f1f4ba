"""The budget of a draft as a workbook: fetched, filled in somewhere else, and laid in again after one saw what it changes.

The lines that were read are carried in the page, signed for this person and this case, between the two steps: nothing
is stored that somebody has not agreed to, nothing has to be cleared away, and the file itself is never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.rules.sending import Task
from applications.selectors.frames import BudgetFrame, frame_of
from applications.selectors.own import OwnCase
from budgets import selectors as budgets
from budgets import spreadsheets
from budgets.rules.content import from_content, to_content
from budgets.rules.lines import Line
from budgets.spreadsheets import Belongs, Read
from fsm3.access.guards import open_to
from fsm3.core import bounded
from fsm3.core.danish import day
from fsm3.core.problems import Problem
from fsm3.journeys import apply
from fsm3.web.municipality.budget_difference import difference_table
from fsm3.web.municipality.budget_forms import StoreForm, UploadForm
from fsm3.web.municipality.budget_sums import sums
from fsm3.web.municipality.task_pages import draft_of, task_context
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentence, sentences

SALT = "fsm3.budget_workbook"
LONGEST = 12 * 60 * 60


@open_to(*TAKES_PART)
@require_safe
def workbook(request: SignedIn, case_id: int) -> HttpResponseBase:
    """Send the draft's budget as a workbook."""
    case = draft_of(request, case_id, Task.BUDGET)
    frame = frame_of(case.id)
    try:
        content = spreadsheets.written(
            budgets.draft(case.id), frame.terms.budget, frame.period.years(), _belongs(case, frame)
        )
    except bounded.Stopped:
        messages.error(request, _("The spreadsheet could not be made just now. Try again in a moment."))
        return redirect("own_budget", case_id=case.id)
    response = HttpResponse(content, content_type=spreadsheets.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="budget-{case.number}.xlsx"'
    return response


def _belongs(case: OwnCase, frame: BudgetFrame) -> Belongs:
    period = f"{day(frame.period.first)} – {day(frame.period.last)}"
    return Belongs(case.municipality, case.number, case.pool, period, frame.cap)


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedIn, case_id: int) -> HttpResponse:
    """Read a workbook, show what it would change, and store it once that was agreed to."""
    case = draft_of(request, case_id, Task.BUDGET)
    context = task_context(case, Task.BUDGET, _("Budget from a spreadsheet"))
    if request.method == "POST" and "lines" in request.POST:
        return _store(request, case, context)
    form = UploadForm(request.POST, request.FILES, case=case.id) if request.method == "POST" else None
    if form is None or not form.is_valid():
        return _page(request, context | {"form": form or UploadForm(None, None, case=case.id)})
    frame, stored = frame_of(case.id), budgets.draft(case.id)
    free = max((line.number for line in stored), default=0) + 1
    content = form.cleaned_data["file"].read(spreadsheets.LARGEST_FILE + 1)
    found = spreadsheets.read(content, frame.terms.budget, frame.period.years(), first_free=free)
    if found.faults:
        return _page(request, context | {"form": form, "problems": _cannot(found.faults)})
    return _show(request, context, found, stored, frame)


def _cannot(faults: Iterable[Problem]) -> Alert:
    points = tuple(dict.fromkeys(map(_cell_sentence, faults)))
    return Alert("error", _("The spreadsheet cannot be used yet"), points=points, urgent=True)


def _cell_sentence(problem: Problem) -> str:
    """A problem in words, with sheet and cell before it."""
    if "cell" not in problem.detail:
        return sentence(problem)
    where = _("%(sheet)s, cell %(cell)s:") % {name: problem.detail[name] for name in ("sheet", "cell")}
    return f"{where} {sentence(problem)}"


def _show(
    request: SignedIn, context: dict[str, Any], found: Read, stored: Sequence[Line], frame: BudgetFrame
) -> HttpResponse:
    """What storing the lines would change, and what they come to."""
    table = difference_table(
        stored,
        found.lines,
        frame,
        caption=_("What the spreadsheet changes"),
        headings=(_("In the draft"), _("In the spreadsheet")),
    )
    case: OwnCase = context["case"]
    shown = {
        "difference": table,
        "differs": _differs(found.differs),
        "sums": sums(found.lines, frame),
        "form": StoreForm(_packed(request, case, found.lines), context["edition"], case=case.id)
        if table.rows
        else UploadForm(None, None, case=case.id),
    }
    return _page(request, context | shown)


def _differs(problems: Sequence[Problem]) -> Alert | None:
    """Sums of the workbook that its lines do not come to (`bad-inputs.md` 15)."""
    if not problems:
        return None
    return Alert(
        "warning",
        _("The spreadsheet does not sum up. The amounts are worked out anew."),
        points=tuple(sentences(problems)),
    )


def _packed(request: SignedIn, case: OwnCase, lines: Sequence[Line]) -> str:
    content = {"case": case.id, "user": request.actor.user_id, "lines": to_content(lines)}
    return signing.dumps(content, salt=SALT, compress=True)


def _unpacked(request: SignedIn, case: OwnCase) -> tuple[Line, ...] | None:
    """The lines a page carried; None for what was changed, is too old or belongs to somebody or something else."""
    try:
        content = signing.loads(request.POST["lines"], salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    own = (content["case"], content["user"]) == (case.id, request.actor.user_id)
    return from_content(content["lines"]) if own else None


def _store(request: SignedIn, case: OwnCase, context: dict[str, Any]) -> HttpResponse:
    """Store the lines that were shown, on the edition they were shown against."""
    lines = _unpacked(request, case)
    if lines is None:
        messages.error(request, _("What the spreadsheet held is no longer at hand. Upload it again."))
        return redirect(request.path)
    edition = request.POST.get("edition", "")
    number = int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 9 else -1
    write = partial(apply.write_budget, case.id, lines, edition=number)
    problems = stopped_by(partial(write, by=request.actor, at=request.received_at))
    if not problems:
        messages.success(request, _("The budget of the spreadsheet is saved."))
        return redirect("own_budget", case_id=case.id)
    answer = _show(
        request,
        context | {"problems": could_not(sentences(problems))},
        Read(lines, ()),
        budgets.draft(case.id),
        frame_of(case.id),
    )
    answer.status_code = 409
    return answer


def _page(request: SignedIn, context: dict[str, Any]) -> HttpResponse:
    return render(request, "municipality/budget_upload.html", context)
