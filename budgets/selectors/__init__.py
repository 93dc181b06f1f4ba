"""Reads of budgets and accounts, as values. The names of `budgets.py` are at hand here."""

from budgets.selectors.budgets import approved, draft, reasons, version_in_force

__all__ = ["approved", "draft", "reasons", "version_in_force"]
