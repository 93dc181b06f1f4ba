"""What handling a case leaves: who said to be impartial in it, what was found of it, and notes.

Source: domain page, "Application"; `applications.rules.notes` and `applications.rules.admissibility`. All of it is append-only.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.application import Application
from applications.rules.notes import Audience


class ImpartialityStatement(models.Model):
    """Somebody's own statement that they are impartial in a case, made before its pages opened to them."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="impartiality")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("application", "user"), name="impartiality_is_stated_once"),
        )


class AdmissibilityFinding(models.Model):
    """What was found when an application was found admissible: each check as it stood, how many were not met, and why still."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="admissibility", primary_key=True
    )
    checks = models.JSONField()
    unmet = models.PositiveSmallIntegerField()
    remark = models.TextField(default="", blank=True)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="what_is_not_met_takes_a_remark", condition=Q(unmet=0) | ~Q(remark="")
            ),
        )


class Note(models.Model):
    """A note on a case, for those its audience says."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="notes")
    audience = models.CharField(max_length=20)
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="a_note_has_an_audience_we_know",
                condition=Q(audience__in=[audience.value for audience in Audience]),
            ),
            models.CheckConstraint(name="a_note_says_something", condition=~Q(text="")),
        )
