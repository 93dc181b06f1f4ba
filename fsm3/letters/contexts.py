"""What each kind of document says: frozen values in which everything is written as it will be printed.

A context is all a letter knows. It is built by a journey, stored as canonical JSON inside the document and never
changed afterwards, so that a letter printed again years later says the same. Domain page, "Letters": each names
addressee, CVR, case, date, pool and finance-act section, and none leaves with an empty field; `completeness.py`
refuses one that has.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from fsm3.letters.accounts import Attested, SignedAccount, SpentLine
from fsm3.letters.amendments import AmendedAwardLetter, BudgetChangeLetter, Change, ChangedBudget, ChangedLine
from fsm3.letters.common import (
    AS_ASKED,
    AS_DRAFTED,
    AS_SPENT,
    BY_PROGRAM,
    IS_EMBEDDED,
    IS_WRITTEN,
    MAY_BE_EMPTY,
    Choice,
    Contact,
    Correction,
    Head,
    Party,
    Signer,
)
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
from fsm3.letters.settlements import (
    AccountedLine,
    Figure,
    HearingLetter,
    RepaymentLetter,
    SettlementLetter,
    Statement,
    StatementAccount,
    StatementLine,
    StatementMonth,
    StatementPart,
    StatementThreshold,
)

__all__ = [
    "AS_ASKED",
    "AS_DRAFTED",
    "AS_SPENT",
    "BY_PROGRAM",
    "CONTEXTS",
    "IS_EMBEDDED",
    "IS_WRITTEN",
    "MAY_BE_EMPTY",
    "Acceptance",
    "AccountDue",
    "AccountedLine",
    "AmendedAwardLetter",
    "Answer",
    "AppliedBudget",
    "AppliedCell",
    "AppliedLine",
    "Assessed",
    "Attested",
    "AwardBudget",
    "AwardLetter",
    "AwardLine",
    "BudgetChangeLetter",
    "Change",
    "ChangeRule",
    "ChangedBudget",
    "ChangedLine",
    "Choice",
    "Consent",
    "Contact",
    "Correction",
    "EarlierVersion",
    "Figure",
    "Head",
    "HearingLetter",
    "InadmissibilityLetter",
    "Instalment",
    "Kind",
    "Letter",
    "Party",
    "Receipt",
    "Reduction",
    "RefusalLetter",
    "RepaymentLetter",
    "ResultTerms",
    "SentFile",
    "SettlementLetter",
    "SignedAccount",
    "Signer",
    "SpentLine",
    "Statement",
    "StatementAccount",
    "StatementLine",
    "StatementMonth",
    "StatementPart",
    "StatementThreshold",
    "Threshold",
]

Letter = (
    AwardLetter
    | RefusalLetter
    | InadmissibilityLetter
    | Receipt
    | AmendedAwardLetter
    | BudgetChangeLetter
    | HearingLetter
    | SettlementLetter
    | RepaymentLetter
    | SignedAccount
)


class Kind(StrEnum):
    """The kinds of document, as they are stored."""

    AWARD = "award_letter"
    REFUSAL = "refusal_letter"
    INADMISSIBILITY = "inadmissibility_letter"
    RECEIPT = "receipt"
    AMENDED_AWARD = "amended_award_letter"
    BUDGET_CHANGE = "budget_change_letter"
    HEARING = "hearing_letter"
    SETTLEMENT = "settlement_letter"
    REPAYMENT = "repayment_letter"
    ACCOUNT = "account"


CONTEXTS: Mapping[Kind, type[Letter]] = {
    Kind.AWARD: AwardLetter,
    Kind.REFUSAL: RefusalLetter,
    Kind.INADMISSIBILITY: InadmissibilityLetter,
    Kind.RECEIPT: Receipt,
    Kind.AMENDED_AWARD: AmendedAwardLetter,
    Kind.BUDGET_CHANGE: BudgetChangeLetter,
    Kind.HEARING: HearingLetter,
    Kind.SETTLEMENT: SettlementLetter,
    Kind.REPAYMENT: RepaymentLetter,
    Kind.ACCOUNT: SignedAccount,
}
