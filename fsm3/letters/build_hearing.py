"""The hearing: what is intended, on which facts, what it means in kroner, and until when it can be answered.

Domain page, "Payout": where the agency's own figures or a cut lower the amount, the municipality is heard first and has
ten working days, or waives them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from fsm3.core import danish
from fsm3.core.money import Money
from fsm3.letters import contexts as c
from fsm3.letters import parts
from fsm3.letters.parts import Case, Grounds

SUBJECTS: Mapping[str, str] = {
    "settlement": "slutafregning af jeres tilskud",
    "repayment": "tilbagebetaling af tilskud",
    "account_cut": "godkendelse af udgifterne i jeres regnskab",
    "amendment": "ændring af jeres tilsagn",
}
"""What a hearing is about, as it ends the words "partshøring om"."""


def hearing(
    case: Case,
    *,
    about: str,
    intends: Sequence[str],
    grounds: Grounds,
    figures: Sequence[tuple[str, Money]],
    working_days: int,
    due: date,
    caseworker: str,
    draft: c.Statement | None = None,
    at: datetime,
) -> c.HearingLetter:
    """The letter that hears a municipality before a decision.

    `about` is a key of SUBJECTS, `intends` what the agency means to decide, `grounds` the facts and sections it rests on,
    `figures` what it means in kroner, `due` the last of the `working_days`, `draft` a statement as it would be.
    """
    return c.HearingLetter(
        head=parts.head(case, at=at),
        subject=SUBJECTS[about],
        intends=tuple(intends),
        facts=tuple(grounds.reasons),
        rules=grounds.rules,
        figures=tuple(c.Figure(name=name, amount=danish.amount(amount)) for name, amount in figures),
        working_days=str(working_days),
        due=danish.day(due),
        caseworker=c.Signer(name=caseworker, title="Sagsbehandler"),
        covered=parts.covered(case),
        statements=(draft,) if draft else (),
    )
