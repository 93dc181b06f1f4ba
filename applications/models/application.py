"""Applications: the case, who takes part, the draft that is written and the versions that were sent.

Source: domain page, "The pool" (deadline, joint application) and "Application".
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.pool import CapTable, Municipality, Pool, PoolVersion
from applications.rules.workflow import Status
from fsm3.core.fields import MoneyField


class Application(models.Model):
    """The case: one municipality's application in one pool, from the first draft to the decision and on."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="applications")
    lead = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=30, unique=True)
    status = models.CharField(max_length=20, default=Status.DRAFT)
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    started_at = models.DateTimeField()
    invented = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        indexes = (models.Index(fields=("pool", "status"), name="cases_by_status"),)
        constraints = (
            models.CheckConstraint(
                name="a_status_we_know", condition=Q(status__in=[status.value for status in Status])
            ),
        )


class Participation(models.Model):
    """A municipality in an application: the lead, or one it covers, which consents by a signatory of its own."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="participations")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    leads = models.BooleanField()
    active = models.BooleanField(default=True)
    consented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    consented_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("pool", "municipality"),
                condition=Q(active=True),
                name="a_municipality_is_in_one_application_of_a_pool",
            ),
            models.UniqueConstraint(
                fields=("application",), condition=Q(leads=True), name="an_application_has_one_lead"
            ),
        )


class Draft(models.Model):
    """What is being written; `open` is false from sending until a correction is begun."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="draft", primary_key=True
    )
    answers = models.JSONField(default=dict)
    obligations = models.JSONField(default=list)
    open = models.BooleanField(default=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    edited_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class TaskEdit(models.Model):
    """The newest edit of one task of a draft: how many there were, by whom and when. Two people meet by `edition`."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="task_edits")
    task = models.CharField(max_length=60)
    edition = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    edited_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("application", "task"), name="a_task_has_one_newest_edit"),
        )


class Submission(models.Model):
    """A version as it was sent: append-only. The newest one in time stands; a late one stands only if none was in time.

    The answer to a `clarification` is as much in time as the version that was asked about, and so stands in its place.
    `requested` and `choices`, the questions answered with yes or no, repeat of the content what lists tell.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    receipt = models.CharField(max_length=40, unique=True)
    received_at = models.DateTimeField()
    in_time = models.BooleanField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    requested = MoneyField()
    choices = models.JSONField(db_default={})
    pool_version = models.ForeignKey(PoolVersion, on_delete=models.PROTECT, related_name="+")
    cap_table = models.ForeignKey(CapTable, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    clarification = models.OneToOneField(
        "applications.Clarification", on_delete=models.PROTECT, related_name="answer", null=True
    )

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("application", "number"), name="a_sent_version_has_its_number"),
            models.CheckConstraint(name="something_is_asked_for", condition=Q(requested__gt=0)),
        )
