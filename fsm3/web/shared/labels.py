"""Words for codes: roles, statuses, letters, acts of the journal. Rules know codes, the doors know words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.rules.ranking import Why
from applications.rules.workflow import Status
from applications.selectors.showcase import Kind as Sight
from fsm3.access.roles import Role
from fsm3.web.shared.components import Badge

READS_ALL = (Role.CASEWORKER, Role.APPROVER, Role.NATIONAL_AUDITOR)
"""The roles that read the cases of all municipalities."""
AGENCY = (Role.CASEWORKER, Role.APPROVER)
"""The roles that prepare and decide."""
MENDS = (Role.CASEWORKER, Role.ADMINISTRATOR)
"""The roles that look after jobs that failed."""
TAKES_PART = (Role.APPLICANT, Role.ACCOUNTANT, Role.SIGNATORY)
"""The roles that read the cases of their own municipality."""
COLLEAGUES = (*TAKES_PART, Role.MUNICIPALITY_ADMINISTRATOR)
"""The roles that somebody may have for a municipality."""
ENGAGES = (Role.SIGNATORY, Role.MUNICIPALITY_ADMINISTRATOR)
"""The roles that engage audit firms for their municipality."""

_ROLES = {
    Role.CASEWORKER: _("Caseworker"),
    Role.APPROVER: _("Approver"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.APPLICANT: _("Applicant"),
    Role.ACCOUNTANT: _("Accountant"),
    Role.SIGNATORY: _("Signatory"),
    Role.MUNICIPALITY_ADMINISTRATOR: _("Administrator of the municipality"),
    Role.AUDITOR: _("Auditor"),
    Role.NATIONAL_AUDITOR: _("National auditor"),
}


def role_label(role: str) -> str:
    """A role in words; the program itself has its own."""
    return str(_ROLES[Role(role)]) if role in set(Role) else str(_("The program"))


_STATUSES: dict[Status, tuple[Promise, str]] = {
    Status.DRAFT: (_("Draft"), "quiet"),
    Status.SENT: (_("Sent"), "info"),
    Status.LATE: (_("Received too late"), "warning"),
    Status.ADMISSIBLE: (_("To be assessed"), "info"),
    Status.ASSESSED: (_("Assessed"), "info"),
    Status.RECOMMENDED: (_("Recommended"), "warning"),
    Status.AWARDED: (_("Awarded"), "success"),
    Status.REFUSED: (_("Refused"), "quiet"),
    Status.INADMISSIBLE: (_("Inadmissible"), "quiet"),
    Status.WITHDRAWN: (_("Withdrawn"), "quiet"),
    Status.ACCEPTED: (_("Award accepted"), "success"),
    Status.RENOUNCED: (_("Renounced"), "warning"),
    Status.LAPSED: (_("Lapsed"), "quiet"),
    Status.CLOSED: (_("Settled"), "quiet"),
}


def status_badge(status: str) -> Badge:
    """The status of a case in words."""
    text, tone = _STATUSES[Status(status)]
    return Badge(str(text), tone)


_BEING_HANDLED = {Status.ADMISSIBLE, Status.ASSESSED, Status.RECOMMENDED}
_DECIDED = {Status.AWARDED, Status.REFUSED, Status.INADMISSIBLE}


def status_badge_outside(status: str, *, given: bool) -> Badge:
    """The status as a municipality is told it: how far the agency is with its judgement is the agency's own.

    A decision counts as `given` when its letter lies at the municipality's door (domain page, "Application").
    """
    own_to_agency = status in _BEING_HANDLED or (status in _DECIDED and not given)
    return Badge(str(_("Being handled")), "info") if own_to_agency else status_badge(status)


_DECISIONS = {
    "award": _("Award"),
    "refusal": _("Refusal"),
    "inadmissibility": _("Inadmissibility decision"),
    "amendment": _("Amended award"),
    "lapse": _("Lapse"),
    "budget_change": _("Budget change"),
    "pool_version": _("Version of the pool"),
    "cap_table": _("Table of caps"),
    "approver_role": _("Role of approver"),
    "instalment": _("Instalment to pay"),
    "settlement": _("Settlement"),
    "repayment": _("Claim for repayment"),
    "adverse_release": _("Release of a held payout"),
    "condition": _("Confirmed condition"),
    "letter_correction": _("Corrected letter"),
    "month_lock": _("Locking of months"),
    "month_unlock": _("Unlocking of months"),
}
_WHY = {
    Why.SUM: _("By its sum of points"),
    Why.COHORT: _("Equal sum: the cohort that the call puts first goes first"),
    Why.SAME_DEGREE: _("Declared to meet the criteria in the same degree"),
    Why.CHOICE: _("Equal in everything: a reasoned choice"),
    Why.SHARED: _("Shares its place"),
}
_CHOICES = {"yes": _("Yes"), "no": _("No")}
_SIGHTS = {
    Sight.AWARDED: _("An award"),
    Sight.REFUSED: _("A refusal"),
    Sight.JOINT: _("A joint application"),
    Sight.SENT_LATE: _("Received after the deadline"),
    Sight.CORRECTED_LATE: _("A correction sent too late"),
    Sight.CONFLICT: _("A case with a conflict of interest"),
    Sight.OPEN_PROPOSAL: _("A proposal that waits for an approver"),
}


def decision_label(kind: str) -> str:
    """A kind of decision, proposed or made, in words."""
    return str(_DECISIONS[kind])


def why_label(why: str) -> str:
    """Why a case stands where it stands in the ranking; nothing for what was not ranked."""
    return str(_WHY[Why(why)]) if why else ""


def choice_label(choice: str) -> str:
    """Yes or no, or nothing where there was no answer."""
    return str(_CHOICES.get(choice, ""))


def sight_label(kind: str) -> str:
    """Why a case of the demo is worth seeing."""
    return str(_SIGHTS[Sight(kind)])
