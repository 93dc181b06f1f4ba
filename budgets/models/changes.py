"""Changes of an approved budget in rows: what a municipality asked for, and what became of it.

Source: domain page, "Budget": asked for with a reason, shown line by line, decided, becomes the next version.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from budgets.rules.change import ChangeState


class BudgetChange(models.Model):
    """A change of the approved version `from_number`: the budget that is wanted, frozen, and the version it became."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    from_number = models.PositiveIntegerField()
    lines = models.TextField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField()
    needs_approval = models.BooleanField()
    state = models.CharField(max_length=10)
    number = models.PositiveIntegerField(null=True)
    answer = models.TextField(default="", blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    document = models.OneToOneField("core.Document", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application",), condition=Q(state=ChangeState.ASKED), name="one_budget_change_waits"
            ),
            models.CheckConstraint(
                name="a_state_of_budget_change_we_know",
                condition=Q(state__in=[state.value for state in ChangeState]),
            ),
            models.CheckConstraint(
                name="a_budget_change_in_force_is_a_version",
                condition=Q(state=ChangeState.IN_FORCE, number__isnull=False)
                | ~Q(state=ChangeState.IN_FORCE) & Q(number__isnull=True),
            ),
        )
