"""What a case waits for, on top of its page, with the buttons that do it for whoever may.

Source: `applications.rules.workflow` and the rule of two assessors. `STEPS` is the whole of it: where a case stands, what happens
next, and the ways there, each by the name of an address that takes a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.assessment import ASSESSORS
from applications.rules.due_dates import is_overdue
from applications.rules.workflow import Status
from applications.selectors.pages import Case, Judged
from fsm3.access.roles import Role
from fsm3.core.danish import day
from fsm3.web.shared.components import Alert, Link

Way = tuple[Promise, str]
_ASK = (gettext_lazy("Ask the municipality"), "clarify")
_CHECK = (gettext_lazy("Check whether it is admissible"), "admissibility")

STEPS: dict[Status, tuple[Promise, tuple[Way, ...]]] = {
    Status.SENT: (
        gettext_lazy("A caseworker finds out whether the application is admissible."),
        (_CHECK, _ASK),
    ),
    Status.LATE: (
        gettext_lazy(
            "A caseworker proposes to find the application inadmissible: it came after the deadline."
        ),
        ((gettext_lazy("Propose inadmissibility"), "admissibility"),),
    ),
    Status.ADMISSIBLE: (
        gettext_lazy("Two caseworkers assess the application, unseen by each other."),
        (_ASK,),
    ),
    Status.ASSESSED: (
        gettext_lazy("A caseworker recommends a decision, by the ranking of all cases."),
        (),
    ),
}
"""Where a case stands, what happens next, and the ways to it; nothing where an approver or the municipality has the next word."""


@dataclass(frozen=True)
class NextStep:
    """What happens next, and the ways to do it: the first is the one to take."""

    alert: Alert
    ways: tuple[Link, ...] = ()


def next_step(
    case: Case, judged: Judged, *, on: date, role: str, waits: bool, way: Link | None = None
) -> NextStep | None:
    """What has to happen next; nothing where a proposal on top of the page says it (it `waits`), or nothing is left to do.

    `way` leads the one who looks on with the assessment.
    """
    if case.asked_until:
        return _awaited(case, case.asked_until, on)
    if waits or case.status not in STEPS:
        return None
    text, ways = STEPS[case.status]
    told = _assessing(judged) if case.status is Status.ADMISSIBLE else str(text)
    found = links(case.id, ways) if role == Role.CASEWORKER else ()
    return NextStep(Alert("info", _("What happens next"), told), (*((way,) if way else ()), *found))


def links(case_id: int, ways: Sequence[Way]) -> tuple[Link, ...]:
    """The ways as links."""
    return tuple(Link(str(text), reverse(name, args=(case_id,))) for text, name in ways)


def _awaited(case: Case, until: date, on: date) -> NextStep:
    """The municipality has been asked: nothing is decided before it answers or a caseworker goes on without."""
    way = Link(_("See the questions"), reverse("clarify", args=(case.id,)))
    if is_overdue(until, on):
        heading = _("The answer was due on %(day)s") % {"day": day(until)}
        text = _("A caseworker gives the municipality longer, or goes on with what was sent.")
        return NextStep(Alert("warning", heading, text), (way,))
    text = _("The municipality answers the agency's questions by %(day)s.") % {"day": day(until)}
    return NextStep(Alert("info", _("What happens next"), text), (way,))


def _assessing(judged: Judged) -> str:
    if judged.made == 0:
        return str(STEPS[Status.ADMISSIBLE][0])
    if judged.made < ASSESSORS:
        return _("A second caseworker assesses the application.")
    if not judged.agreed_by:
        return _("The two assessors agree on the scores, and one of them enters them.")
    return _("The other assessor confirms the agreed scores.")
