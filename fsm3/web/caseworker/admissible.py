"""Whether an application is admissible and complete: what the program has checked, and what a caseworker makes of it.

Source: domain page, "The pool" and "Application"; `applications.rules.admissibility`. What came too late leads to a proposal of
inadmissibility alone; an approver decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.rules.admissibility import LONGEST_REMARK, Checked, unmet
from applications.rules.workflow import Status
from applications.selectors import pages
from applications.selectors.pages import Case
from budgets.selectors import completeness
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.danish import day
from fsm3.core.problems import Problem
from fsm3.core.proposals import Proposed
from fsm3.dkfds.conditions import ConditionalFields
from fsm3.dkfds.helper import Helper
from fsm3.dkfds.layout import Conditional
from fsm3.dkfds.widgets import Text
from fsm3.journeys import assess, decide
from fsm3.web.caseworker.acts import PlainForm
from fsm3.web.caseworker.check_texts import check_label, checks_table
from fsm3.web.caseworker.places import caseworker_sends, opened
from fsm3.web.caseworker.told import people, told, waiting
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Breadcrumb, Fact, Link, Summary
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import READS_ALL, status_badge
from fsm3.web.shared.problem_texts import could_not, sentences

ADMIT, REJECT = "admit", "reject"


class LateForm(PlainForm):
    """Why an application that came too late is inadmissible."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REMARK,
        help_text=gettext_lazy("Goes into the letter to the municipality when an approver agrees."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write the reason, which the letter gives.")},
    )


class AdmissibilityForm(ConditionalFields, LateForm):
    """Find the application admissible, or propose that it is not."""

    conditions: ClassVar[Mapping[str, tuple[str, str]]] = {
        "remark": ("way", ADMIT),
        "reason": ("way", REJECT),
    }
    field_order = ("way", "remark", "reason")

    way = forms.ChoiceField(
        label=gettext_lazy("What do you find?"),
        choices=(
            (ADMIT, gettext_lazy("Find the application admissible and complete")),
            (REJECT, gettext_lazy("Propose that it is inadmissible")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you find.")},
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=LONGEST_REMARK,
        help_text=gettext_lazy("Needed where a check is not met: why is it admissible all the same?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, button: Text, back: str) -> None:
        """Lay each text under its answer."""
        super().__init__(data, button=button, back=back)
        self.helper = Helper(Conditional("way"), buttons=self.helper.buttons)


@open_to(*READS_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
def admissibility(request: SignedIn, case_id: int) -> HttpResponse:
    """Show the checks; a caseworker decides what they come to while the application waits for it."""
    sends = caseworker_sends(request)
    case = opened(pages.case_page(case_id, actor=request.actor))
    found, proposed = completeness.checked(case.id), proposals.open_on(f"application:{case.id}")
    form = _form(request, case, proposed)
    problems: tuple[Problem, ...] = ()
    if sends and form and form.is_valid():
        problems = _do(request, case, form.cleaned_data)
        if not problems:
            return redirect("case", case_id=case.id)
    context = {
        "case": case,
        "places": ", ".join((case.municipality, *case.covered)),
        "badge": status_badge(case.status),
        "breadcrumb": _breadcrumb(case),
        "problems": could_not(sentences(problems)),
        "alerts": tuple(_alerts(request, case, found, proposed)),
        "finding": finding(case, access.names({case.found.by} if case.found else set())),
        "table": checks_table(found),
        "form": form,
        "may_ask": form is not None and case.status is Status.SENT and not case.asked_until,
    }
    return render(request, "caseworker/admissibility.html", context, status=409 if problems else 200)


def _form(request: SignedIn, case: Case, proposed: tuple[Proposed, ...]) -> LateForm | None:
    """The form, for a caseworker and a case that waits for it."""
    waits = case.status in {Status.SENT, Status.LATE} and not proposed
    if request.actor.role != Role.CASEWORKER or not waits:
        return None
    back = reverse("case", args=(case.id,))
    if case.status is Status.LATE:
        return LateForm(typed(request), button=gettext_lazy("Propose inadmissibility"), back=back)
    return AdmissibilityForm(typed(request), button=gettext_lazy("Save"), back=back)


def _do(request: SignedIn, case: Case, wished: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Call the journey that was chosen; returns what stopped it."""
    by, at = request.actor, request.received_at
    act: Callable[..., object] = partial(decide.prepare_inadmissibility, case.id, reason=wished["reason"])
    done = _("Proposed. An approver decides it.")
    if wished.get("way") == ADMIT:
        act = partial(assess.find_admissible, case.id, remark=wished["remark"])
        done = _("The application is found admissible. It can be assessed.")
    problems = stopped_by(partial(act, by=by, at=at))
    if not problems:
        messages.success(request, done)
    return problems


def _alerts(
    request: SignedIn, case: Case, found: tuple[Checked, ...], proposed: tuple[Proposed, ...]
) -> Iterator[Alert]:
    """What is to be known before one decides: what waits, what was asked, that it came too late."""
    names = access.names(people(proposed)) if proposed else {}
    yield from (waiting(told(each, names, request.actor)) for each in proposed)
    if case.asked_until:
        heading = _("The municipality answers the agency's questions by %(day)s.") % {
            "day": day(case.asked_until)
        }
        yield Alert("info", heading, link=Link(_("See the questions"), reverse("clarify", args=(case.id,))))
    if case.status is Status.LATE and not proposed:
        text = _("What came after the deadline is always inadmissible. An approver decides it.")
        yield Alert("warning", _("The application came too late"), text)
    elif case.status is Status.SENT and unmet(found):
        points = tuple(check_label(each) for each in unmet(found))
        yield Alert("warning", _("Not everything is met"), points=points)


def finding(case: Case, names: Mapping[int, str]) -> Summary | None:
    """What was found when the application was found admissible, and by whom."""
    if case.found is None:
        return None
    missing = ", ".join(check_label(each) for each in case.found.unmet)
    facts = [
        Fact(_("Found admissible"), case.found.at, (names.get(case.found.by, ""),)),
        Fact(_("Not met then"), missing or _("Nothing: every check was met."), strong=bool(missing)),
    ]
    if case.found.remark:
        facts.append(Fact(_("Remark"), case.found.remark, written=True))
    return Summary(tuple(facts))


def _breadcrumb(case: Case) -> Breadcrumb:
    own = Link(case.number, reverse("case", args=(case.id,)))
    return Breadcrumb(_("Admissibility"), (Link(_("Cases"), reverse("cases")), own))
