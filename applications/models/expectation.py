"""Expectations: what a municipality ticks along the way. What is expected is worked out (`rules.expectations`)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.application import Application


class ExpectationTick(models.Model):
    """A tick, its undoing, or a comment on what is expected by a day; the newest counts. Append-only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="expectation_ticks")
    key = models.CharField(max_length=40)
    day = models.DateField()
    done = models.BooleanField()
    comment = models.TextField(default="", blank=True)
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = (models.Index(fields=("application", "key", "day", "-id"), name="newest_tick_first"),)
        constraints = (models.CheckConstraint(name="a_tick_is_of_something_expected", condition=~Q(key="")),)
