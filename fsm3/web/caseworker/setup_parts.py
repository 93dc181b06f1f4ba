"""What the pages of setting up a pool share: where they lie, what waits, and the faults of a file by their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fsm3.access import selectors as access
from fsm3.core import proposals
from fsm3.core.problems import Problem
from fsm3.web.caseworker.told import people, told, waiting
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Alert, Breadcrumb, Cell, Column, Link, Table
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.problem_texts import could_not, sentence, sentences
from fsm3.web.shared.setup_texts import place_text

MOST_FAULTS = 100
"""How many faults of a file are told at once."""


@dataclass(frozen=True)
class SetupPage:
    """What stands around a form; without a pool it is about a new one."""

    title: str
    lead: str
    pool_key: str = ""
    pool: str = ""

    @property
    def back(self) -> str:
        """The page that this one lies under."""
        return reverse("setup_pool", args=(self.pool_key,)) if self.pool_key else reverse("setup")

    @property
    def breadcrumb(self) -> Breadcrumb:
        """Where the page lies."""
        own = (Link(self.pool, self.back),) if self.pool_key else ()
        return Breadcrumb(self.title, (Link(_("Set-up"), reverse("setup")), *own))


def shown(
    request: SignedIn,
    page: SetupPage,
    form: forms.Form | None,
    *components: Component,
    problems: Sequence[Problem] = (),
) -> HttpResponse:
    """A page with what there is to see and a form; `problems` are what a journey refused."""
    context = {
        "page": page,
        "breadcrumb": page.breadcrumb,
        "components": components,
        "form": form,
        "problems": could_not(sentences(problems)),
    }
    return render(request, "caseworker/setup_form.html", context, status=409 if problems else 200)


def waiting_on(request: SignedIn, *subjects: str) -> tuple[Alert, ...]:
    """What waits for a decision on these subjects."""
    found = [each for subject in subjects for each in proposals.open_on(subject)]
    names = access.names(people(found))
    return tuple(waiting(told(each, names, request.actor)) for each in found)


def faults(problems: Sequence[Problem]) -> tuple[Component, ...]:
    """The faults of a file, each with its place."""
    heading = ngettext("The file has %(count)s fault", "The file has %(count)s faults", len(problems))
    said = _("Nothing is stored. Mend the text below, or choose the file again.")
    more = len(problems) - MOST_FAULTS
    if more > 0:
        said = _("%(said)s The first %(count)s are shown.") % {"said": said, "count": MOST_FAULTS}
    alert = Alert("error", heading % {"count": len(problems)}, said, urgent=True)
    rows = tuple((_place(each), Cell(sentence(each))) for each in problems[:MOST_FAULTS])
    columns = (Column(_("Place in the file")), Column(_("What is wrong"), look="note"))
    return alert, Table(_("Faults of the file"), columns, rows, stacked=True)


def _place(problem: Problem) -> Cell:
    """Where a fault is; with the line itself, where that is known, to find it by."""
    stands = problem.detail.get("stands", "")
    return Cell(place_text(problem), details=(stands,) if stands else ())


def nothing_changes() -> Alert:
    """That what was read says what is in force."""
    return Alert("info", _("Nothing changes"), _("The file says the same as what is in force."))
