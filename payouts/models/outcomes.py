"""Outcomes: vintages and their rows, the shares counted from them, and the months that are locked.

Source: domain page, "Outcomes". Vintages, rows and shares are append-only: a later file makes a new vintage and leaves the
earlier ones readable.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fsm3.core.fields import MonthField

MOST_HUNDREDTHS = 744_00


class Vintage(models.Model):
    """One outcome file as it was taken: whole, for the months it contains.

    `columns` are the bits of its rows in order; `municipalities` those with an award then, whose rows are stored.
    """

    pool = models.ForeignKey("applications.Pool", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    months = models.JSONField()
    columns = models.JSONField()
    municipalities = models.JSONField()
    counted_not_stored = models.JSONField()
    confirmations = models.JSONField()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("pool", "number"), name="a_vintage_has_its_number"),)


class CitizenMonth(models.Model):
    """One citizen in one month of a vintage, under a pseudonym: the answers as bits, the hours in hundredths.

    The key says it: a citizen is in a month once.
    """

    pk = models.CompositePrimaryKey("vintage_id", "month", "citizen")
    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = MonthField()
    citizen = models.CharField(max_length=64)
    municipality = models.CharField(max_length=4)
    answers = models.PositiveIntegerField()
    hours = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="a_month_has_no_more_hours_than_that", condition=Q(hours__lte=MOST_HUNDREDTHS)
            ),
            models.CheckConstraint(
                name="a_citizen_is_a_pseudonym_with_a_letter", condition=Q(citizen__regex="[[:alpha:]]")
            ),
            models.CheckConstraint(
                name="no_cpr_number_is_kept",
                condition=~Q(citizen__regex="(^|[^0-9])[0-9]{6}-?[0-9]{4}([^0-9]|$)"),
            ),
        )


class MonthShare(models.Model):
    """The outcome of a municipality in a month of a vintage: `count` with a result among those `in_group`."""

    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = MonthField()
    municipality = models.CharField(max_length=4)
    count = models.PositiveIntegerField()
    in_group = models.PositiveIntegerField()
    detail = models.JSONField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("vintage", "month", "municipality"), name="a_share_is_counted_once_in_a_vintage"
            ),
            models.CheckConstraint(name="no_more_results_than_people", condition=Q(count__lte=F("in_group"))),
        )


class MonthLock(models.Model):
    """A month of the pool, locked on a vintage by two persons, until two persons unlock it."""

    pool = models.ForeignKey("applications.Pool", on_delete=models.PROTECT, related_name="+")
    month = MonthField()
    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey("core.Proposal", on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField()
    unlock_proposal = models.ForeignKey(
        "core.Proposal", on_delete=models.PROTECT, related_name="+", null=True
    )
    unlocked_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("pool", "month"),
                condition=Q(unlocked_at__isnull=True),
                name="one_lock_in_force_for_a_month",
            ),
            models.CheckConstraint(
                name="a_month_is_unlocked_by_a_proposal",
                condition=Q(unlocked_at__isnull=True, unlock_proposal__isnull=True)
                | Q(unlocked_at__isnull=False, unlock_proposal__isnull=False),
            ),
        )


class OutcomeUpload(models.Model):
    """A file that a caseworker uploaded, and what became of it. Its bytes are kept only until they are read."""

    pool = models.ForeignKey("applications.Pool", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    confirmations = models.JSONField()
    uploaded_at = models.DateTimeField()
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_role = models.CharField(max_length=40)
    by_organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="+", null=True)
    problems = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="an_upload_is_kept_until_it_is_read",
                condition=Q(content__isnull=False, read_at__isnull=True)
                | Q(content__isnull=True, read_at__isnull=False),
            ),
        )
