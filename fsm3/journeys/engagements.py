"""Engagements: a municipality engages an audit firm, which from then on sees its accounts, and ends it.

Source: domain page, "Who takes part": an auditor sees only the municipalities that engaged them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from applications.rules import free_text
from fsm3.access import rights, selectors, services
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys.letting_in import LONGEST_NAME

ENGAGES = (Role.SIGNATORY, Role.MUNICIPALITY_ADMINISTRATOR)
CVR_DIGITS = 8


@transaction.atomic
def add_firm(*, name: str, cvr: str, by: Actor, at: datetime) -> int:
    """Add an audit firm that municipalities can engage; returns its organisation.

    Raises NotReady with `firm_name_missing`, `cvr_not_eight_digits` or `firm_known`, and what `free_text` finds.
    """
    rights.require(by, Role.ADMINISTRATOR)
    services.lock_organisation(by.organisation)
    require(_cannot_add(name, cvr))
    firm = services.add_organisation(OrganisationKind.AUDIT_FIRM, name=name.strip(), cvr=cvr)
    journal.record("organisation.added", subject=f"organisation:{firm}", by=by, at=at)
    return firm


@transaction.atomic
def engage(firm_id: int, *, by: Actor, at: datetime) -> int:
    """Engage an audit firm for the actor's own municipality; returns the engagement.

    Raises NotReady with `not_an_audit_firm` or `engaged_already`.
    """
    rights.require(by, *ENGAGES)
    client = services.lock_organisation(by.organisation)
    if firm_id not in selectors.organisations(OrganisationKind.AUDIT_FIRM):
        raise NotReady([Problem("not_an_audit_firm", "firm")])
    if client in selectors.engaged_by(firm_id):
        raise NotReady([Problem("engaged_already", "firm")])
    engagement = services.engage(client, firm_id=firm_id, at=at)
    _record("engagement.begun", client, firm_id, by=by, at=at)
    return engagement


@transaction.atomic
def end(firm_id: int, *, by: Actor, at: datetime) -> None:
    """End the engagement of an audit firm: its auditors see the municipality no more. Raises NotReady(`not_engaged`)."""
    rights.require(by, *ENGAGES)
    client = services.lock_organisation(by.organisation)
    if client not in selectors.engaged_by(firm_id):
        raise NotReady([Problem("not_engaged", "firm")])
    services.end_engagement(client, firm_id=firm_id, at=at)
    _record("engagement.ended", client, firm_id, by=by, at=at)


def _cannot_add(name: str, cvr: str) -> Iterator[Problem]:
    if not name.strip():
        yield Problem("firm_name_missing", "name")
    yield from free_text.faults(name, where="name", longest=LONGEST_NAME)
    if not (len(cvr) == CVR_DIGITS and cvr.isascii() and cvr.isdigit()):
        yield Problem("cvr_not_eight_digits", "cvr")
    elif cvr in {firm.cvr for firm in selectors.firms()}:
        yield Problem("firm_known", "cvr")


def _record(act: str, client: int, firm_id: int, *, by: Actor, at: datetime) -> None:
    journal.record(act, subject=f"organisation:{client}", by=by, at=at, content={"firm": firm_id})
