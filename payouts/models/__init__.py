"""Rows of outcomes and payouts. No other app imports them; selectors give values instead."""

from payouts.models.outcomes import CitizenMonth, MonthLock, MonthShare, OutcomeUpload, Vintage

__all__ = ["CitizenMonth", "MonthLock", "MonthShare", "OutcomeUpload", "Vintage"]
