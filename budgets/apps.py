"""Budgets as a Django app."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """Budgets, drafted and approved."""

    name = "budgets"
    default_auto_field = "django.db.models.BigAutoField"
