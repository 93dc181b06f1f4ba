"""What each kind of document says: frozen values in which everything is written as it will be printed.

A context is all a letter knows. It is built by a journey, stored as canonical JSON inside the document and never
changed afterwards, so that a letter printed again years later says the same. Domain page, "Letters": each names
addressee, CVR, case, date, pool and finance-act section, and none leaves with an empty field; `completeness.py`
refuses one that has.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from fsm3.letters.common import MAY_BE_EMPTY, Choice, Contact, Correction, Head, Party, Signer
from fsm3.letters.decisions import (
    Acceptance,
    AccountDue,
    Assessed,
    AwardBudget,
    AwardLetter,
    AwardLine,
    ChangeRule,
    InadmissibilityLetter,
    Instalment,
    Reduction,
    RefusalLetter,
    ResultTerms,
    Threshold,
)
from fsm3.letters.receipts import (
    Answer,
    AppliedBudget,
    AppliedCell,
    AppliedLine,
    Consent,
    EarlierVersion,
    Receipt,
    SentFile,
)

__all__ = [
    "CONTEXTS",
    "MAY_BE_EMPTY",
    "Acceptance",
    "AccountDue",
    "Answer",
    "AppliedBudget",
    "AppliedCell",
    "AppliedLine",
    "Assessed",
    "AwardBudget",
    "AwardLetter",
    "AwardLine",
    "ChangeRule",
    "Choice",
    "Consent",
    "Contact",
    "Correction",
    "EarlierVersion",
    "Head",
    "InadmissibilityLetter",
    "Instalment",
    "Kind",
    "Letter",
    "Party",
    "Receipt",
    "Reduction",
    "RefusalLetter",
    "ResultTerms",
    "SentFile",
    "Signer",
    "Threshold",
]

Letter = AwardLetter | RefusalLetter | InadmissibilityLetter | Receipt


class Kind(StrEnum):
    """The kinds of document, as they are stored."""

    AWARD = "award_letter"
    REFUSAL = "refusal_letter"
    INADMISSIBILITY = "inadmissibility_letter"
    RECEIPT = "receipt"


CONTEXTS: Mapping[Kind, type[Letter]] = {
    Kind.AWARD: AwardLetter,
    Kind.REFUSAL: RefusalLetter,
    Kind.INADMISSIBILITY: InadmissibilityLetter,
    Kind.RECEIPT: Receipt,
}
