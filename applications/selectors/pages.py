"""One case on one page: for those who handle it how it was judged and decided; `case_pages` tells what was sent.

Everything is formatted here, once. `visibility.visible_to` decides whether there is a page at all. Source: domain page,
"Application"; two score unseen by each other, so until both have, the agency sees no assessment but one's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import F, IntegerField, Value

from applications.models import AgreedScore, Decision, Score
from applications.rules.assessment import ASSESSORS
from applications.selectors.case_pages import Case, Version, case_page
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.danish import day, decimal, kroner, moment
from fsm3.core.money import Money
from fsm3.core.proposals import Proposed

__all__ = [
    "Case", "Criterion", "Decided", "Given", "Judged", "Recommended", "Version", "assessment_page", "case_page",
    "decisions", "recommended",
]  # fmt: skip


@dataclass(frozen=True)
class Given:
    """Points on a criterion with the reason."""

    points: int
    reason: str


@dataclass(frozen=True)
class Criterion:
    """A criterion with what the first and the second assessor gave and what they agreed on, as far as one may see."""

    name: str
    first: Given | None
    second: Given | None
    agreed: Given | None


@dataclass(frozen=True)
class Judged:
    """How a case was assessed. `assessors` and the two of `agreed_by` are users; `hidden` counts what one may not see yet."""

    highest: int
    criteria: tuple[Criterion, ...]
    assessors: tuple[int | None, int | None]
    made: int
    hidden: int
    agreed_by: tuple[int, ...]
    confirmed: bool


def assessment_page(case: Case, *, actor: Actor) -> Judged:
    """The assessments of a case, in one query. Source: domain page, "Application": unseen by each other until both are in."""
    given: dict[int, dict[str, Given]] = {}
    people: dict[int, tuple[int, int | None]] = {}
    for place, first, second, criterion, points, reason in _scores(case.id):
        people[place] = (first, second)
        given.setdefault(place, {})[criterion] = Given(points, reason)
    agreed = given.pop(_AGREED, {})
    seen = {place for place in given if _may_see(people[place][0], len(given), actor)}
    agreed_by: tuple[int | None, ...] = people.get(_AGREED, ())
    first, second = (people[place][0] if place in given else None for place in (1, 2))

    def shown(place: int, criterion: str) -> Given | None:
        return given[place].get(criterion) if place in seen else None

    return Judged(
        highest=case.terms.scale_highest,
        criteria=tuple(
            Criterion(each.name, shown(1, each.key), shown(2, each.key), agreed.get(each.key))
            for each in case.terms.criteria
        ),
        assessors=(first, second),
        made=len(given),
        hidden=len(given) - len(seen),
        agreed_by=tuple(person for person in agreed_by if person is not None),
        confirmed=bool(agreed_by) and None not in agreed_by,
    )


_AGREED = 0
"""Where agreed scores stand among the assessments, which are first and second."""


def _scores(case: int) -> Any:
    """All scores of a case: of each assessor, who is the first of the two people, and those that two agreed on."""
    nobody = Value(None, output_field=IntegerField())
    scores = Score.objects.filter(assessment__application_id=case).annotate(
        place=F("assessment__place"), first=F("assessment__assessor_id"), second=nobody
    )
    agreed = AgreedScore.objects.filter(scores_id=case).annotate(
        place=Value(_AGREED), first=F("scores__entered_by_id"), second=F("scores__confirmed_by_id")
    )
    fields = ("place", "first", "second", "criterion", "points", "reason")
    return scores.values_list(*fields).union(agreed.values_list(*fields), all=True)


def _may_see(assessor: int, made: int, actor: Actor) -> bool:
    """Both are seen once both are in; before that only one's own, but the national audit office reads everything."""
    return made == ASSESSORS or assessor == actor.user_id or actor.role == Role.NATIONAL_AUDITOR


@dataclass(frozen=True)
class Recommended:
    """What was proposed for a case. `kind` is award, refusal or inadmissibility; users are ids."""

    id: int
    kind: str
    verdict: str
    place: str
    ranked: str
    sum: str
    why: str
    award: str
    reason: str
    deviation: str
    prepared_by: int
    prepared_at: str
    decided_by: int | None
    decided_at: str
    decided_because: str
    preparers: tuple[int, ...]


def recommended(proposal: Proposed) -> Recommended:
    """A proposal in a case in words and figures."""
    content = proposal.content
    award = content.get("award")
    return Recommended(
        id=proposal.id,
        kind=proposal.kind,
        verdict=proposal.verdict,
        place=str(content.get("place", "")),
        ranked=str(content.get("ranked", "")),
        sum=decimal(Fraction(content["sum"])) if "sum" in content else "",
        why=content.get("why", ""),
        award=kroner(Money.of(award)) if award else "",
        reason=content.get("reason", ""),
        deviation=content.get("deviation", ""),
        prepared_by=proposal.prepared_by,
        prepared_at=moment(proposal.prepared_at),
        decided_by=proposal.decided_by,
        decided_at=moment(proposal.decided_at) if proposal.decided_at else "",
        decided_because=proposal.reason,
        preparers=proposal.preparers,
    )


@dataclass(frozen=True)
class Decided:
    """A decision with its letter; `amount` and `period` for an award."""

    kind: str
    decided_at: str
    document: int
    proposal: int
    amount: str
    period: str


def decisions(case: Case) -> tuple[Decided, ...]:
    """What was decided on a case, oldest first, in one query."""
    rows = Decision.objects.filter(application_id=case.id).order_by("id")
    fields = (
        "kind", "decided_at", "document_id", "proposal_id",
        "award__amount", "award__first_day", "award__last_day",
    )  # fmt: skip
    return tuple(
        Decided(
            kind=kind,
            decided_at=moment(decided_at),
            document=document,
            proposal=proposal,
            amount=kroner(amount) if amount else "",
            period=f"{day(first)} – {day(last)}" if amount else "",
        )
        for kind, decided_at, document, proposal, amount, first, last in rows.values_list(*fields)
    )
