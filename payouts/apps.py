"""Payouts as a Django app."""

from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    """What is earned and paid."""

    name = "payouts"
    default_auto_field = "django.db.models.BigAutoField"
