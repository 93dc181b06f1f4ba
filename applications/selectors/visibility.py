"""Which cases somebody sees: the only way to rows for a page.

Source: domain page, "Who takes part": the agency sees what was sent, except cases its user is not impartial in; a
municipality sees the applications it takes part in, a covered one included; the national audit office everything
that was sent; an auditor the cases with an award that are led by municipalities which engaged the firm, to reach their
accounts. Everybody else sees none.
"""

from __future__ import annotations

from django.db.models import QuerySet

from applications.models import Application
from applications.rules.workflow import Status
from fsm3.access.roles import Role
from fsm3.access.selectors import engaged_by
from fsm3.core.actors import Actor

_AGENCY = {Role.CASEWORKER, Role.APPROVER}
_OF_MUNICIPALITY = {Role.APPLICANT, Role.ACCOUNTANT, Role.SIGNATORY}


def visible_to(actor: Actor) -> QuerySet[Application]:
    """The cases an actor may read."""
    if actor.role in _OF_MUNICIPALITY:
        return Application.objects.filter(
            participations__municipality__organisation_id=actor.organisation_id or 0
        ).distinct()
    sent = Application.objects.exclude(status=Status.DRAFT)
    if actor.role in _AGENCY:
        return sent.exclude(conflicts__user_id=actor.person)
    if actor.role == Role.AUDITOR:
        return sent.filter(
            lead__organisation_id__in=engaged_by(actor.organisation_id), awards__isnull=False
        ).distinct()
    return sent if actor.role == Role.NATIONAL_AUDITOR else Application.objects.none()
