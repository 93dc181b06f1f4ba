"""What each role does, in a line that helps whoever gives it, and which roles a kind of organisation has."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fsm3.access.roles import OrganisationKind, Role

DOES: dict[Role, Promise] = {
    Role.CASEWORKER: _("Caseworker: prepares cases, decisions and payouts"),
    Role.APPROVER: _("Approver: decides what somebody else prepared; takes two administrators"),
    Role.ADMINISTRATOR: _("Administrator: gives roles and ends them; holds no other role"),
    Role.APPLICANT: _("Applicant: writes application and budget, and answers questions"),
    Role.ACCOUNTANT: _("Accountant: writes budgets and accounts"),
    Role.SIGNATORY: _("Signatory: sends for the municipality, attests accounts and accepts awards"),
    Role.MUNICIPALITY_ADMINISTRATOR: _("Administrator: invites colleagues and gives roles"),
    Role.AUDITOR: _("Auditor: reports on the accounts of the municipalities that engaged the firm"),
    Role.NATIONAL_AUDITOR: _("Rigsrevisionen: reads everything and writes nothing"),
}

KINDS: dict[OrganisationKind, Promise] = {
    OrganisationKind.AGENCY: _("The agency"),
    OrganisationKind.MUNICIPALITY: _("Municipalities"),
    OrganisationKind.AUDIT_FIRM: _("Audit firms"),
    OrganisationKind.AUDIT_OFFICE: _("The national audit office"),
}


def offered(roles: Iterable[Role]) -> list[tuple[str, Promise]]:
    """Roles to choose from, each with what it does."""
    return [(role.value, DOES[role]) for role in DOES if role in set(roles)]
