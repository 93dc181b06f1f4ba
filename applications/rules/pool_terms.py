"""The terms of a pool: everything one pool says that another would say differently, as plain values.

A pool is data. These values are read from a pool file by `pool_file.py`; every figure carries the section of
the call it rests on, and `reading=True` where it is our reading and not the call's word. Nothing here knows
any one pool.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from fsm3.core.money import Money
from fsm3.core.periods import Deadline, ProjectPeriod


@dataclass(frozen=True)
class Source:
    """Where a term comes from: a section of the call, and whether it is our reading of it."""

    section: str
    reading: bool = False


@dataclass(frozen=True)
class FigureSource:
    """Where one figure comes from when its table rests on another section; `place` as in a pool file."""

    place: str
    source: Source


class Trigger(StrEnum):
    """What makes a part of the award payable."""

    START_DATE = "start_date"
    PARTIAL_ACCOUNT = "partial_account"
    FINAL_ACCOUNT = "final_account"
    BEST_MONTH = "best_month"
    CONFIRMED_CONDITION = "confirmed_condition"


@dataclass(frozen=True)
class Part:
    """One part of the award: its share, the instalment it belongs to, and what releases it.

    `reached_at` is set for BEST_MONTH alone, `condition` (what is to be confirmed) for CONFIRMED_CONDITION
    alone.
    """

    key: str
    instalment: int
    share: Fraction
    trigger: Trigger
    source: Source
    reached_at: Fraction | None = None
    condition: str = ""


class Start(StrEnum):
    """When a cohort's own period begins."""

    WITH_POOL = "with_pool"
    AFTER_EARLIER_POOL = "after_earlier_pool"


@dataclass(frozen=True)
class Cohort:
    """A group of municipalities with terms of its own. Lower `goes_first` wins at equal merit."""

    key: str
    name: str
    goes_first: int
    start: Start
    earlier_pool_ends: date | None
    success_share: Fraction | None
    parts: tuple[Part, ...]
    source: Source


class AnswerKind(StrEnum):
    """How a question of the application is answered."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Question:
    """A question of the application form; a YES_NO question has no default and must be answered.

    `short` is what the answer is called where there is no room for the question, in lists and letters.
    """

    key: str
    kind: AnswerKind
    title: str
    hint: str
    source: Source
    longest: int = 4000
    short: str = ""

    @property
    def name(self) -> str:
        """What the answer is called: the short name where there is one, else the question itself."""
        return self.short or self.title


BUDGET = "budget"
"""How a criterion that looks at the budget names it, beside the questions it looks at."""


@dataclass(frozen=True)
class Criterion:
    """What an application is judged by, and with which weight. Weights of a pool sum to one.

    `about` names what it looks at: questions by key, and `BUDGET`; where it names nothing, the whole application.
    """

    key: str
    name: str
    weight: Fraction
    source: Source
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Obligation:
    """What the municipality promises. `only_if` names a YES_NO question: it then binds those who say yes."""

    key: str
    text: str
    source: Source
    only_if: str = ""


class Every(StrEnum):
    """How often something is expected: once, or in each quarter or half of the calendar year."""

    ONCE = "once"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"


@dataclass(frozen=True)
class Expectation:
    """What a municipality with an award does along the way, as a reminder. `only_if` as an obligation's.

    What is expected ONCE has one day: `on` a day of the calendar, or a number of days into the municipality's own period, or
    before its end.
    """

    key: str
    title: str
    text: str
    every: Every
    source: Source
    on: date | None = None
    days_after_start: int | None = None
    days_before_end: int | None = None
    only_if: str = ""


class CategoryKind(StrEnum):
    """How a budget line of a category is worked out."""

    WAGE = "wage"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Category:
    """A cost category that may be applied for. `main` marks the one expected to be the largest."""

    key: str
    name: str
    kind: CategoryKind
    source: Source
    main: bool = False
    audit: bool = False


@dataclass(frozen=True)
class BudgetTerms:
    """What a budget may hold, and from which figures it is worth a warning or needs approval to change."""

    categories: tuple[Category, ...]
    yearly_norm_hours: int
    own_department: str
    change_share: Fraction
    change_amount: Money
    source: Source


@dataclass(frozen=True)
class AccountTerms:
    """When accounts are due and who attests them."""

    has_partial: bool
    partial_cut_off: date | None
    partial_due: date | None
    final_due_months: int
    auditor_from: Money
    source: Source


@dataclass(frozen=True)
class Column:
    """A column of the monthly outcome file that means something in this pool."""

    key: str
    name: str


class GroupKind(StrEnum):
    """Who is counted: the rows of the month less those with a mark, or a list fixed once."""

    MONTHLY_LESS_MARKS = "monthly_less_marks"
    FIXED_LIST = "fixed_list"


@dataclass(frozen=True)
class OutcomeTerms:
    """What counts as a result and what takes a citizen out of the group, by column of the monthly file.

    `success` names the columns that count towards `Cohort.success_share`, another measure than the results.
    """

    group: GroupKind
    results: tuple[Column, ...]
    hours: Column | None
    small_group: int
    source: Source
    marks: tuple[Column, ...] = ()
    notes: tuple[Column, ...] = ()
    success: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterTerms:
    """What the pool's letters say besides their figures; texts are Danish and written by the agency.

    `repayment` says how money is paid back, within `repayment_days` of the letter.
    """

    legal_basis: str
    appeal: str
    contact_unit: str
    contact_mail: str
    acceptance_weeks: int
    registration: str
    reporting: str
    notify: str
    lapse: str
    repayment: str
    repayment_days: int
    source: Source


@dataclass(frozen=True)
class PoolDocument:
    """A document of the pool: title, where it is found, and its date where one is known."""

    key: str
    title: str
    dated: date | None = None
    link: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file the pool demands with the application; `template` names the document to fill in, if any."""

    key: str
    title: str
    hint: str
    source: Source
    template: str = ""


@dataclass(frozen=True)
class Topic:
    """A heading under which questions and answers of the pool are published."""

    key: str
    name: str


@dataclass(frozen=True)
class PoolTerms:
    """One pool, whole."""

    key: str
    name: str
    case_prefix: str
    purpose: str
    target_group: str
    who_can_apply: str
    intervention_model: str
    finance_act_section: str
    envelope: Money
    deadline: Deadline
    decisions_expected: str
    period: ProjectPeriod
    joint_applications: bool
    scale_highest: int
    cohorts: tuple[Cohort, ...]
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]
    obligations: tuple[Obligation, ...]
    budget: BudgetTerms
    accounts: AccountTerms
    outcomes: OutcomeTerms
    letters: LetterTerms
    documents: tuple[PoolDocument, ...]
    topics: tuple[Topic, ...]
    source: Source
    attachments: tuple[Attachment, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    sources: tuple[FigureSource, ...] = ()
    invented: bool = False

    def source_of(self, place: str) -> Source | None:
        """Find the source of one figure, such as `accounts.partial_due`; None when that of its table holds."""
        return {figure.place: figure.source for figure in self.sources}.get(place)

    def cohort(self, key: str) -> Cohort:
        """Find the cohort of a key. Raises KeyError when the pool has none such."""
        return {cohort.key: cohort for cohort in self.cohorts}[key]

    def category(self, key: str) -> Category:
        """Find the cost category of a key. Raises KeyError when the pool has none such."""
        return {category.key: category for category in self.budget.categories}[key]

    def own_period(self, cohort: Cohort, earlier_end: date | None) -> ProjectPeriod:
        """Work out the own period of a municipality of a cohort; `earlier_end` None: the cohort's default.

        Call, "Projektperiode": participants of the earlier pool begin the day after it ends for them, never
        before the pool.
        """
        if cohort.start is Start.WITH_POOL:
            return self.period
        ends = earlier_end or cohort.earlier_pool_ends
        first = self.period.first if ends is None else max(self.period.first, ends + timedelta(days=1))
        return ProjectPeriod(first, self.period.last)
