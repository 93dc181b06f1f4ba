"""Rows of outcomes and payouts. No other app imports them; selectors give values instead."""

from payouts.models.money import (
    Confirmation,
    Hearing,
    HearingAnswer,
    HoldRelease,
    Payment,
    Repayment,
    Statement,
)
from payouts.models.outcomes import CitizenMonth, MonthLock, MonthShare, OutcomeUpload, Vintage

__all__ = [
    "CitizenMonth",
    "Confirmation",
    "Hearing",
    "HearingAnswer",
    "HoldRelease",
    "MonthLock",
    "MonthShare",
    "OutcomeUpload",
    "Payment",
    "Repayment",
    "Statement",
    "Vintage",
]
