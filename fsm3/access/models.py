"""Organisations, users, what each does for whom, and which auditors are engaged. Names live here and nowhere else."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from fsm3.access.roles import OrganisationKind, Role


class Organisation(models.Model):
    """The agency, a municipality, an audit firm or the audit office; `code` is a municipality's four digits."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    cvr = models.CharField(max_length=8)
    code = models.CharField(max_length=4, null=True, unique=True)  # noqa: DJ001 - unique where there is one

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="a_kind_of_organisation_we_know",
                condition=Q(kind__in=[kind.value for kind in OrganisationKind]),
            ),
            models.CheckConstraint(
                name="a_municipality_alone_has_a_code",
                condition=Q(kind="municipality", code__isnull=False)
                | ~Q(kind="municipality") & Q(code__isnull=True),
            ),
            models.CheckConstraint(name="a_cvr_number_has_eight_digits", condition=Q(cvr__regex=r"^\d{8}$")),
        )

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser):
    """A person who signs in. Never removed, only switched off; `invited_at` is when they were last asked to choose a password."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role a user holds for an organisation, until it is ended."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organisation", "role"),
                condition=Q(ended__isnull=True),
                name="a_role_is_held_once",
            ),
            models.CheckConstraint(
                name="a_role_we_know", condition=Q(role__in=[role.value for role in Role])
            ),
        )


class Engagement(models.Model):
    """An audit firm that a municipality engaged, until it is ended: its auditors see that municipality's accounts."""

    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="firms")
    firm = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="clients")
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("client", "firm"), condition=Q(ended__isnull=True), name="a_firm_is_engaged_once"
            ),
            models.CheckConstraint(name="nobody_engages_themselves", condition=~Q(client=F("firm"))),
            models.CheckConstraint(
                name="an_engagement_runs_forwards", condition=Q(ended__isnull=True) | Q(ended__gte=F("since"))
            ),
        )
