"""Applications as a Django app."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Pools, municipalities, applications, assessments and decisions."""

    name = "applications"
    default_auto_field = "django.db.models.BigAutoField"
