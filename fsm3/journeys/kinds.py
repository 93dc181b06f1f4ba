"""The kinds of proposal: every act that one person prepares and another decides."""

from enum import StrEnum


class Kind(StrEnum):
    """What is proposed."""

    POOL_VERSION = "pool_version"
    CAP_TABLE = "cap_table"
    AWARD = "award"
    REFUSAL = "refusal"
    INADMISSIBILITY = "inadmissibility"
    AMENDMENT = "amendment"
    LAPSE = "lapse"
    BUDGET_CHANGE = "budget_change"
    APPROVER_ROLE = "approver_role"
    MONTH_LOCK = "month_lock"
    MONTH_UNLOCK = "month_unlock"
    INSTALMENT = "instalment"
    SETTLEMENT = "settlement"
    REPAYMENT = "repayment"
    ADVERSE_RELEASE = "adverse_release"
    CONDITION = "condition"
    LETTER_CORRECTION = "letter_correction"
