"""What a case waits for, in a line on top of its page. Source: `applications.rules.workflow` and the rule of two assessors."""

from __future__ import annotations

from django.utils.translation import gettext as _

from applications.rules.assessment import ASSESSORS
from applications.rules.workflow import Status
from applications.selectors.pages import Case, Judged
from fsm3.web.shared.components import Alert


def next_step(case: Case, judged: Judged) -> Alert | None:
    """What has to happen next; nothing where a proposal on top of the page says it, or nothing is left to do."""
    texts = {
        Status.SENT: _("A caseworker finds out whether the application is admissible."),
        Status.LATE: _(
            "A caseworker proposes to find the application inadmissible: it came after the deadline."
        ),
        Status.ADMISSIBLE: _assessing(judged),
        Status.ASSESSED: _("A caseworker recommends a decision, by the ranking of all cases."),
    }
    text = texts.get(case.status)
    return Alert("info", _("What happens next"), text) if text else None


def _assessing(judged: Judged) -> str:
    if judged.made == 0:
        return _("Two caseworkers assess the application, unseen by each other.")
    if judged.made < ASSESSORS:
        return _("A second caseworker assesses the application.")
    if not judged.agreed_by:
        return _("The two assessors agree on the scores, and one of them enters them.")
    return _("The other assessor confirms the agreed scores.")
