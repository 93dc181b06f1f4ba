"""What a case waits for, in a line on top of its page. Source: `applications.rules.workflow` and the rule of two assessors."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.assessment import ASSESSORS
from applications.rules.clarification import ASKABLE
from applications.rules.due_dates import is_overdue
from applications.rules.workflow import Status
from applications.selectors.pages import Case, Judged
from fsm3.access.roles import Role
from fsm3.core.danish import day
from fsm3.web.shared.components import Alert, Link


def next_step(case: Case, judged: Judged, *, on: date, role: str, way: Link | None = None) -> Alert | None:
    """What has to happen next; nothing where a proposal on top of the page says it, or nothing is left to do.

    `way` leads the one who looks on with the assessment.
    """
    if case.asked_until:
        return _awaited(case, case.asked_until, on)
    texts = {
        Status.SENT: _("A caseworker finds out whether the application is admissible."),
        Status.LATE: _(
            "A caseworker proposes to find the application inadmissible: it came after the deadline."
        ),
        Status.ADMISSIBLE: _assessing(judged),
        Status.ASSESSED: _("A caseworker recommends a decision, by the ranking of all cases."),
    }
    text = texts.get(case.status)
    asks = role == Role.CASEWORKER and case.status in ASKABLE
    link = Link(_("Ask the municipality"), reverse("clarify", args=(case.id,))) if asks else None
    links = tuple(each for each in (way, link) if each)
    return Alert("info", _("What happens next"), text, links=links) if text else None


def _awaited(case: Case, until: date, on: date) -> Alert:
    """The municipality has been asked: nothing is decided before it answers or a caseworker goes on without."""
    link = Link(_("See the questions"), reverse("clarify", args=(case.id,)))
    if is_overdue(until, on):
        heading = _("The answer was due on %(day)s") % {"day": day(until)}
        text = _("A caseworker gives the municipality longer, or goes on with what was sent.")
        return Alert("warning", heading, text, link=link)
    text = _("The municipality answers the agency's questions by %(day)s.") % {"day": day(until)}
    return Alert("info", _("What happens next"), text, link=link)


def _assessing(judged: Judged) -> str:
    if judged.made == 0:
        return _("Two caseworkers assess the application, unseen by each other.")
    if judged.made < ASSESSORS:
        return _("A second caseworker assesses the application.")
    if not judged.agreed_by:
        return _("The two assessors agree on the scores, and one of them enters them.")
    return _("The other assessor confirms the agreed scores.")
