"""Whether an application is admissible and complete: what the program can see of it, each check with what was found.

Call, "Ansøgningsfrist og praktiske oplysninger" and "Forpligtelser ved deltagelse"; domain page, "The pool" and "Application".
The checks decide nothing: a caseworker finds an application admissible, with a remark where a check is not met, or
proposes that it is inadmissible. What came too late is always inadmissible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from applications.rules import free_text
from applications.rules.pool_terms import PoolTerms
from applications.rules.sending import Draft, Task, applies, unfinished
from fsm3.core.danish import kroner, moment
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import Problem

LONGEST_REMARK = 2000


class Check(StrEnum):
    """What is looked at, in the order in which it is told."""

    IN_TIME = "in_time"
    SIGNATORY = "signatory"
    CAP = "cap"
    CONTACT = "contact"
    ANSWERS = "answers"
    BUDGET = "budget"
    OBLIGATIONS = "obligations"
    ATTACHMENTS = "attachments"
    CONSENTS = "consents"


@dataclass(frozen=True)
class Sent:
    """An application as it was sent, as far as the checks ask.

    `received_at` is when the application was received, which no answer to a clarification moves; `by_signatory` whether
    whoever sent it was a signatory then; `budget_faults` is what the rules of budgets find, the cap apart.
    """

    received_at: datetime
    in_time: bool
    sender: str
    by_signatory: bool
    requested: Money
    content: Draft
    budget_lines: int
    budget_faults: Sequence[Problem]


@dataclass(frozen=True)
class Checked:
    """A check with whether it is met, the figures it rests on, and what is missing."""

    check: Check
    met: bool
    figures: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def frozen(self) -> dict[str, object]:
        """What is kept of it when an application is found admissible."""
        return {"check": self.check, "met": self.met, "problems": [each.code for each in self.problems]}


def checks(sent: Sent, terms: PoolTerms) -> tuple[Checked, ...]:
    """Look at everything, met or not."""
    faults = unfinished(sent.content, terms)
    return (
        _in_time(sent, terms),
        Checked(Check.SIGNATORY, sent.by_signatory, {"sender": sent.sender}),
        _cap(sent, faults),
        _lacking(Check.CONTACT, faults, Task.CONTACT),
        _lacking(Check.ANSWERS, faults, Task.ANSWERS, all=len(terms.questions)),
        _budget(sent, faults),
        _lacking(Check.OBLIGATIONS, faults, Task.OBLIGATIONS, all=_binding(sent.content, terms)),
        _lacking(Check.ATTACHMENTS, faults, Task.ATTACHMENTS, all=len(terms.attachments)),
        _lacking(Check.CONSENTS, faults, Task.JOINT, all=len(sent.content.consents)),
    )


def unmet(found: Sequence[Checked]) -> tuple[Check, ...]:
    """The checks that are not met."""
    return tuple(each.check for each in found if not each.met)


def remark_faults(remark: str, found: Sequence[Checked]) -> Iterator[Problem]:
    """Tell what is wrong with the remark of who finds an application admissible: it is owed where a check is not met."""
    if unmet(found) and not remark.strip():
        yield Problem("remark_missing", "remark")
    yield from free_text.faults(remark, where="remark", longest=LONGEST_REMARK)


def _in_time(sent: Sent, terms: PoolTerms) -> Checked:
    figures = {
        "received": moment(sent.received_at, seconds=True),
        "deadline": moment(terms.deadline.at),
    }
    return Checked(Check.IN_TIME, sent.in_time, figures)


def _cap(sent: Sent, faults: Sequence[Problem]) -> Checked:
    missing = tuple(each for each in faults if each.code == "cap_missing")
    cap = sent.content.cap or ZERO
    figures = {"requested": kroner(sent.requested), "cap": kroner(cap)}
    return Checked(Check.CAP, not missing and sent.requested <= cap, figures, missing)


def _budget(sent: Sent, faults: Sequence[Problem]) -> Checked:
    missing = tuple(each for each in faults if each.code == "budget_missing")
    problems = (*missing, *sent.budget_faults)
    return Checked(Check.BUDGET, not problems, {"lines": str(sent.budget_lines)}, problems)


def _lacking(check: Check, faults: Sequence[Problem], task: Task, **figures: int) -> Checked:
    own = tuple(each for each in faults if each.where == task)
    return Checked(check, not own, {name: str(figure) for name, figure in figures.items()}, own)


def _binding(content: Draft, terms: PoolTerms) -> int:
    return sum(applies(each, content.answers) for each in terms.obligations)
