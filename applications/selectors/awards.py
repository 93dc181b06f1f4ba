"""Awards as they stand: what accounts, outcomes and payouts rest on, with the terms the award froze.

Source: domain page, "Payout": cohort, thresholds and period are the award's; a correction of the pool changes no case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from applications.models import Acceptance, Award, Participation
from applications.rules.due_dates import DueKind
from applications.rules.pool_terms import Cohort, PoolTerms
from applications.rules.workflow import Status
from applications.selectors.due_dates import Due, due_of, dues_in
from applications.selectors.pools import Place, terms_of
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import ProjectPeriod
from fsm3.core.problems import NotReady, Problem


@dataclass(frozen=True)
class AwardInForce:
    """The award of a case with its own terms; of a lapsed one the amount is nothing and the rest as it was.

    `covered` are the other municipalities of a joint application; `accepted_at` is None until a signatory accepts. `choices`
    are the answers with yes or no of the application that was decided.
    """

    id: int
    application_id: int
    case_number: str
    status: Status
    invented: bool
    amount: Money
    requested: Money
    cap: Money
    cohort: Cohort
    period: ProjectPeriod
    pool_id: int
    pool_version_id: int
    pool_version: int
    terms: PoolTerms
    lead: Place
    covered: tuple[Place, ...]
    accepted_at: datetime | None
    choices: Mapping[str, str]

    @property
    def places(self) -> tuple[Place, ...]:
        """All its municipalities, the lead first."""
        return (self.lead, *self.covered)


def in_force(application_id: int) -> AwardInForce:
    """The award of a case. Raises NotReady with `no_award` for a case that never had one."""
    found = _awards(_newest(Award.objects.filter(application_id=application_id)))
    if not found:
        raise NotReady([Problem("no_award")])
    return found[0]


def of_cases(application_ids: Collection[int]) -> dict[int, AwardInForce]:
    """The awards of cases by case, in the same few queries however many there are; a case without one is left out."""
    rows = Award.objects.filter(application__in=application_ids)
    return {award.application_id: award for award in _awards(_newest(rows))}


def in_force_in(pool_id: int) -> tuple[AwardInForce, ...]:
    """The awards in force in a pool, by case number; those that lapsed are left out."""
    rows = _awards(Award.objects.filter(pool_id=pool_id, in_force=True))
    return tuple(sorted(rows, key=lambda award: award.case_number))


def in_force_of(pool_id: int, municipality: str) -> AwardInForce | None:
    """The award of the case in which a municipality takes part, leading or covered; None without one."""
    taking_part = Participation.objects.filter(pool_id=pool_id, municipality_id=municipality, active=True)
    rows = Award.objects.filter(application__in=taking_part.values("application_id"))
    return next(iter(_awards(_newest(rows))), None)


def with_due(application_id: int) -> tuple[AwardInForce, dict[DueKind, Due]]:
    """The award of a case with all that is due in it, in one query. Raises Award.DoesNotExist without one."""
    rows = _newest(Award.objects.filter(application_id=application_id)).annotate(
        choices=F("decision__submission__choices"),
        accepted_at=_accepted_in(),
        covered=_covered_in(),
        due=dues_in(),
    )
    row: Any = rows.select_related("application__lead", "pool_version").get()
    covered = tuple(Place(**place) for place in row.covered)
    return _as_values(row, covered, row.accepted_at), due_of(row.due)


def _accepted_in() -> Subquery:
    """For a query of awards: when the case's newest acceptance was given."""
    given = Acceptance.objects.filter(award__application=OuterRef("application_id")).order_by("-id")
    return Subquery(given.values("accepted_at")[:1])


def _covered_in() -> ArraySubquery:
    """For a query of awards: the places that a joint application covers."""
    rows = Participation.objects.filter(application=OuterRef("application_id"), leads=False, active=True)
    place = JSONObject(
        code="municipality_id",
        name="municipality__name",
        official_name="municipality__official_name",
        cvr="municipality__cvr",
        organisation_id="municipality__organisation_id",
    )
    return ArraySubquery(rows.order_by("municipality__sort_key").values(told=place))


def _newest(rows: QuerySet[Award]) -> QuerySet[Award]:
    return rows.order_by("application_id", "-id").distinct("application_id")


def _awards(rows: QuerySet[Award]) -> tuple[AwardInForce, ...]:
    """Awards with their places and acceptances, in three queries however many there are."""
    decided = rows.annotate(choices=F("decision__submission__choices"))
    found = list(decided.select_related("application__lead", "pool_version"))
    cases = [row.application_id for row in found]
    covered = _covered(cases)
    accepted = dict(
        Acceptance.objects.filter(award__application__in=cases)
        .order_by("id")
        .values_list("award__application_id", "accepted_at")
    )
    return tuple(
        _as_values(row, covered.get(row.application_id, ()), accepted.get(row.application_id))
        for row in found
    )


def _covered(cases: Iterable[int]) -> dict[int, tuple[Place, ...]]:
    rows = Participation.objects.filter(application__in=cases, leads=False, active=True)
    places: dict[int, tuple[Place, ...]] = {}
    for row in rows.select_related("municipality").order_by("municipality__sort_key"):
        own = row.municipality
        place = Place(own.code, own.name, own.official_name, own.cvr, own.organisation_id)
        places[row.application_id] = (*places.get(row.application_id, ()), place)
    return places


def _as_values(row: Any, covered: tuple[Place, ...], accepted_at: datetime | None) -> AwardInForce:
    terms, lead = terms_of(row.pool_version_id), row.application.lead
    return AwardInForce(
        id=row.id,
        application_id=row.application_id,
        case_number=row.application.number,
        status=Status(row.application.status),
        invented=row.application.invented,
        amount=row.amount if row.in_force else ZERO,
        requested=row.requested,
        cap=row.cap,
        cohort=terms.cohort(row.cohort),
        period=ProjectPeriod(row.first_day, row.last_day),
        pool_id=row.pool_id,
        pool_version_id=row.pool_version_id,
        pool_version=row.pool_version.number,
        terms=terms,
        lead=Place(lead.code, lead.name, lead.official_name, lead.cvr, lead.organisation_id),
        covered=covered,
        accepted_at=accepted_at,
        choices=row.choices,
    )
