"""Assessment: two see the case apart, then agree; whoever is not impartial sees nothing of it.

Source: domain page, "Application" (criteria, scale, two caseworkers, conflict of interest).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models.application import Application, Submission


class ConflictOfInterest(models.Model):
    """Somebody's own statement that they are not impartial in a case, which then is hidden from them."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    declared_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application", "user"), name="a_conflict_of_interest_is_declared_once"
            ),
        )


class AssessmentDraft(models.Model):
    """What an assessor has written so far, seen by nobody else; it goes when the assessment is given.

    `scores` are points and reason by criterion, `read` is the sent version that was read then, `edition` counts what was saved.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict)
    read = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application", "assessor"), name="an_assessor_has_one_draft_of_a_case"
            ),
        )


class Assessment(models.Model):
    """One assessor's scores of a case; `place` is 1 or 2, so there are at most two."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application", "assessor"), name="an_assessor_assesses_a_case_once"
            ),
            models.UniqueConstraint(fields=("application", "place"), name="two_assess_a_case"),
            models.CheckConstraint(name="assessors_are_first_or_second", condition=Q(place__in=(1, 2))),
        )


class Score(models.Model):
    """The points one assessor gives on one criterion, with the reason."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    criterion = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("assessment", "criterion"), name="a_criterion_is_scored_once"),
            models.CheckConstraint(name="a_score_has_a_reason", condition=~Q(reason="")),
        )


class AgreedScores(models.Model):
    """The scores two assessors agree on: one enters them, the other confirms."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="agreed_scores", primary_key=True
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="agreed_scores_take_two_persons",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
            ),
        )


class AgreedDraft(models.Model):
    """What two assessors half agree on, seen and written on by both; it goes when the scores are entered.

    `scores` are points and reason by criterion, `edition` counts what was saved, so that neither writes over the other.
    """

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    scores = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()


class AgreedScore(models.Model):
    """The agreed points on one criterion, and why, in the words the letter may use."""

    scores = models.ForeignKey(AgreedScores, on_delete=models.PROTECT, related_name="rows")
    criterion = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("scores", "criterion"), name="a_criterion_is_agreed_once"),
            models.CheckConstraint(name="an_agreed_score_has_a_reason", condition=~Q(reason="")),
        )
