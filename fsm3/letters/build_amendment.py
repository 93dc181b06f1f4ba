"""The amended award and its lapse: what was, what is from now on, and what follows for the instalments.

Domain page, "Who takes part": an amendment and a lapse are decided by an approver; "Payout": the parts of the amended
award are split by the same rule as before, and what was paid counts in the next statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from applications.rules.pool_terms import Cohort, PoolTerms
from budgets.rules.lines import Line
from fsm3.core import danish
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import ProjectPeriod
from fsm3.letters import contexts as c
from fsm3.letters import owed, parts
from fsm3.letters.changed import changed_budget
from fsm3.letters.parts import Case, Grounds, Signers
from payouts.rules.terms import award_terms

AMENDED, LAPSED = "Ændret tilsagn om tilskud", "Bortfald af tilsagn om tilskud"


@dataclass(frozen=True)
class Standing:
    """An award as it stands: everything of it that an amendment can change. `lines` are the approved budget."""

    amount: Money
    cohort: Cohort
    period: ProjectPeriod
    lines: Sequence[Line]
    final_due: date | None = None


def amendment(
    case: Case,
    *,
    before: Standing,
    after: Standing,
    line_reasons: Mapping[int, str],
    grounds: Grounds,
    paid: Money = ZERO,
    signers: Signers,
    at: datetime,
) -> c.AmendedAwardLetter:
    """The letter of an award that goes on with other terms.

    `line_reasons` say by line number why a line was changed, `paid` is what was released less what was paid back.
    """
    earned = award_terms(after.cohort, after.amount)
    return c.AmendedAwardLetter(
        head=parts.head(case, at=at),
        name=AMENDED,
        lapses=False,
        before=danish.kroner(before.amount),
        amount=danish.kroner(after.amount),
        changes=tuple(_changes(case.terms, before, after)),
        reasons=tuple(grounds.reasons),
        rules=grounds.rules,
        legal_basis=case.terms.letters.legal_basis,
        appeal=case.terms.letters.appeal,
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
        budgets=(
            changed_budget(
                case,
                before.lines,
                after.lines,
                title="Godkendt budget",
                after_title="Godkendt",
                reasons=line_reasons,
            ),
        ),
        covered=parts.covered(case),
        instalments=tuple(owed.instalment(part) for part in earned),
        paid=_paid(paid),
        results=tuple(owed.results(case.terms, after.period, earned)),
    )


def lapse(
    case: Case,
    *,
    before: Money,
    grounds: Grounds,
    paid: Money = ZERO,
    signers: Signers,
    at: datetime,
) -> c.AmendedAwardLetter:
    """The letter of an award that lapses: `before` becomes nothing, and no budget or instalment is left."""
    nothing = danish.kroner(ZERO)
    return c.AmendedAwardLetter(
        head=parts.head(case, at=at),
        name=LAPSED,
        lapses=True,
        before=danish.kroner(before),
        amount=nothing,
        changes=(c.Change(name="Tilskud, højst", before=danish.kroner(before), after=nothing),),
        reasons=tuple(grounds.reasons),
        rules=grounds.rules,
        legal_basis=case.terms.letters.legal_basis,
        appeal=case.terms.letters.appeal,
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
        covered=parts.covered(case),
        paid=_paid(paid),
    )


def _paid(paid: Money) -> tuple[str, ...]:
    return (danish.kroner(paid),) if paid else ()


def _changes(terms: PoolTerms, before: Standing, after: Standing) -> Iterator[c.Change]:
    """The amount in any case, and every other term that is no longer what it was."""
    rows = [_written(terms, before), _written(terms, after)]
    for name, old in rows[0].items():
        new = rows[1][name]
        if old != new or name == "Tilskud, højst":
            yield c.Change(name=name, before=old, after=new)


def _written(terms: PoolTerms, standing: Standing) -> dict[str, str]:
    audited = standing.amount >= terms.accounts.auditor_from
    return {
        "Tilskud, højst": danish.kroner(standing.amount),
        "Jeres projektperiode": f"{danish.day(standing.period.first)} til {danish.day(standing.period.last)}",
        "Gruppe i puljen": standing.cohort.name,
        "Frist for slutregnskab": owed.due(standing.final_due) if standing.final_due else parts.NONE,
        "Påtegning af slutregnskab": "Ledelse og revisor" if audited else "Ledelse",
    }
