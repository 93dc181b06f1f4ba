"""What the letters say that change an award or its budget: amended award, lapse, budget change.

Domain page, "Who takes part" and "Budget": each is decided by an approver, line by line against what was approved
before. A lapse is an amended award whose amount is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from fsm3.letters.common import Head, Party, Signer, optional, written, written_if_any
from fsm3.letters.decisions import Instalment, ResultTerms


@dataclass(frozen=True, kw_only=True)
class Change:
    """One term of an award, as it was and as it is from now on."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ChangedLine:
    """A budget line before and after, the difference between them, and why where a reason is given."""

    number: str
    category: str
    department: str
    note: str
    before: str
    after: str
    difference: str
    reasons: tuple[str, ...] = written_if_any()


@dataclass(frozen=True, kw_only=True)
class ChangedBudget:
    """A budget line by line, before and after. `after_title` says whether that is approved or only asked for."""

    title: str
    after_title: str
    lines: tuple[ChangedLine, ...]
    before: str
    after: str
    difference: str


@dataclass(frozen=True, kw_only=True)
class AmendedAwardLetter:
    """The amended award (*ændret tilsagn*), or its lapse: then `budgets` and `instalments` are empty.

    `rules` are the sections of the call the decision rests on; `paid` is what was paid out, where anything was.
    """

    head: Head
    name: str
    lapses: bool
    before: str
    amount: str
    changes: tuple[Change, ...]
    reasons: tuple[str, ...] = written()
    rules: tuple[str, ...]
    legal_basis: str
    appeal: str
    caseworker: Signer
    approver: Signer
    budgets: tuple[ChangedBudget, ...] = optional()
    covered: tuple[Party, ...] = optional()
    instalments: tuple[Instalment, ...] = optional()
    paid: tuple[str, ...] = optional()
    results: tuple[ResultTerms, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class BudgetChangeLetter:
    """The answer to a budget change that was asked for. `version` is the approved budget that counts from now on."""

    head: Head
    name: str
    approved: bool
    version: str
    amount: str
    asked: str
    wish: tuple[str, ...]
    reasons: tuple[str, ...] = written()
    rules: tuple[str, ...]
    change_share: str
    change_amount: str
    budget: ChangedBudget
    legal_basis: str
    appeal: str
    caseworker: Signer
    approver: Signer
    covered: tuple[Party, ...] = optional()
