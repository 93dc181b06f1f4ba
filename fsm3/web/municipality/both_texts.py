"""Two wrote in one task: both texts side by side, who wrote the other and when, and a choice (`bad-inputs.md` 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from applications.selectors import cases
from applications.selectors.own import OwnCase
from fsm3.core.danish import moment
from fsm3.dkfds.helper import Button, Helper
from fsm3.web.municipality.task_forms import EDITION
from fsm3.web.municipality.task_pages import task_context
from fsm3.web.municipality.tasks import task_url
from fsm3.web.municipality.written import Written
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Alert


def both_texts(
    request: SignedIn, case: OwnCase, theirs: Written, mine: Mapping[str, str], *, merges: bool
) -> HttpResponse:
    """The page of the choice; whatever is chosen is saved on the edition that is shown."""
    context = task_context(case, theirs.task, theirs.title)
    edit = cases.task_edits(case.id)[theirs.task]
    merged = {name: "\n\n".join(_both(theirs.stored[name], mine[name])) for name in mine} if merges else mine
    form = theirs.form(None, merged, context[EDITION])
    form.helper = Helper(
        buttons=(Button(_("Save this instead of both")),), action=task_url(case.id, theirs.task)
    )
    differing = form.differing(mine, theirs.stored)
    figures = {"name": edit.by, "moment": moment(edit.at)}
    context |= {
        "alert": Alert(
            "warning",
            _("%(name)s has written here since you opened the page") % figures,
            _("Nothing is overwritten, and what you typed is not saved yet. Choose what shall stand."),
            urgent=True,
        ),
        "mine": form.told(mine, differing),
        "alike": len(differing) < len(form.names),
        "mine_sent": tuple(mine.items()),
        "theirs": form.told(theirs.stored, differing),
        "theirs_by": _("%(name)s, saved %(moment)s") % figures,
        "merges": merges,
        "form": form,
        "url": task_url(case.id, theirs.task),
    }
    return render(request, "municipality/both_texts.html", context, status=409)


def _both(theirs: str, mine: str) -> Iterator[str]:
    return (text for text in (theirs, mine) if text)
