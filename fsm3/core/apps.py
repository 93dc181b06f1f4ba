"""The floor as a Django app, so that its few tables have migrations."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Journal, proposals, documents, jobs and mail."""

    name = "fsm3.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
