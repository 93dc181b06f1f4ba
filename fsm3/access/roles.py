"""Roles and kinds of organisation, and which go together. Source: domain page, "Who takes part"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum

from fsm3.core.problems import Problem


class OrganisationKind(StrEnum):
    """What an organisation is to the agency."""

    AGENCY = "agency"
    MUNICIPALITY = "municipality"
    AUDIT_FIRM = "audit_firm"
    AUDIT_OFFICE = "audit_office"


class Role(StrEnum):
    """What a user does for an organisation."""

    CASEWORKER = "caseworker"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    APPLICANT = "applicant"
    ACCOUNTANT = "accountant"
    SIGNATORY = "signatory"
    MUNICIPALITY_ADMINISTRATOR = "municipality_administrator"
    AUDITOR = "auditor"
    NATIONAL_AUDITOR = "national_auditor"


ROLES_OF = {
    OrganisationKind.AGENCY: frozenset({Role.CASEWORKER, Role.APPROVER, Role.ADMINISTRATOR}),
    OrganisationKind.MUNICIPALITY: frozenset(
        {Role.APPLICANT, Role.ACCOUNTANT, Role.SIGNATORY, Role.MUNICIPALITY_ADMINISTRATOR}
    ),
    OrganisationKind.AUDIT_FIRM: frozenset({Role.AUDITOR}),
    OrganisationKind.AUDIT_OFFICE: frozenset({Role.NATIONAL_AUDITOR}),
}
AGENCY_ROLES = ROLES_OF[OrganisationKind.AGENCY]
MUNICIPALITY_ROLES = ROLES_OF[OrganisationKind.MUNICIPALITY]


def may_hold(
    role: Role, *, organisation: OrganisationKind, beside: Collection[Role], of: Collection[OrganisationKind]
) -> Iterator[Problem]:
    """Problems with giving a role to somebody who already holds others, for organisations of these kinds.

    An administrator holds no other role; an auditor is never also of a municipality or the agency, nor is anybody of
    the agency of a municipality: they would judge what they wrote.
    """
    if role not in ROLES_OF[organisation]:
        yield Problem("role_of_other_organisation", role)
    if set(of) - {organisation}:
        yield Problem("of_another_organisation", role)
    others = set(beside) - {role}
    if others and Role.ADMINISTRATOR in {role, *others}:
        yield Problem("administrator_holds_no_other_role", role)
    if others and Role.AUDITOR in {role, *others}:
        yield Problem("auditor_holds_no_other_role", role)
