"""Writes of budgets and accounts; journeys call them, within their transaction. The names of `budgets.py` are at hand here."""

from budgets.services.budgets import approve, write_draft

__all__ = ["approve", "write_draft"]
