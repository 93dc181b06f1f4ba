"""Rows of budgets and of the accounts that mirror them. No other app imports them; selectors give values instead."""

from budgets.models.budgets import DRAFT, Budget, BudgetCell, BudgetLine
from budgets.models.changes import BudgetChange

__all__ = ["DRAFT", "Budget", "BudgetCell", "BudgetChange", "BudgetLine"]
