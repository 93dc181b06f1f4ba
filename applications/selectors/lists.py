"""The list of a pool's cases, whole on one page: formatted once here, sorted and filtered by what the address says.

`visibility.visible_to` decides which rows there are. Sums are of the rows shown, but what is left of the envelope is
the pool's, whoever looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from applications.models import AgreedScore, Award, Cap, Participation, Submission
from applications.rules.pool_terms import AnswerKind, PoolTerms, Question
from applications.rules.ranking import weighted_sum
from applications.rules.workflow import Status
from applications.selectors.pools import InForce
from applications.selectors.visibility import visible_to
from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.danish import amount, decimal, sort_key
from fsm3.core.money import Money

RANKED = ("award", "refusal")
"""The kinds of proposal that stand on a ranking."""
NOBODY = "0"
"""Whom a list is asked for that shows the cases nobody handles."""


class Column(StrEnum):
    """What the list can be sorted by."""

    NUMBER = "number"
    MUNICIPALITY = "municipality"
    COHORT = "cohort"
    CHOICE = "choice"
    REQUESTED = "requested"
    SCORE = "score"
    RANK = "rank"
    CASEWORKER = "caseworker"
    STATUS = "status"
    AWARDED = "awarded"


@dataclass(frozen=True)
class Wish:
    """How somebody wants the list: its order, and what to leave out. An empty text leaves nothing out.

    `caseworker` is a user's id as text, or `NOBODY` for cases that nobody handles; `search` is a part of a case's number
    or of the name of a municipality in it.
    """

    column: Column = Column.NUMBER
    descending: bool = False
    status: str = ""
    cohort: str = ""
    choice: str = ""
    caseworker: str = ""
    search: str = ""


@dataclass(frozen=True)
class CaseRow:
    """A case in the list. `choice` is `yes`, `no` or nothing; amounts are without their unit, empty where none is."""

    id: int
    number: str
    municipality: str
    covered: str
    cohort: str
    choice: str
    requested: str
    score: str
    rank: str
    caseworker: str
    status: Status
    awarded: str


@dataclass(frozen=True)
class CaseList:
    """The list with its sums; `question` is the pool's yes-or-no question that `choice` answers.

    `caseworkers` are those who handle a case of the pool, by id, in the order of their names.
    """

    rows: tuple[CaseRow, ...]
    count_all: int
    requested: str
    awarded: str
    envelope: str
    awarded_in_pool: str
    left: str
    question: Question | None
    caseworkers: Mapping[str, str]


@dataclass(frozen=True)
class _Case:
    """A case with what it is sorted and summed by."""

    id: int
    number: str
    status: Status
    name: str
    sort_key: str
    cohort: str
    choice: str
    requested: Money
    covered: list[str]
    awarded: Money | None
    score: Fraction | None
    rank: int | None
    caseworker: str
    handled_by: str


def cases_of(pool: InForce, wish: Wish, *, actor: Actor) -> CaseList:
    """The cases of a pool that an actor sees, as wished."""
    question = first_choice(pool.terms)
    awards = _awards(pool.pool_id)
    found = _cases(pool, question, awards, actor)
    shown = sorted((case for case in found if _wanted(case, wish)), key=lambda case: case.number)
    shown.sort(key=_key(wish.column), reverse=wish.descending)
    shown.sort(key=lambda case: _missing(case, wish.column))
    total = Money.sum(awarded for awarded, _ in awards.values())
    return CaseList(
        rows=tuple(_row(case, pool.terms) for case in shown),
        count_all=len(found),
        requested=amount(Money.sum(case.requested for case in shown)),
        awarded=amount(Money.sum(case.awarded for case in shown if case.awarded)),
        envelope=amount(pool.terms.envelope),
        awarded_in_pool=amount(total),
        left=amount(pool.terms.envelope - total),
        question=question,
        caseworkers=_caseworkers(found),
    )


def _caseworkers(found: Iterable[_Case]) -> dict[str, str]:
    named = {(case.handled_by, case.caseworker) for case in found if case.caseworker != NOBODY}
    return {who: name for name, who in sorted(named, key=lambda each: (sort_key(each[0]), each[1]))}


def first_choice(terms: PoolTerms) -> Question | None:
    """The pool's first question that is answered with yes or no, such as the extended model."""
    return next((question for question in terms.questions if question.kind is AnswerKind.YES_NO), None)


def _wanted(case: _Case, wish: Wish) -> bool:
    asked = (
        (wish.status, case.status),
        (wish.cohort, case.cohort),
        (wish.choice, case.choice),
        (wish.caseworker, case.caseworker),
    )
    return all(not wanted or wanted == found for wanted, found in asked) and _named(case, wish.search)


def _named(case: _Case, search: str) -> bool:
    """Whether a case is called what somebody searches for, in whatever letters."""
    wanted = search.strip().casefold()
    return any(wanted in name.casefold() for name in (case.number, case.name, *case.covered))


_KEYS: dict[Column, Callable[[_Case], Any]] = {
    Column.NUMBER: lambda case: case.number,
    Column.MUNICIPALITY: lambda case: case.sort_key,
    Column.COHORT: lambda case: case.cohort,
    Column.CHOICE: lambda case: case.choice,
    Column.REQUESTED: lambda case: case.requested,
    Column.SCORE: lambda case: case.score or 0,
    Column.RANK: lambda case: case.rank or 0,
    Column.CASEWORKER: lambda case: sort_key(case.handled_by),
    Column.STATUS: lambda case: list(Status).index(case.status),
    Column.AWARDED: lambda case: case.awarded or Money(0),
}
_MAY_MISS: dict[Column, Callable[[_Case], object]] = {
    Column.SCORE: lambda case: case.score,
    Column.RANK: lambda case: case.rank,
    Column.CASEWORKER: lambda case: case.handled_by or None,
    Column.AWARDED: lambda case: case.awarded,
}


def _key(column: Column) -> Callable[[_Case], Any]:
    return _KEYS[column]


def _missing(case: _Case, column: Column) -> bool:
    """Cases without the value stand last, whichever way the list runs."""
    return column in _MAY_MISS and _MAY_MISS[column](case) is None


def _row(case: _Case, terms: PoolTerms) -> CaseRow:
    return CaseRow(
        id=case.id,
        number=case.number,
        municipality=case.name,
        covered=", ".join(case.covered),
        cohort=terms.cohort(case.cohort).name,
        choice=case.choice,
        requested=amount(case.requested),
        score="" if case.score is None else decimal(case.score),
        rank="" if case.rank is None else str(case.rank),
        caseworker=case.handled_by,
        status=case.status,
        awarded="" if case.awarded is None else amount(case.awarded),
    )


def _awards(pool_id: int) -> dict[int, tuple[Money, str]]:
    """The awards of a pool that are in force, by case: how much, and the cohort that the award has frozen."""
    rows = Award.objects.filter(pool_id=pool_id, in_force=True)
    return {
        case: (given, cohort)
        for case, given, cohort in rows.values_list("application_id", "amount", "cohort")
    }


def _cases(
    pool: InForce, question: Question | None, awards: Mapping[int, tuple[Money, str]], actor: Actor
) -> list[_Case]:
    """Everything the list says, in three queries more however many cases there are."""
    rows = list(_standing(pool, question, actor))
    ids = [row[0] for row in rows]
    scores = _scores(ids, pool.terms)
    rank = proposals.newest_of_cases(ids, RANKED, "place")
    return [_case(row, awards.get(row[0]), scores.get(row[0]), rank.get(row[0])) for row in rows]


def _case(
    row: tuple[Any, ...], award: tuple[Money, str] | None, score: Fraction | None, rank: int | None
) -> _Case:
    case, number, status, name, key, cohort, choice, requested, covered, caseworker, handled_by = row
    awarded, cohort = award or (None, cohort)
    return _Case(
        case, number, Status(status), name, key, cohort, choice, requested, covered, awarded, score, rank,
        str(caseworker or NOBODY), handled_by or "",
    )  # fmt: skip


def _standing(pool: InForce, question: Question | None, actor: Actor) -> Iterable[tuple[Any, ...]]:
    """The version of each case that stands (the newest in time, else the newest), with what the list says of it.

    The cohort is that of the table of caps it was sent under, which counts until an award has frozen its own.
    """
    cases = visible_to(actor).filter(pool_id=pool.pool_id)
    cap = Cap.objects.filter(
        table_id=OuterRef("cap_table_id"), municipality_id=OuterRef("application__lead_id")
    )
    partners = Participation.objects.filter(application_id=OuterRef("application_id"), leads=False)
    answer = KeyTextTransform(question.key if question else "", "choices")
    rows = Submission.objects.filter(application__in=cases).annotate(
        name=F("application__lead__name"),
        cohort=Subquery(cap.values("cohort")[:1]),
        choice=Coalesce(answer, Value(""), output_field=TextField()),
        covered=ArraySubquery(partners.order_by("municipality__sort_key").values("municipality__name")),
    )
    ordered = rows.order_by("application_id", "-in_time", "-number").distinct("application_id")
    return ordered.values_list(
        "application_id", "application__number", "application__status", "name", "application__lead__sort_key",
        "cohort", "choice", "requested", "covered", "application__caseworker_id", "application__caseworker__name",
    )  # fmt: skip


def _scores(cases: list[int], terms: PoolTerms) -> dict[int, Fraction]:
    """The agreed points as a weighted sum, where both assessors confirmed them."""
    points: dict[int, dict[str, int]] = {}
    rows = AgreedScore.objects.filter(scores_id__in=cases, scores__confirmed_by__isnull=False)
    for case, criterion, given in rows.values_list("scores_id", "criterion", "points"):
        points.setdefault(case, {})[criterion] = given
    return {case: weighted_sum(given, terms.criteria) for case, given in points.items()}
