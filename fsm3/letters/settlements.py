"""What the letters say that are about money: hearing, payout and settlement, repayment, and the statement they rest on.

Domain page, "Payout": settlement and repayment are decisions with a letter and the statement is the annex; a hearing
says beforehand what is intended, on which facts, and what it means in kroner.
"""

from __future__ import annotations

from dataclasses import dataclass

from fsm3.letters.common import Head, Party, Signer, optional, written, written_if_any


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """One rule of the statement: the section it rests on, what it was used on, and the amount it gives."""

    section: str
    text: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class StatementPart:
    """A part of the award: what releases it, the most it can give, and whether it is released."""

    name: str
    condition: str
    amount: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class StatementThreshold:
    """A share that was to be reached, what the best month gave, and whether that is enough."""

    reached_at: str
    best: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class StatementMonth:
    """A month: how many of the group had a result. `status` tells whether it counts and on which vintage it rests."""

    month: str
    count: str
    group: str
    share: str
    status: str


@dataclass(frozen=True, kw_only=True)
class AccountedLine:
    """A line of an account: spent, accepted, and why where less was accepted."""

    number: str
    name: str
    spent: str
    accepted: str
    reason: str = written()


@dataclass(frozen=True, kw_only=True)
class StatementAccount:
    """An accepted account by its version and SHA-256, line by line."""

    name: str
    digest: str
    lines: tuple[AccountedLine, ...]
    spent: str
    accepted: str


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The statement (*opgørelse*): how an amount came about, rule by rule, from which figures."""

    name: str
    lines: tuple[StatementLine, ...]
    parts: tuple[StatementPart, ...]
    accounts: tuple[StatementAccount, ...] = optional()
    thresholds: tuple[StatementThreshold, ...] = optional()
    months: tuple[StatementMonth, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """An amount with what it is."""

    name: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class HearingLetter:
    """The hearing (*partshøring*): no decision yet. `statements` holds a draft of the statement, or nothing."""

    head: Head
    subject: str
    intends: tuple[str, ...]
    facts: tuple[str, ...] = written()
    rules: tuple[str, ...]
    figures: tuple[Figure, ...]
    working_days: str
    due: str
    caseworker: Signer
    covered: tuple[Party, ...] = optional()
    statements: tuple[Statement, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class SettlementLetter:
    """A payout or the settlement (*slutafregning*). `pays` when there is anything to pay now, `final` when it is the last.

    `reasons` are the caseworker's, `findings` what the hearing and the statement came to. `next_account` says when the
    final account is due, in a letter that is not the last.
    """

    head: Head
    name: str
    final: bool
    pays: bool
    award: str
    entitled: str
    paid_before: str
    to_pay: str
    reasons: tuple[str, ...] = written_if_any()
    findings: tuple[str, ...]
    rules: tuple[str, ...]
    statement: Statement
    legal_basis: str
    appeal: str
    caseworker: Signer
    approver: Signer
    covered: tuple[Party, ...] = optional()
    next_account: tuple[str, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class RepaymentLetter:
    """The claim for what was paid above what the municipality is entitled to.

    `reasons` are the caseworker's, `findings` what the hearing and the statement came to; `how` says how it is paid back.
    """

    head: Head
    claim: str
    award: str
    entitled: str
    paid_before: str
    reasons: tuple[str, ...] = written_if_any()
    findings: tuple[str, ...]
    rules: tuple[str, ...]
    pay_by: str
    days: str
    how: str
    statement: Statement
    legal_basis: str
    appeal: str
    caseworker: Signer
    approver: Signer
    covered: tuple[Party, ...] = optional()
