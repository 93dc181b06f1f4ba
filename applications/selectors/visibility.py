"""Which cases somebody sees: the only way to rows for a page.

Source: domain page, "Who takes part": the agency sees what was sent, except cases its user is not impartial in; a
municipality sees the applications it takes part in, a covered one included; the national audit office everything
that was sent; an auditor the cases with an award that are led by municipalities which engaged the firm, to reach their
accounts. Everybody else sees none.

What somebody of the agency sees opens to them once they have said that they are impartial, while it is undecided.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value

from applications.models import Application, ImpartialityStatement
from applications.rules.workflow import UNDECIDED, Status
from fsm3.access.roles import Role
from fsm3.access.selectors import engaged_by
from fsm3.core.actors import Actor

AGENCY_READS = {Role.CASEWORKER, Role.APPROVER}
MUNICIPALITY_READS = {Role.APPLICANT, Role.ACCOUNTANT, Role.SIGNATORY}


def visible_to(actor: Actor) -> QuerySet[Application]:
    """The cases an actor may read."""
    if actor.role in MUNICIPALITY_READS:
        return Application.objects.filter(
            participations__municipality__organisation_id=actor.organisation_id or 0
        ).distinct()
    sent = Application.objects.exclude(status=Status.DRAFT)
    if actor.role in AGENCY_READS:
        return sent.exclude(conflicts__user_id=actor.person)
    if actor.role == Role.AUDITOR:
        return sent.filter(
            lead__organisation_id__in=engaged_by(actor.organisation_id), awards__isnull=False
        ).distinct()
    return sent if actor.role == Role.NATIONAL_AUDITOR else Application.objects.none()


def opens_to(actor: Actor) -> Any:
    """For a query of applications: whether the pages of a case open to an actor who may read it.

    To the agency an undecided case opens once one has stated to be impartial in it; nobody else is asked.
    """
    if actor.role not in AGENCY_READS:
        return Value(value=True, output_field=BooleanField())
    stated = ImpartialityStatement.objects.filter(application_id=OuterRef("id"), user_id=actor.person)
    decided = ~Q(status__in=UNDECIDED)
    return ExpressionWrapper(decided | Q(Exists(stated)), output_field=BooleanField())
