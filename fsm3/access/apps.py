"""Access as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Organisations, users and memberships."""

    name = "fsm3.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
