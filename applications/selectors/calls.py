"""A pool's call as one page tells it: every term in words and figures, each with the section it rests on.

The terms in force are told; what the call leaves open and we read into it says so (`reading`). Formatted once, here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from applications.rules.pool_terms import (
    AccountTerms,
    BudgetTerms,
    CategoryKind,
    Cohort,
    Part,
    PoolDocument,
    PoolTerms,
    Source,
    Start,
    Trigger,
)  # fmt: skip
from applications.selectors import pools
from fsm3.core.danish import day, decimal, kroner, moment, percent, weekday
from fsm3.core.periods import day_of


@dataclass(frozen=True)
class Term:
    """A term in words, with where it comes from."""

    text: str
    source: Source


@dataclass(frozen=True)
class PartTerms:
    """A part of the award: of which cohort and instalment, how much, and what releases it (`reached_at`, `condition`)."""

    cohort: str
    instalment: int
    share: str
    trigger: Trigger
    reached_at: str
    condition: str
    source: Source


@dataclass(frozen=True)
class CohortTerms:
    """A cohort: when its own period begins (the day, or the day after the earlier pool), and who goes first."""

    name: str
    start: Start
    begins: str
    begins_source: Source
    success: str
    success_source: Source


@dataclass(frozen=True)
class Weighted:
    """A criterion with its weight."""

    name: str
    weight: str
    source: Source


@dataclass(frozen=True)
class Promise:
    """An obligation; `only_if` is the question that binds those who say yes to it."""

    text: str
    only_if: str
    source: Source


@dataclass(frozen=True)
class Cost:
    """A category of eligible costs."""

    name: str
    kind: CategoryKind
    main: bool
    source: Source


@dataclass(frozen=True)
class BudgetRules:
    """What a budget is measured by."""

    norm_hours: Term
    change_share: Term
    change_amount: str


@dataclass(frozen=True)
class AccountRules:
    """When accounts are due and who attests them; the partial account's days are None where there is none."""

    cut_off: Term | None
    partial_due: Term | None
    final_due_months: int
    auditor_from: str
    source: Source


@dataclass(frozen=True)
class Call:
    """The call whole. `deadline_at` is there to say how long is left."""

    key: str
    name: str
    invented: bool
    open: bool
    deadline_at: datetime
    purpose: Term
    target_group: Term
    who_can_apply: Term
    model: Term
    deadline: Term
    answers: Term
    envelope: Term
    finance_act: Term
    period: Term
    joint: bool
    joint_source: Source
    parts: tuple[PartTerms, ...]
    cohorts: tuple[CohortTerms, ...]
    goes_first: str
    goes_first_source: Source
    criteria: tuple[Weighted, ...]
    weights_source: Source
    highest: int
    highest_source: Source
    obligations: tuple[Promise, ...]
    costs: tuple[Cost, ...]
    budget: BudgetRules
    accounts: AccountRules
    documents: tuple[PoolDocument, ...]


def call_of(pool_key: str, now: datetime) -> Call | None:
    """The call of a pool in force; None for any other. One query once the terms are known."""
    found = pools.in_force(pool_key)
    return from_terms(found.terms, now) if found else None


def from_terms(terms: PoolTerms, now: datetime) -> Call:
    """Tell terms as a call at a moment."""

    def term(text: str, place: str) -> Term:
        return Term(text, _source(terms, place))

    at = terms.deadline.at
    first = min(terms.cohorts, key=lambda cohort: cohort.goes_first)
    place = f"cohorts[{terms.cohorts.index(first) + 1}].goes_first"
    return Call(
        key=terms.key,
        name=terms.name,
        invented=terms.invented,
        open=terms.deadline.includes(now),
        deadline_at=at,
        purpose=term(terms.purpose, "purpose"),
        target_group=term(terms.target_group, "target_group"),
        who_can_apply=term(terms.who_can_apply, "who_can_apply"),
        model=term(terms.intervention_model, "intervention_model"),
        deadline=term(f"{weekday(day_of(at))} {moment(at)}", "deadline"),
        answers=term(terms.decisions_expected, "decisions_expected"),
        envelope=term(kroner(terms.envelope), "envelope"),
        finance_act=term(terms.finance_act_section, "finance_act_section"),
        period=term(f"{day(terms.period.first)} – {day(terms.period.last)}", "period"),
        joint=terms.joint_applications,
        joint_source=_source(terms, "joint_applications"),
        parts=tuple(_part(cohort, part) for cohort in terms.cohorts for part in cohort.parts),
        cohorts=tuple(_cohorts(terms)),
        goes_first=first.name if len(terms.cohorts) > 1 else "",
        goes_first_source=_source(terms, place),
        criteria=tuple(Weighted(each.name, _share(each.weight), each.source) for each in terms.criteria),
        weights_source=_source(terms, "criteria[1].weight"),
        highest=terms.scale_highest,
        highest_source=_source(terms, "scale_highest"),
        obligations=tuple(_promises(terms)),
        costs=tuple(Cost(each.name, each.kind, each.main, each.source) for each in terms.budget.categories),
        budget=_budget(terms, terms.budget),
        accounts=_accounts(terms, terms.accounts),
        documents=terms.documents,
    )


def _source(terms: PoolTerms, place: str) -> Source:
    return terms.source_of(place) or terms.source


def _share(weight: Fraction) -> str:
    """`25 %`, or `1/6` where a percentage would have to be cut."""
    return percent(weight) if (weight * 100).denominator == 1 else str(weight)


def _part(cohort: Cohort, part: Part) -> PartTerms:
    return PartTerms(
        cohort=cohort.name,
        instalment=part.instalment,
        share=_share(part.share),
        trigger=part.trigger,
        reached_at="" if part.reached_at is None else _share(part.reached_at),
        condition=part.condition,
        source=part.source,
    )


def _cohorts(terms: PoolTerms) -> Iterator[CohortTerms]:
    for number, cohort in enumerate(terms.cohorts, 1):
        place = f"cohorts[{number}]"
        yield CohortTerms(
            name=cohort.name,
            start=cohort.start,
            begins=day(terms.own_period(cohort, None).first),
            begins_source=terms.source_of(f"{place}.start") or cohort.source,
            success="" if cohort.success_share is None else _share(cohort.success_share),
            success_source=terms.source_of(f"{place}.success_share") or cohort.source,
        )


def _promises(terms: PoolTerms) -> Iterator[Promise]:
    titles = {question.key: question.title for question in terms.questions}
    for each in terms.obligations:
        yield Promise(each.text, titles.get(each.only_if, ""), each.source)


def _budget(terms: PoolTerms, budget: BudgetTerms) -> BudgetRules:
    def term(text: str, name: str) -> Term:
        return Term(text, terms.source_of(f"budget.{name}") or budget.source)

    return BudgetRules(
        norm_hours=term(decimal(Fraction(budget.yearly_norm_hours), 0), "yearly_norm_hours"),
        change_share=term(percent(budget.change_share), "change_share"),
        change_amount=kroner(budget.change_amount),
    )


def _accounts(terms: PoolTerms, accounts: AccountTerms) -> AccountRules:
    def dated(name: str) -> Term | None:
        value = getattr(accounts, name)
        return Term(day(value), terms.source_of(f"accounts.{name}") or accounts.source) if value else None

    return AccountRules(
        cut_off=dated("partial_cut_off"),
        partial_due=dated("partial_due"),
        final_due_months=accounts.final_due_months,
        auditor_from=kroner(accounts.auditor_from),
        source=accounts.source,
    )
