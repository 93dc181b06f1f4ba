"""What an award gives and asks for, as letters print it: instalments, results, accounts with their dates.

Source: domain page, "Letters" and "Payout". The terms are those the municipality was sent under; nothing knows any one
pool.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from applications.rules.due_dates import DueKind
from applications.rules.pool_terms import PoolTerms, Trigger
from fsm3.core import danish
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod, working_day_on_or_after
from fsm3.letters import contexts as c
from payouts.rules.terms import AwardPart


def instalment(part: AwardPart) -> c.Instalment:
    """A part of the award with what releases it."""
    return c.Instalment(
        name=f"{part.instalment}. rate",
        condition=condition(part),
        share=danish.percent(part.share),
        amount=danish.kroner(part.amount),
    )


def condition(part: AwardPart) -> str:
    """What releases a part, in a sentence."""
    match part.trigger:
        case Trigger.START_DATE:
            return "Jeres projektperiode er begyndt"
        case Trigger.PARTIAL_ACCOUNT:
            return "Vi har godkendt jeres delregnskab med ledelsespåtegning"
        case Trigger.FINAL_ACCOUNT:
            return "Vi har godkendt jeres slutregnskab"
        case Trigger.BEST_MONTH:
            reached = danish.percent(part.reached_at or Fraction(0))
            return f"Vi har godkendt jeres slutregnskab, og andelen er mindst {reached} i jeres bedste måned"
        case Trigger.CONFIRMED_CONDITION:
            return f"Vi har bekræftet, at denne betingelse er opfyldt: {part.condition}"


def results(terms: PoolTerms, period: ProjectPeriod, earned: Sequence[AwardPart]) -> Iterator[c.ResultTerms]:
    """How results are measured, in a pool that pays for them."""
    thresholds = tuple(
        c.Threshold(
            reached_at=danish.percent(part.reached_at),
            share=danish.percent(part.share),
            amount=danish.kroner(part.amount),
        )
        for part in earned
        if part.reached_at is not None
    )
    if not thresholds:
        return
    outcomes, months = terms.outcomes, list(period.months())
    columns = [*outcomes.results, *([outcomes.hours] if outcomes.hours else [])]
    yield c.ResultTerms(
        group="indsatsgruppen",
        months=f"Vi ser på hver måned fra {danish.month(months[0])} til {danish.month(months[-1])}.",
        results=tuple(column.name.lower() for column in columns),
        excluded=tuple(column.name.lower() for column in outcomes.marks),
        thresholds=thresholds,
    )


def accounts(
    terms: PoolTerms, period: ProjectPeriod, amount: Money, days: Mapping[DueKind, date]
) -> Iterator[c.AccountDue]:
    """The accounts a municipality owes, with its own dates and who attests them."""
    rules = terms.accounts
    if rules.partial_cut_off and DueKind.PARTIAL_ACCOUNT in days:
        yield c.AccountDue(
            name="Delregnskab",
            covers=f"Udgifter fra {danish.day(period.first)} til {danish.day(rules.partial_cut_off)}",
            due=due(days[DueKind.PARTIAL_ACCOUNT]),
            attestation="Ledelsespåtegning",
        )
    limit = danish.kroner(rules.auditor_from)
    yield c.AccountDue(
        name="Slutregnskab",
        covers="Hele jeres projektperiode",
        due=due(days[DueKind.FINAL_ACCOUNT]),
        attestation=(
            f"Ledelsespåtegning og revisorpåtegning, fordi tilsagnet er på {limit} eller mere"
            if amount >= rules.auditor_from
            else f"Ledelsespåtegning, fordi tilsagnet er under {limit}"
        ),
    )


def due(day: date) -> str:
    """A due date, and the working day it moves to when it falls on a closing day."""
    latest = working_day_on_or_after(day)
    if latest == day:
        return danish.day(day)
    return f"{danish.day(day)}; først for sent efter {danish.day(latest)}, fordi dagene før er lukkedage"
