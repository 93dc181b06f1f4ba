"""The statement as letters carry it: from figures to the tables of the annex.

Domain page, "Payout": a statement explains the amount, each rule with its section, inputs, their source and result.
The amounts are worked out in `payouts/rules/`; here they are only written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from fsm3.core import danish
from fsm3.core.money import Money
from fsm3.core.periods import Month
from fsm3.letters import contexts as c
from fsm3.letters import owed, parts
from payouts.rules.terms import AwardPart


@dataclass(frozen=True)
class MonthFigures:
    """A month's count and group. `counts` is false for one outside the own period; `vintage` is None when not locked."""

    month: Month
    count: int
    group: int
    counts: bool
    vintage: int | None

    @property
    def share(self) -> Fraction | None:
        """The share with a result; none where nobody is in the group."""
        return Fraction(self.count, self.group) if self.group else None


@dataclass(frozen=True)
class AccountLineFigures:
    """A line of an accepted account; `reason` where less was accepted than spent."""

    number: int
    name: str
    spent: Money
    accepted: Money
    reason: str = ""


@dataclass(frozen=True)
class AccountFigures:
    """An accepted account: its name such as `Delregnskab, version 2`, its SHA-256, its lines."""

    name: str
    sha256: str
    lines: Sequence[AccountLineFigures]


@dataclass(frozen=True)
class Sums:
    """What a payout comes to; `paid_before` is what was released less what was paid back."""

    award: Money
    entitled: Money
    paid_before: Money

    @property
    def to_pay(self) -> Money:
        """What is left to pay; less than nothing when too much was paid."""
        return self.entitled - self.paid_before


@dataclass(frozen=True)
class Figures:
    """All that a statement shows.

    `lines` are section, text and amount (None where a rule gives none) of each rule, in order; `released` holds the
    keys of the parts that are released; `best` is the month whose share counts, with that share.
    """

    name: str
    lines: Sequence[tuple[str, str, Money | None]]
    parts: Sequence[AwardPart]
    released: frozenset[str]
    months: Sequence[MonthFigures] = ()
    best: Month | None = None
    accounts: Sequence[AccountFigures] = ()


def statement(figures: Figures) -> c.Statement:
    """The annex of a settlement, a repayment or a hearing."""
    return c.Statement(
        name=figures.name,
        lines=tuple(
            c.StatementLine(
                section=section, text=text, amount=parts.NONE if amount is None else danish.amount(amount)
            )
            for section, text, amount in figures.lines
        ),
        parts=tuple(_part(part, part.key in figures.released) for part in figures.parts),
        accounts=tuple(_account(account) for account in figures.accounts),
        thresholds=tuple(_threshold(part, figures) for part in figures.parts if part.reached_at is not None),
        months=tuple(_month(month, month.month == figures.best) for month in figures.months),
    )


def _part(part: AwardPart, released: bool) -> c.StatementPart:  # noqa: FBT001  one row
    return c.StatementPart(
        name=f"{part.instalment}. rate",
        condition=owed.condition(part),
        amount=danish.amount(part.amount),
        outcome="Ja" if released else "Nej",
    )


def _threshold(part: AwardPart, figures: Figures) -> c.StatementThreshold:
    """The outcome is asked of the share itself, not of what is released, and compares exactly."""
    best = next((month for month in figures.months if month.month == figures.best), None)
    share = best.share if best else None
    reached = share is not None and part.reached_at is not None and share >= part.reached_at
    return c.StatementThreshold(
        reached_at=danish.percent(part.reached_at or Fraction(0)),
        best=f"{_share(share)} i {danish.month(best.month)}" if best else "Ingen måned har en andel endnu",
        outcome="Ja" if reached else "Nej",
    )


def _month(month: MonthFigures, best: bool) -> c.StatementMonth:  # noqa: FBT001  one row
    return c.StatementMonth(
        month=danish.month(month.month).capitalize(),
        count=str(month.count),
        group=str(month.group),
        share=_share(month.share),
        status=", ".join(_status(month, best=best)),
    )


def _status(month: MonthFigures, *, best: bool) -> Sequence[str]:
    locked = "Ikke låst" if month.vintage is None else f"Låst på dataudtræk {month.vintage}"
    outside = [] if month.counts else ["uden for jeres projektperiode"]
    return [locked, *outside, *(["jeres bedste måned"] if best else [])]


def _share(share: Fraction | None) -> str:
    """A share with two decimals, cut: nothing looks reached that is not."""
    return parts.NONE if share is None else danish.percent(share, 2)


def _account(account: AccountFigures) -> c.StatementAccount:
    return c.StatementAccount(
        name=account.name,
        digest=account.sha256,
        lines=tuple(
            c.AccountedLine(
                number=str(line.number),
                name=line.name,
                spent=danish.amount(line.spent),
                accepted=danish.amount(line.accepted),
                reason=line.reason.strip() or c.AS_SPENT,
            )
            for line in account.lines
        ),
        spent=danish.amount(Money.sum(line.spent for line in account.lines)),
        accepted=danish.amount(Money.sum(line.accepted for line in account.lines)),
    )
