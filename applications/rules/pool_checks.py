"""What must hold between the terms of a pool, table by table; a check takes the keys it needs as parameters.

Domain page, "The pool" and "Payout"; places are told relative to the table that is checked. A check runs when
its keys have been read, whatever is wrong elsewhere, so that one reading names every fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise

from applications.rules.pool_leaves import write_share
from applications.rules.pool_shape import Check
from applications.rules.pool_terms import (
    BUDGET,
    AccountTerms,
    AnswerKind,
    Attachment,
    BudgetTerms,
    Category,
    CategoryKind,
    Cohort,
    Column,
    Criterion,
    Every,
    Expectation,
    Obligation,
    OutcomeTerms,
    Part,
    PoolDocument,
    PoolTerms,
    Question,
    Start,
    Topic,
    Trigger,
)
from fsm3.core.money import Money
from fsm3.core.periods import Deadline, ProjectPeriod, day_of
from fsm3.core.problems import Problem

_PLAIN_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)

Found = Iterator[Problem]


def key_is_plain(key: str) -> Found:
    """A key is small letters, digits and underscores: it ends up in addresses, columns and file names."""
    if not _PLAIN_KEY.fullmatch(key):
        yield Problem("key_not_plain", "key")


def days_rise(first: date, last: date) -> Found:
    """A project period has its last day after its first."""
    if last <= first:
        yield Problem("period_backwards", "last")


def threshold_fits_trigger(trigger: Trigger, reached_at: Fraction | None) -> Found:
    """A threshold belongs to the best month alone, and it always does."""
    if trigger is Trigger.BEST_MONTH and reached_at is None:
        yield Problem("threshold_missing", "reached_at")
    if trigger is not Trigger.BEST_MONTH and reached_at is not None:
        yield Problem("threshold_without_best_month", "reached_at")


def condition_fits_trigger(trigger: Trigger, condition: str) -> Found:
    """What is to be confirmed is said where a confirmation releases the part, and nowhere else."""
    if trigger is Trigger.CONFIRMED_CONDITION and not condition:
        yield Problem("condition_missing", "condition")
    if trigger is not Trigger.CONFIRMED_CONDITION and condition:
        yield Problem("condition_not_used", "condition")


def parts_make_the_whole(parts: Sequence[Part]) -> Found:
    """The shares of a cohort's parts sum to 100 %."""
    total = sum((part.share for part in parts), Fraction(0))
    if total != 1:
        yield Problem("parts_not_whole", "parts", {"sum": write_share(total)})


def thresholds_rise(parts: Sequence[Part]) -> Found:
    """Of two parts for the best month, the later asks for more. Call, "Udbetaling og resultatkrav"."""
    asking = [(at, part.reached_at) for at, part in enumerate(parts, start=1) if part.reached_at is not None]
    for (_, lower), (at, upper) in pairwise(asking):
        if upper <= lower:
            yield Problem(
                "threshold_does_not_rise", f"parts[{at}].reached_at", {"before": write_share(lower)}
            )


def instalments_follow(parts: Sequence[Part]) -> Found:
    """Instalments are counted from one, and the parts stand in their order."""
    before = 0
    for number, part in enumerate(parts, start=1):
        if part.instalment not in {before, before + 1} - {0}:
            yield Problem("instalment_out_of_order", f"parts[{number}].instalment")
        before = part.instalment


def earlier_pool_has_an_end(start: Start, earlier_pool_ends: date | None) -> Found:
    """A cohort that starts after an earlier pool says when that ends by default; no other does."""
    if start is Start.AFTER_EARLIER_POOL and earlier_pool_ends is None:
        yield Problem("earlier_pool_end_missing", "earlier_pool_ends")
    if start is Start.WITH_POOL and earlier_pool_ends is not None:
        yield Problem("earlier_pool_end_not_used", "earlier_pool_ends")


def one_main_category(categories: Sequence[Category]) -> Found:
    """Exactly one category is the one expected to be the largest. Call, "Tilskudsberettigede udgifter"."""
    mains = sum(category.main for category in categories)
    if mains != 1:
        yield Problem("main_category_not_one", "categories", {"count": str(mains)})


def audit_is_an_amount(*, kind: CategoryKind, audit: bool) -> Found:
    """Audit is bought, not employed."""
    if audit and kind is not CategoryKind.AMOUNT:
        yield Problem("audit_not_an_amount", "kind")


def partial_account_is_dated(
    *, has_partial: bool, partial_cut_off: date | None, partial_due: date | None
) -> Found:
    """A partial account has a cut-off date and a later due date; without one there are no such dates."""
    for name, day in (("partial_cut_off", partial_cut_off), ("partial_due", partial_due)):
        if has_partial and day is None:
            yield Problem("partial_date_missing", name)
        if day is not None and not has_partial:
            yield Problem("partial_date_not_used", name)
    if partial_cut_off and partial_due and partial_due <= partial_cut_off:
        yield Problem("due_not_after_cut_off", "partial_due")


def columns_are_different(
    results: Sequence[Column], hours: Column | None, marks: Sequence[Column], notes: Sequence[Column]
) -> Found:
    """A column of the monthly file means one thing only."""
    places = {"results": results, "hours": [hours] if hours else [], "marks": marks, "notes": notes}
    keys = {place: {column.key for column in columns} for place, columns in places.items()}
    for place, other in combinations(keys, 2):
        for key in sorted(keys[place] & keys[other]):
            yield Problem("column_used_twice", other, {"column": key})


def success_is_a_result(results: Sequence[Column], hours: Column | None, success: Sequence[str]) -> Found:
    """The success criterion counts columns that the pool knows."""
    known = {column.key for column in results} | ({hours.key} if hours else set())
    for number, key in enumerate(success, start=1):
        if key not in known:
            yield Problem("column_unknown", f"success[{number}]", {"column": key})


def envelope_holds_something(envelope: Money) -> Found:
    """There is money in the pool."""
    if not envelope:
        yield Problem("envelope_empty", "envelope")


def deadline_before_the_end(deadline: Deadline, period: ProjectPeriod) -> Found:
    """Applications close before the project period is over."""
    if day_of(deadline.at) > period.last:
        yield Problem("deadline_after_period", "deadline")


def cut_off_within(accounts: AccountTerms, period: ProjectPeriod) -> Found:
    """The partial account covers a piece of the project period."""
    if accounts.partial_cut_off and accounts.partial_cut_off not in period:
        yield Problem("cut_off_outside_period", "accounts.partial_cut_off")


def earlier_pool_ends_before(cohorts: Sequence[Cohort], period: ProjectPeriod) -> Found:
    """Who comes from an earlier pool still has a period of its own in this one."""
    for number, cohort in enumerate(cohorts, start=1):
        if cohort.earlier_pool_ends and cohort.earlier_pool_ends >= period.last:
            yield Problem("earlier_pool_ends_too_late", f"cohorts[{number}].earlier_pool_ends")


def partial_account_exists(cohorts: Sequence[Cohort], accounts: AccountTerms) -> Found:
    """A part that a partial account releases needs the pool to have one."""
    for number, cohort in enumerate(cohorts, start=1):
        for at, part in enumerate(cohort.parts, start=1):
            if part.trigger is Trigger.PARTIAL_ACCOUNT and not accounts.has_partial:
                yield Problem("no_partial_account", f"cohorts[{number}].parts[{at}].trigger")


def weights_make_one(criteria: Sequence[Criterion]) -> Found:
    """The weights of the criteria sum to one."""
    total = sum((criterion.weight for criterion in criteria), Fraction(0))
    if total != 1:
        yield Problem("weights_not_one", "criteria", {"sum": write_share(total)})


def criteria_look_at_what_is_there(criteria: Sequence[Criterion], questions: Sequence[Question]) -> Found:
    """What a criterion is about is asked for: a question of the application, or its budget; each is named once."""
    asked = {BUDGET, *(question.key for question in questions)}
    for number, criterion in enumerate(criteria, start=1):
        for at, key in enumerate(criterion.about, start=1):
            place, detail = f"criteria[{number}].about[{at}]", {"about": key}
            if key not in asked:
                yield Problem("about_unknown", place, detail)
            if key in criterion.about[: at - 1]:
                yield Problem("about_twice", place, detail)


def conditions_are_asked(
    obligations: Sequence[Obligation], expectations: Sequence[Expectation], questions: Sequence[Question]
) -> Found:
    """What binds or is expected of those who say yes names a question that is answered by yes or no."""
    asked = {question.key for question in questions if question.kind is AnswerKind.YES_NO}
    conditional: dict[str, Sequence[Obligation | Expectation]] = {
        "obligations": obligations,
        "expectations": expectations,
    }
    for place, terms in conditional.items():
        for number, each in enumerate(terms, start=1):
            if each.only_if and each.only_if not in asked:
                yield Problem("question_unknown", f"{place}[{number}].only_if", {"question": each.only_if})


def templates_are_published(attachments: Sequence[Attachment], documents: Sequence[PoolDocument]) -> Found:
    """A template that must be used is among the documents of the pool."""
    published = {document.key for document in documents}
    for number, attachment in enumerate(attachments, start=1):
        named = attachment.template
        if named and named not in published:
            yield Problem("document_unknown", f"attachments[{number}].template", {"document": named})


def expected_once_has_a_day(
    every: Every, on: date | None, days_after_start: int | None, days_before_end: int | None
) -> Found:
    """What is expected once says when, in one way; what comes again and again follows the calendar."""
    told = {"on": on, "days_after_start": days_after_start, "days_before_end": days_before_end}
    given = [name for name, value in told.items() if value is not None]
    if every is Every.ONCE and not given:
        yield Problem("expectation_day_missing", "on")
    for name in given[1:] if every is Every.ONCE else given:
        yield Problem("expectation_day_not_used", name)


def expected_within(expectations: Sequence[Expectation], period: ProjectPeriod) -> Found:
    """A day of the calendar on which something is expected lies in the project period."""
    for number, expectation in enumerate(expectations, start=1):
        if expectation.on and expectation.on not in period:
            yield Problem("expectation_outside_period", f"expectations[{number}].on")


CHECKS: Mapping[type, tuple[Check, ...]] = {
    ProjectPeriod: (days_rise,),
    Part: (key_is_plain, threshold_fits_trigger, condition_fits_trigger),
    Cohort: (
        key_is_plain,
        parts_make_the_whole,
        thresholds_rise,
        instalments_follow,
        earlier_pool_has_an_end,
    ),
    Question: (key_is_plain,),
    Criterion: (key_is_plain,),
    Obligation: (key_is_plain,),
    Category: (key_is_plain, audit_is_an_amount),
    BudgetTerms: (one_main_category,),
    AccountTerms: (partial_account_is_dated,),
    Column: (key_is_plain,),
    OutcomeTerms: (columns_are_different, success_is_a_result),
    Attachment: (key_is_plain,),
    Expectation: (key_is_plain, expected_once_has_a_day),
    Topic: (key_is_plain,),
    PoolDocument: (key_is_plain,),
    PoolTerms: (
        key_is_plain,
        envelope_holds_something,
        deadline_before_the_end,
        cut_off_within,
        earlier_pool_ends_before,
        partial_account_exists,
        weights_make_one,
        criteria_look_at_what_is_there,
        conditions_are_asked,
        templates_are_published,
        expected_within,
    ),
}
"""Which checks each table of a pool file gets."""
