"""The claim for repayment: how much, why, and how and until when it is paid.

Domain page, "Payout": a negative amount is a repayment claim, set off only within the case. The days to pay are a
setting of the pool.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from applications.rules.pool_terms import LetterTerms
from fsm3.core import danish
from fsm3.core.periods import day_of, working_day_on_or_after
from fsm3.letters import contexts as c
from fsm3.letters import parts
from fsm3.letters.build_statement import Figures, Sums, statement
from fsm3.letters.parts import Case, Grounds, Signers


def pay_by(terms: LetterTerms, *, at: datetime) -> date:
    """The last day to pay: so many days after the letter, or the next working day."""
    return working_day_on_or_after(day_of(at) + timedelta(days=terms.repayment_days))


def repayment(
    case: Case,
    *,
    sums: Sums,
    grounds: Grounds,
    findings: Sequence[str],
    figures: Figures,
    signers: Signers,
    at: datetime,
) -> c.RepaymentLetter:
    """The letter that claims back what was paid above what the municipality is entitled to."""
    terms = case.terms.letters
    return c.RepaymentLetter(
        head=parts.head(case, at=at),
        claim=danish.kroner(-sums.to_pay),
        award=danish.kroner(sums.award),
        entitled=danish.kroner(sums.entitled),
        paid_before=danish.kroner(sums.paid_before),
        reasons=tuple(grounds.reasons),
        findings=tuple(findings),
        rules=grounds.rules,
        pay_by=danish.day(pay_by(terms, at=at)),
        days=str(terms.repayment_days),
        how=terms.repayment,
        statement=statement(figures),
        legal_basis=terms.legal_basis,
        appeal=terms.appeal,
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
        covered=parts.covered(case),
    )
