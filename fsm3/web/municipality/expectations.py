"""What is expected of the municipality along the way: the list, and one row to tick, comment or take back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from applications.rules.expectations import LONGEST_COMMENT
from applications.rules.workflow import ACCOUNTABLE
from applications.selectors.expectations import Expected, expected
from applications.selectors.own import OwnCase
from fsm3.access.guards import open_to
from fsm3.core.danish import day, moment
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import expect
from fsm3.web.municipality.cases import awarded, below
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Fact, Link, Summary
from fsm3.web.shared.expectation_texts import expected_badge, expected_table, expected_title, nowhere
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences

DONE, OPEN = "done", "open"
"""The buttons: it is done, or it is not (yet)."""


class TickForm(forms.Form):
    """A comment on a row, with a button for what is said of it."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        help_text=gettext_lazy("For yourselves and the agency: for example when you met, and who took part."),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 3, "class": "wide"}),
    )

    def __init__(self, data: QueryDict | None, *, each: Expected, back: str) -> None:
        """Fill in what was said before, and offer to say it is done or to take that back."""
        super().__init__(data, initial={"comment": each.comment})
        self.helper = Helper(buttons=(*_buttons(each), Button(_("Cancel"), "tertiary", url=back)))


def _buttons(each: Expected) -> tuple[Button, ...]:
    if each.done:
        return (
            Button(_("Save the comment"), name=DONE, value="1"),
            Button(_("Take the tick back"), "secondary", name=OPEN, value="1"),
        )
    return (
        Button(_("It is done"), name=DONE, value="1"),
        Button(_("Save the comment only"), "secondary", name=OPEN, value="1"),
    )


@open_to(*TAKES_PART)
@require_safe
def expectations(request: SignedIn, case_id: int) -> HttpResponse:
    """List what is expected, by day."""
    case, award = awarded(case_id, request.actor)
    found = expected(award, on=day_of(request.received_at))
    context = {
        "case": case,
        "breadcrumb": below(case, _("What is expected along the way")),
        "told": _told(found),
        "table": expected_table(found, partial(address, case.id) if may_tick(case) else nowhere),
        "may_tick": may_tick(case),
    }
    return render(request, "municipality/expectations.html", context)


def may_tick(case: OwnCase) -> bool:
    """Whether the rows of a case are ticked now: by the municipality that leads, once the award is accepted."""
    return case.leads and case.status in ACCOUNTABLE


def address(case_id: int, each: Expected) -> str:
    """The page of a row."""
    return reverse("own_expectation", args=(case_id, each.row.expectation.key, each.row.day.isoformat()))


def _told(found: tuple[Expected, ...]) -> str:
    figures = {"done": sum(each.done for each in found), "all": len(found)}
    return _("%(done)s of %(all)s are ticked.") % figures


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def expectation(request: SignedIn, case_id: int, key: str, by: str) -> HttpResponse:
    """Show one row; tick it, comment it, or take the tick back."""
    case, award = awarded(case_id, request.actor)
    each = _row(expected(award, on=day_of(request.received_at)), key, by)
    if not may_tick(case):
        raise PermissionDenied
    back = reverse("own_expectations", args=(case.id,))
    form = TickForm(typed(request), each=each, back=back)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        problems = _tick(request, case, each, form.cleaned_data)
        if not problems:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {
        "case": case,
        "breadcrumb": below(case, expected_title(each), Link(_("What is expected along the way"), back)),
        "problems": could_not(sentences(problems)),
        "title": expected_title(each),
        "text": each.row.expectation.text,
        "badge": expected_badge(each),
        "facts": _facts(each),
        "form": form,
    }
    return render(request, "municipality/expectation.html", context, status=409 if problems else 200)


def _row(found: tuple[Expected, ...], key: str, by: str) -> Expected:
    """A row by what names it. Raises Http404 for what is not expected."""
    named = (each for each in found if (each.row.expectation.key, each.row.day.isoformat()) == (key, by))
    each = next(named, None)
    if each is None:
        raise Http404
    return each


def _tick(request: SignedIn, case: OwnCase, each: Expected, said: dict[str, Any]) -> tuple[Problem, ...]:
    act = partial(expect.tick, case.id, *each.row.key, by=request.actor, at=request.received_at)
    return stopped_by(lambda: act(done=DONE in request.POST, comment=said["comment"]))


def _facts(each: Expected) -> Summary:
    facts = [
        Fact(_("By"), day(each.row.day), strong=True),
        Fact(_("The call's section"), each.row.expectation.source.section),
    ]
    if each.ticked:
        facts.append(Fact(_("Last saved"), f"{each.ticked.by}, {moment(each.ticked.at)}"))
    return Summary(tuple(facts))
