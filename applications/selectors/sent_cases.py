"""A case with the terms it was sent under: what decisions and letters rest on, whatever was corrected in the pool since.

Source: domain page, "The pool": a sent application keeps the version it was sent under, and the decision fixes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application
from applications.rules.pool_terms import Cohort, PoolTerms
from applications.selectors import cases, pools
from applications.selectors.cases import SentVersion
from applications.selectors.pools import CapInForce, Place
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
    return sent_cases({application_id: sent})[application_id]


def sent_cases(sent: Mapping[int, SentVersion]) -> dict[int, SentCase]:
    """Cases, each with the terms that one of its sent versions was sent under, in a handful of queries for all."""
    who = cases.participants_in(sent)
    codes = {each.code for taking_part in who.values() for each in taking_part}
    places, tables = pools.places(codes), {version.cap_table_id for version in sent.values()}
    caps = {table: pools.caps_of(table, sorted(codes)) for table in tables}
    received = _received(sent)
    return {
        row.id: _sent_case(
            row, sent[row.id], received[row.id], [places[each.code] for each in who[row.id]], caps
        )
        for row in Application.objects.filter(id__in=sent)
    }


def _sent_case(
    row: Application,
    sent: SentVersion,
    received: datetime,
    places: Sequence[Place],
    caps_of: Mapping[int, Mapping[str, CapInForce]],
) -> SentCase:
    terms, table = pools.terms_of(sent.pool_version_id), caps_of[sent.cap_table_id]
    caps = [table[place.code] for place in places if place.code in table]
    lead = table[row.lead_id]
    return SentCase(
        id=row.id,
        number=row.number,
        invented=row.invented,
        pool_id=row.pool_id,
        pool_version=sent.pool_version_id,
        terms=terms,
        places=tuple(places),
        cap=Money.sum(cap.amount for cap in caps),
        cohort=terms.cohort(lead.cohort),
        period=lead.own_period(terms),
        sent=sent,
        received_at=received,
    )


def _received(sent: Mapping[int, SentVersion]) -> dict[int, datetime]:
    """When each application was received; those that answer a clarification are asked for what they followed, at once."""
    answers = [case for case, version in sent.items() if version.clarification is not None]
    before = cases.submissions_in(answers) if answers else {}
    return {case: cases.application_received(version, before.get(case, ())) for case, version in sent.items()}
