"""Budgets in rows: the draft that is written and the versions that were approved. Source: domain page, "Budget".

What was sent is frozen whole in the application's sent version and is read from there.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fsm3.core.fields import MoneyField, OptionalMoneyField

DRAFT = 0


class Budget(models.Model):
    """A budget of an application: number 0 (`DRAFT`) is the draft, 1 and up are approved versions."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("application", "number"), name="a_budget_version_is_one"),
        )


class BudgetLine(models.Model):
    """A line: what for, in which department, and why. `reason` says why less was approved than asked."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    category = models.CharField(max_length=40)
    department = models.CharField(max_length=120)
    note = models.TextField()
    reason = models.TextField(default="", blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("budget", "number"), name="a_budget_line_has_its_number"),
        )


class BudgetCell(models.Model):
    """One year of a line: full-time posts, hourly rate and hours where it is a wage, and the amount."""

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="cells")
    year = models.PositiveSmallIntegerField()
    posts = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    hourly_rate = OptionalMoneyField(null=True)
    hours = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    amount = MoneyField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("line", "year"), name="a_line_has_a_year_once"),
            models.CheckConstraint(name="no_budget_amount_below_nothing", condition=Q(amount__gte=0)),
        )
