"""A case with the terms it was sent under: what decisions and letters rest on, whatever was corrected in the pool since.

Source: domain page, "The pool": a sent application keeps the version it was sent under, and the decision fixes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Application
from applications.rules.pool_terms import Cohort, PoolTerms
from applications.selectors import cases, pools
from applications.selectors.cases import SentVersion
from applications.selectors.pools import Place
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod


@dataclass(frozen=True)
class SentCase:
    """A case as it was sent: its places (the lead first), its own cap, cohort and period, and the pool's terms.

    `received_at` is when the application was received, which an answer to a clarification does not move.
    """

    id: int
    number: str
    invented: bool
    pool_id: int
    pool_version: int
    terms: PoolTerms
    places: tuple[Place, ...]
    cap: Money
    cohort: Cohort
    period: ProjectPeriod
    sent: SentVersion
    received_at: datetime

    @property
    def lead(self) -> Place:
        """The municipality that leads."""
        return self.places[0]


def sent_case(application_id: int, sent: SentVersion) -> SentCase:
    """A case with the terms that one of its sent versions was sent under."""
    row = Application.objects.get(id=application_id)
    terms = pools.terms_of(sent.pool_version_id)
    places = tuple(pools.place(who.code) for who in cases.participants(application_id))
    caps = pools.caps_of(sent.cap_table_id, [place.code for place in places])
    lead = caps[row.lead_id]
    return SentCase(
        id=row.id,
        number=row.number,
        invented=row.invented,
        pool_id=row.pool_id,
        pool_version=sent.pool_version_id,
        terms=terms,
        places=places,
        cap=Money.sum(cap.amount for cap in caps.values()),
        cohort=terms.cohort(lead.cohort),
        period=lead.own_period(terms),
        sent=sent,
        received_at=_received_at(application_id, sent),
    )


def _received_at(application_id: int, sent: SentVersion) -> datetime:
    if sent.clarification is None:
        return sent.received_at
    return cases.application_received(sent, cases.submissions(application_id))
