"""What follows an award: its acceptance, its renunciation, and the days on which something is due.

Source: domain page, "Application" (acceptance) and "Accounts" (due dates are stored; they are moved with a reason).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.application import Application
from applications.models.decision import Award
from applications.rules.due_dates import DueKind


class Acceptance(models.Model):
    """A signatory accepts an award: append-only."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="acceptance")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        default_permissions = ()


class Renunciation(models.Model):
    """A municipality gives its award up; the money is bound until a decision lets the award lapse. Append-only."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="renunciation")
    reason = models.TextField()
    renounced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    renounced_at = models.DateTimeField()

    class Meta:
        default_permissions = ()


class DueDate(models.Model):
    """The day on which something is due in a case; the newest row counts. Append-only.

    `reason` is empty for the days that came with the award, and nobody has set those.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="due_dates")
    kind = models.CharField(max_length=20)
    day = models.DateField()
    reason = models.TextField(default="", blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    set_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = (models.Index(fields=("application", "kind", "-id"), name="newest_due_date_first"),)
        constraints = (
            models.CheckConstraint(
                name="a_due_date_is_of_a_kind_we_know",
                condition=Q(kind__in=[kind.value for kind in DueKind]),
            ),
            models.CheckConstraint(
                name="who_moves_a_due_date_says_why",
                condition=Q(set_by__isnull=True, reason="") | Q(set_by__isnull=False) & ~Q(reason=""),
            ),
        )
