"""The frame a draft's budget is written in: the pool's terms, the lead's own period, the caps of all together.

Domain page, "Budget" and "Application": in a joint application the caps add up, and one without a cap leaves none.
"""

from __future__ import annotations

from dataclasses import dataclass

from applications.models import Participation
from applications.rules.pool_terms import PoolTerms
from applications.selectors.pools import caps_in_force, terms_in
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod


@dataclass(frozen=True)
class BudgetFrame:
    """What a budget has to keep within; `cap` is None where a municipality of the application has none."""

    terms: PoolTerms
    period: ProjectPeriod
    cap: Money | None


def frame_of(application_id: int) -> BudgetFrame:
    """The frame of an application, as terms and caps are in force now. Raises IndexError for one without a lead."""
    rows = Participation.objects.filter(application_id=application_id).order_by("-leads")
    taking_part = list(rows.values_list("municipality_id", "pool_id"))
    lead, pool = taking_part[0]
    terms = terms_in(pool)
    caps = caps_in_force(pool, [code for code, _pool in taking_part])
    complete = len(caps) == len(taking_part)
    return BudgetFrame(
        terms=terms,
        period=caps[lead].own_period(terms) if lead in caps else terms.period,
        cap=Money.sum(cap.amount for cap in caps.values()) if complete else None,
    )
