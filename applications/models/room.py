"""The decision room: what caseworkers mean to propose for each case, before it is proposed.

Source: domain page, "Application": full or reduced, line by line with reasons; deviations, cases in the same degree and
choices among equals only with a reason; who wrote a draft in a case prepared it.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from applications.models.application import Application
from applications.models.decision import Ranking
from applications.models.pool import Pool
from applications.rules.room import GroupKind
from fsm3.core.fields import OptionalMoneyField


class RoomEdition(models.Model):
    """What somebody wrote of a case in the decision room; the newest edition counts. Append-only.

    `award` is the sum of the approved `lines`; both are empty for a refusal.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="room_editions")
    edition = models.PositiveIntegerField()
    award = OptionalMoneyField(null=True)
    lines = models.JSONField(default=list)
    reason = models.TextField(default="", blank=True)
    deviation = models.TextField(default="", blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application", "edition"), name="a_case_has_an_edition_in_the_room_once"
            ),
            models.CheckConstraint(
                name="no_award_below_nothing_in_the_room",
                condition=Q(award__isnull=True) | Q(award__gte=0),
            ),
        )


class RoomGroup(models.Model):
    """Cases declared to meet the criteria in the same degree, or the order chosen among equals, and why.

    It is made or taken back, never changed, until a `ranking` freezes it.
    """

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="room_groups")
    kind = models.CharField(max_length=20)
    cases = ArrayField(models.CharField(max_length=40))
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="a_kind_of_group_in_the_room_we_know",
                condition=Q(kind__in=[kind.value for kind in GroupKind]),
            ),
            models.CheckConstraint(name="a_group_has_two_cases_or_more", condition=Q(cases__len__gte=2)),
            models.CheckConstraint(name="a_group_has_a_reason", condition=~Q(reason="")),
        )
