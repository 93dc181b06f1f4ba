"""Pools in versions, the municipalities, and what each of them may ask for. Source: domain page, "The pool"."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fsm3.core.fields import MoneyField, nothing


class Municipality(models.Model):
    """One of the 98 municipalities; `sort_key` puts Danish names in Danish order."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=80, db_collation="C")
    official_name = models.CharField(max_length=120)
    cvr = models.CharField(max_length=8)
    region = models.CharField(max_length=60)
    organisation = models.OneToOneField("access.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="a_municipality_code_has_four_digits", condition=Q(code__regex=r"^\d{4}$")
            ),
        )


class Pool(models.Model):
    """A pool. `envelope` is that of the version in force, kept here so that the database itself can guard it.

    `last_number` is the case number given out last; `invented` marks a pool made up for the demo.
    """

    key = models.SlugField(max_length=40, unique=True)
    envelope = MoneyField(default=nothing)
    last_number = models.PositiveIntegerField(default=0)
    invented = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()


class PoolVersion(models.Model):
    """One version of a pool's terms as canonical JSON; it counts from the moment it is put in force."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    terms = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("pool", "number"), name="a_pool_version_has_its_number"),
        )


class CapTable(models.Model):
    """The caps and cohorts of all municipalities in a pool, with where they come from."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="cap_tables")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    dated = models.DateField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("pool", "number"), name="a_cap_table_has_its_number"),)


class Cap(models.Model):
    """What one municipality may ask for, and the cohort it belongs to."""

    table = models.ForeignKey(CapTable, on_delete=models.PROTECT, related_name="caps")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    amount = MoneyField()
    cohort = models.CharField(max_length=40)
    earlier_pool_ends = models.DateField(null=True)
    clarification_pool = models.BooleanField(default=False)
    target_group = models.PositiveIntegerField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("table", "municipality"), name="a_municipality_has_one_cap_in_a_table"
            ),
            models.CheckConstraint(name="a_cap_is_more_than_nothing", condition=Q(amount__gt=0)),
        )
