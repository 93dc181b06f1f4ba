"""Clarifications in words: what can be asked about, and where a clarification stands."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules import clarification
from applications.rules.clarification import State
from applications.rules.due_dates import is_overdue
from applications.rules.pool_terms import PoolTerms
from applications.selectors.clarifications import ClarificationView
from fsm3.core.danish import day, moment
from fsm3.web.shared.components import Badge, Fact, Summary
from fsm3.web.shared.task_texts import task_title

_STATES: dict[State, tuple[Promise, str]] = {
    State.OPEN: (gettext_lazy("Waits for the answer"), "info"),
    State.ANSWERED: (gettext_lazy("Answered"), "success"),
    State.CLOSED: (gettext_lazy("Closed without an answer"), "quiet"),
    State.WITHDRAWN: (gettext_lazy("Withdrawn with the application"), "quiet"),
}


def task_choices(terms: PoolTerms) -> list[tuple[str, str]]:
    """The tasks that can be asked about, with what each is called."""
    return [(task, task_title(task, terms)) for task in clarification.tasks_of(terms)]


def state_badge(asked: ClarificationView, on: date) -> Badge:
    """Where a clarification stands on a day."""
    if overdue(asked, on):
        return Badge(_("The answer is late"), "warning")
    text, tone = _STATES[asked.state]
    return Badge(str(text), tone)


def overdue(asked: ClarificationView, on: date) -> bool:
    """Whether an answer is still awaited after its last day."""
    return asked.state is State.OPEN and is_overdue(asked.due, on)


def clarification_facts(asked: ClarificationView) -> Summary:
    """Who asked and when, until when, and how it ended."""
    moved = tuple(
        _("Moved by %(name)s on %(moment)s: %(reason)s")
        % {"name": due.set_by, "moment": moment(due.set_at), "reason": due.reason}
        for due in asked.dues[1:]
    )
    facts = [
        Fact(_("Asked"), f"{moment(asked.asked_at)}, {asked.asked_by}"),
        Fact(_("Answer until"), day(asked.due), moved, strong=asked.state is State.OPEN),
    ]
    if asked.ended_at:
        facts.append(Fact(str(_STATES[asked.state][0]), f"{moment(asked.ended_at)}, {asked.ended_by}"))
    if asked.ended_because:
        facts.append(Fact(_("Reason"), asked.ended_because, written=True))
    return Summary(tuple(facts))
