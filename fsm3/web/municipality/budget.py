"""The budget of a draft: written line by line, worked out as one types, saved on the edition it was opened on."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.rules.sending import Task
from applications.selectors import cases
from applications.selectors.frames import BudgetFrame, frame_of
from applications.selectors.own import OwnCase
from budgets import selectors as budgets
from budgets.rules.lines import total
from fsm3.access.guards import open_to
from fsm3.core.danish import kroner, moment
from fsm3.core.money import Money
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button
from fsm3.journeys import apply
from fsm3.web.municipality.budget_difference import difference_table
from fsm3.web.municipality.budget_forms import SAVES, BudgetForm, work_out
from fsm3.web.municipality.budget_sums import sums as sums_of
from fsm3.web.municipality.task_pages import draft_of, task_context, tasks_url
from fsm3.web.shared import autosave
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences

# Departments that the call names; what a municipality calls them itself is suggested before them.
USUAL = (
    "Jobcenter", "Socialforvaltning", "Sundhedsforvaltning", "Børne- og familieforvaltning", "Rusmiddelcenter", "Økonomi",
)  # fmt: skip


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: SignedIn, case_id: int) -> HttpResponse:
    """Show the budget of a draft with its form, work it out, or save it."""
    case = draft_of(request, case_id, Task.BUDGET)
    context = task_context(case, Task.BUDGET, _("Budget"))
    frame = frame_of(case.id)
    form = BudgetForm(typed(request), frame=frame, stored=budgets.draft(case.id), edition=context["edition"])
    problems: tuple[Problem, ...] = ()
    if request.method != "POST":
        form.unjudge()
    elif autosave.asked(request):
        return _saved_by_itself(request, case, form)
    elif not form.changing and form.is_valid() and any(name in request.POST for name in SAVES):
        problems = _save(request, case, form)
        if not problems:
            return _saved(request, case, form, frame)
    return _page(request, context, form, frame, problems)


def _save(request: SignedIn, case: OwnCase, form: BudgetForm) -> tuple[Problem, ...]:
    """Save what was typed, on the edition it was opened on or on the one it is meant to take the place of."""
    write = partial(apply.write_budget, case.id, form.lines(), edition=form.base(request.POST))
    return stopped_by(partial(write, by=request.actor, at=request.received_at))


def _saved_by_itself(request: SignedIn, case: OwnCase, form: BudgetForm) -> HttpResponse:
    """What the script is told: a budget that can be read is saved, as by a button."""
    if not form.is_valid():
        return autosave.wrong([_("Something in the budget cannot be read yet.")])
    problems = _save(request, case, form)
    if problems:
        return autosave.stopped(problems)
    return autosave.saved(cases.task_edits(case.id)[Task.BUDGET].edition, request.received_at)


def _saved(request: SignedIn, case: OwnCase, form: BudgetForm, frame: BudgetFrame) -> HttpResponse:
    asked = total(form.lines())
    messages.success(request, _("The budget is saved."))
    if frame.cap is not None and asked > frame.cap:
        over = {"over": kroner(asked - frame.cap)}
        messages.warning(request, _("It is %(over)s above the cap, and cannot be sent like this.") % over)
    if "go_on" in request.POST:
        return redirect(request.path)
    return redirect(tasks_url(case))


def _page(
    request: SignedIn,
    context: dict[str, Any],
    form: BudgetForm,
    frame: BudgetFrame,
    problems: tuple[Problem, ...],
) -> HttpResponse:
    """The page, with what kept it from being saved."""
    case: OwnCase = context["case"]
    meanwhile = any(problem.code == "edited_meanwhile" for problem in problems)
    rest = form.mark(problem for problem in problems if problem.code != "edited_meanwhile")
    found = sums_of(form.lines(), frame, tuple(form.unreadable()))
    buttons = _over(case) if meanwhile else _buttons()
    form.offer(found, *buttons, address=reverse("own_budget_sums", args=(case.id,)))
    context |= {
        "problems": could_not(sentences(rest)),
        "form": form,
        "sums": found,
        "said": said(total(form.lines()), frame.cap),
        "departments": dict.fromkeys([*(line.department for line in form.lines()), *USUAL]),
    }
    if meanwhile:
        context |= _beside(case, form, frame)
    return render(request, "municipality/budget.html", context, status=409 if problems else 200)


def _buttons() -> tuple[Button, ...]:
    return (
        Button(_("Save and go back to the tasks"), name="save", value="1"),
        Button(_("Save and write on"), "secondary", name="go_on", value="1"),
        work_out(),
    )


def _over(case: OwnCase) -> tuple[Button, ...]:
    """The choice between what a colleague saved and what was typed here (`bad-inputs.md` 8)."""
    edition = str(cases.task_edits(case.id)[Task.BUDGET].edition)
    theirs = reverse("own_budget", args=(case.id,))
    return (
        Button(_("Save mine in its place"), "secondary", name="over", value=edition),
        Button(_("Leave mine, and go on from theirs"), url=theirs),
    )


def _beside(case: OwnCase, form: BudgetForm, frame: BudgetFrame) -> dict[str, Any]:
    """What the colleague saved beside what was typed here."""
    edit = cases.task_edits(case.id)[Task.BUDGET]
    heading = _("%(name)s saved the budget on %(moment)s, after you opened it") % {
        "name": edit.by,
        "moment": moment(edit.at),
    }
    text = _(
        "Nothing of yours is saved yet. Look at what differs, and choose below which of the two is to stand."
    )
    table = difference_table(
        budgets.draft(case.id),
        form.lines(),
        frame,
        caption=_("What differs between the two"),
        headings=(_("Saved by %(name)s") % {"name": edit.by}, _("Yours")),
    )
    return {"theirs": Alert("warning", heading, text, urgent=True), "beside": table}


@open_to(*TAKES_PART)
@require_POST
def sums(request: SignedIn, case_id: int) -> HttpResponse:
    """Work out what is typed, for the script that asks as one types. Nothing is saved."""
    case = draft_of(request, case_id, Task.BUDGET)
    frame = frame_of(case.id)
    form = BudgetForm(request.POST, frame=frame, stored=(), edition=0)
    lines = form.lines()
    context = {
        "sums": sums_of(lines, frame, tuple(form.unreadable())),
        "said": said(total(lines), frame.cap),
        "told": [told for row in form.rows for told in row.told()],
    }
    return render(request, "municipality/budget_live.html", context)


def said(asked: Money, cap: Money | None) -> str:
    """What is read aloud when the sums change."""
    if cap is None:
        return _("%(asked)s requested") % {"asked": kroner(asked)}
    if asked > cap:
        return _("%(asked)s requested – %(over)s over the cap") % {
            "asked": kroner(asked),
            "over": kroner(asked - cap),
        }
    return _("%(asked)s requested – %(left)s left") % {"asked": kroner(asked), "left": kroner(cap - asked)}
