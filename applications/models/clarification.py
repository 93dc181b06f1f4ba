"""Clarification: what was asked about an application that was sent, until when, and the replies to it.

Source: domain page, "Who takes part"; `applications.rules.clarification`. Questions, due days and replies are append-only:
the newest due day counts, and the newest reply to each question. The answer is a `Submission` that names its clarification.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.application import Application, Submission
from applications.rules.clarification import State


class Clarification(models.Model):
    """Questions asked together about the version `about` that stood then. At most one of a case is open."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="clarifications")
    about = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=State.OPEN)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(default="", blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(state=State.OPEN),
                name="one_open_clarification_of_a_case",
            ),
            models.CheckConstraint(
                name="a_clarification_stands_where_we_know",
                condition=Q(state__in=[state.value for state in State]),
            ),
            models.CheckConstraint(
                name="an_ended_clarification_says_who_and_when",
                condition=Q(state=State.OPEN, ended_by__isnull=True, ended_at__isnull=True)
                | ~Q(state=State.OPEN) & Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="who_closes_a_clarification_says_why",
                condition=~Q(state=State.CLOSED) | ~Q(ended_because=""),
            ),
        )


class ClarificationQuestion(models.Model):
    """One question, tied to the task it reopens: append-only."""

    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, related_name="questions")
    place = models.PositiveSmallIntegerField()
    task = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("clarification", "place"), name="a_question_has_its_place_in_a_clarification"
            ),
            models.CheckConstraint(
                name="a_question_has_a_task_and_a_text", condition=~Q(task="") & ~Q(text="")
            ),
        )


class ClarificationDue(models.Model):
    """A day until which the answer is awaited; the newest counts. Append-only; the first has no reason."""

    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, related_name="dues")
    day = models.DateField()
    reason = models.TextField(default="", blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("clarification",), condition=Q(reason=""), name="who_extends_a_clarification_says_why"
            ),
        )


class ClarificationReply(models.Model):
    """What the municipality writes to a question before it sends its answer; the newest counts. Append-only."""

    question = models.ForeignKey(ClarificationQuestion, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
