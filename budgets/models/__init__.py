"""Rows of budgets and of the accounts that mirror them. No other app imports them; selectors give values instead."""

from budgets.models.accounts import Account, AccountLine, Attestation
from budgets.models.budgets import DRAFT, Budget, BudgetCell, BudgetLine
from budgets.models.changes import BudgetChange

__all__ = [
    "DRAFT", "Account", "AccountLine", "Attestation", "Budget", "BudgetCell", "BudgetChange", "BudgetLine",
]  # fmt: skip
