"""What the terms of a pool are called, and how their values are written, where two versions stand beside each other.

A pool file names its terms by keys; people read these words. A test walks the terms and fails for one without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.rules.pool_leaves import write_share
from applications.rules.pool_terms import (
    AnswerKind,
    CategoryKind,
    Every,
    FigureSource,
    GroupKind,
    Start,
    Trigger,
)
from applications.rules.term_changes import Around, name_of
from fsm3.core.danish import day, kroner, moment
from fsm3.core.money import Money
from fsm3.core.periods import Deadline
from fsm3.web.shared.call_texts import origin

_TABLES: dict[str, Promise] = {
    "accounts": _("Accounts"),
    "attachments": _("Attachments"),
    "budget": _("Budget"),
    "categories": _("Cost categories"),
    "cohorts": _("Cohorts"),
    "criteria": _("Criteria"),
    "documents": _("Documents"),
    "expectations": _("What is expected along the way"),
    "hours": _("Column of hours"),
    "letters": _("Letters"),
    "marks": _("Columns of marks"),
    "notes": _("Columns that are only reported"),
    "obligations": _("Obligations"),
    "outcomes": _("Outcomes"),
    "parts": _("Parts of the award"),
    "period": _("Project period"),
    "questions": _("Questions of the application"),
    "results": _("Columns of results"),
    "source": _("Where it comes from"),
    "sources": _("Where a single figure comes from"),
    "topics": _("Topics of questions and answers"),
}
"""The tables of a pool file, by their key."""

_TERMS: dict[str, Promise] = {
    "about": _("Looks at"),
    "acceptance_weeks": _("Weeks to accept the award"),
    "appeal": _("Appeal"),
    "audit": _("Is audit"),
    "auditor_from": _("Auditor's report from an award of"),
    "case_prefix": _("Case numbers begin with"),
    "change_amount": _("Approval when a line moves more than (amount)"),
    "change_share": _("Approval when a line moves more than (share)"),
    "condition": _("What has to be confirmed"),
    "contact_mail": _("Mail to write to"),
    "contact_unit": _("Unit to write to"),
    "dated": _("Date"),
    "days_after_start": _("Days after the start"),
    "days_before_end": _("Days before the end"),
    "deadline": _("Deadline"),
    "decisions_expected": _("Answers expected"),
    "earlier_pool_ends": _("The earlier pool ends"),
    "envelope": _("Envelope"),
    "every": _("How often"),
    "final_due_months": _("Months until the final account is due"),
    "finance_act_section": _("Finance act"),
    "first": _("First day"),
    "goes_first": _("Goes first at equal merit"),
    "group": _("Who is counted"),
    "has_partial": _("Has a partial account"),
    "hint": _("Hint"),
    "instalment": _("Instalment"),
    "intervention_model": _("What the money is for"),
    "invented": _("Invented for the demo"),
    "joint_applications": _("Joint applications"),
    "key": _("Key"),
    "kind": _("Kind"),
    "lapse": _("Lapse"),
    "last": _("Last day"),
    "legal_basis": _("Legal basis"),
    "link": _("Link"),
    "longest": _("Most characters"),
    "main": _("The main item"),
    "name": _("Name"),
    "notify": _("Duty to notify"),
    "on": _("On the day"),
    "only_if": _("Only with a yes to"),
    "own_department": _("Own department"),
    "partial_cut_off": _("The partial account goes to"),
    "partial_due": _("The partial account is due"),
    "place": _("Figure"),
    "purpose": _("Purpose"),
    "reached_at": _("Threshold"),
    "reading": _("Our reading of the call"),
    "registration": _("Registration"),
    "repayment": _("Repayment"),
    "repayment_days": _("Days to pay back"),
    "reporting": _("Reporting"),
    "scale_highest": _("Most points for a criterion"),
    "section": _("Section of the call"),
    "share": _("Share of the award"),
    "short": _("Short name"),
    "small_group": _("A small group is below"),
    "start": _("Begins"),
    "success": _("Columns of the success criterion"),
    "success_share": _("Share for the pool to succeed"),
    "target_group": _("Target group"),
    "template": _("Template to use"),
    "text": _("Text"),
    "title": _("Title"),
    "trigger": _("Released by"),
    "weight": _("Weight"),
    "who_can_apply": _("Who can apply"),
    "yearly_norm_hours": _("Hours of a full-time post in a year"),
}
"""The single terms of a pool file, by their key."""

_CHOICES: dict[StrEnum, Promise] = {
    AnswerKind.TEXT: _("Text"),
    AnswerKind.NUMBER: _("Number"),
    AnswerKind.YES_NO: _("Yes or no"),
    CategoryKind.WAGE: _("Wage"),
    CategoryKind.AMOUNT: _("An amount"),
    Every.ONCE: _("Once"),
    Every.QUARTER: _("Every quarter"),
    Every.HALF_YEAR: _("Every half year"),
    GroupKind.MONTHLY_LESS_MARKS: _("The rows of the month less those with a mark"),
    GroupKind.FIXED_LIST: _("A fixed list"),
    Start.WITH_POOL: _("With the pool"),
    Start.AFTER_EARLIER_POOL: _("After the earlier pool"),
    Trigger.START_DATE: _("The start of the project"),
    Trigger.PARTIAL_ACCOUNT: _("An accepted partial account"),
    Trigger.FINAL_ACCOUNT: _("An accepted final account"),
    Trigger.BEST_MONTH: _("The best month"),
    Trigger.CONFIRMED_CONDITION: _("A confirmed condition"),
}


def term_label(term: str) -> str:
    """What a term or a table is called. Raises KeyError for one without a word."""
    return str(_TERMS[term] if term in _TERMS else _TABLES[term])


def around_label(around: Around) -> str:
    """What a term stands in: `Kriterier: Lave sagsstammer`."""
    table = term_label(around.table)
    return f"{table}: {around.item}" if around.item else table


def value_text(value: Any) -> str:
    """A single value as people here write it; a whole table by its name; nothing for nothing."""
    if value is None:
        return ""
    writer = next((write for kind, write in _WRITERS if isinstance(value, kind)), None)
    return writer(value) if writer else name_of(value)


def _several(values: Sequence[Any]) -> str:
    return ", ".join(value_text(each) for each in values)


def _yes_no(value: object) -> str:
    return str(_("Yes") if value else _("No"))


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (StrEnum, lambda value: str(_CHOICES[value])),
    (str, str),
    (bool, _yes_no),
    (int, str),
    (Money, kroner),
    (Fraction, write_share),
    (date, day),
    (Deadline, lambda value: moment(value.at)),
    (FigureSource, lambda value: origin(value.source)),
    (tuple, _several),
)
"""How each kind of value is written; of two kinds that fit, the first."""
