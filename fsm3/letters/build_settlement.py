"""The letter of a payout before the final account, and of the settlement: what is paid now, and why.

Domain page, "Payout": settlement is a decision with a letter; when nothing is left to pay there is a statement and a
letter all the same, and the case closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from fsm3.core import danish
from fsm3.core.money import ZERO
from fsm3.letters import contexts as c
from fsm3.letters import owed, parts
from fsm3.letters.build_statement import Figures, Sums, statement
from fsm3.letters.parts import Case, Grounds, Signers

PAYOUT, SETTLEMENT = "Udbetaling af tilskud", "Slutafregning af tilskud"


def settlement(
    case: Case,
    *,
    final: bool,
    sums: Sums,
    grounds: Grounds,
    findings: Sequence[str],
    figures: Figures,
    final_due: date | None = None,
    signers: Signers,
    at: datetime,
) -> c.SettlementLetter:
    """The letter of a payout; `final` for the settlement.

    `findings` are what the hearing and the statement came to; `final_due` is when the final account is due, where it is
    still to come. What is less than nothing is not paid: it is a repayment, or before the final account it waits.
    """
    to_pay = max(sums.to_pay, ZERO)
    return c.SettlementLetter(
        head=parts.head(case, at=at),
        name=SETTLEMENT if final else PAYOUT,
        final=final,
        pays=to_pay > ZERO,
        award=danish.kroner(sums.award),
        entitled=danish.kroner(sums.entitled),
        paid_before=danish.kroner(sums.paid_before),
        to_pay=danish.kroner(to_pay),
        reasons=tuple(grounds.reasons),
        findings=tuple(findings),
        rules=grounds.rules,
        statement=statement(figures),
        legal_basis=case.terms.letters.legal_basis,
        appeal=case.terms.letters.appeal,
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
        covered=parts.covered(case),
        next_account=(owed.due(final_due),) if final_due and not final else (),
    )
