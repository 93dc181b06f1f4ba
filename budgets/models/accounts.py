"""Accounts in rows: the versions, the lines that are written, and who attested what. Source: domain page, "Accounts".

What was sent is frozen whole as one text, which was attested by its SHA-256; the lines stay beside it for what is accepted.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion
from fsm3.core.fields import OptionalMoneyField


class Account(models.Model):
    """One version of an account. `edition` counts the edits of a draft; `corrects` is the version before."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    status = models.CharField(max_length=20, default=AccountStatus.DRAFT)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, related_name="+", null=True)
    edition = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    budget_number = models.PositiveIntegerField(null=True)
    content = models.TextField(default="", blank=True)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    sent_at = models.DateTimeField(null=True)
    due = models.DateField(null=True)
    late = models.BooleanField(default=False)
    return_reason = models.TextField(default="", blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    returned_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    accepted_at = models.DateTimeField(null=True)
    document = models.OneToOneField("core.Document", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application", "kind", "version"), name="an_account_version_has_its_number"
            ),
            models.UniqueConstraint(
                fields=("application", "kind"),
                condition=Q(status=AccountStatus.DRAFT.value),
                name="one_draft_of_a_kind_of_account",
            ),
            models.UniqueConstraint(
                fields=("application", "kind"),
                condition=Q(status=AccountStatus.SENT.value),
                name="one_account_of_a_kind_awaits_acceptance",
            ),
            models.UniqueConstraint(
                fields=("application", "kind"),
                condition=Q(status=AccountStatus.ACCEPTED.value),
                name="one_account_of_a_kind_counts",
            ),
            models.CheckConstraint(
                name="a_kind_of_account_we_know", condition=Q(kind__in=[kind.value for kind in AccountKind])
            ),
            models.CheckConstraint(
                name="an_account_status_we_know",
                condition=Q(status__in=[status.value for status in AccountStatus]),
            ),
            models.CheckConstraint(
                name="a_sent_account_is_frozen_whole",
                condition=Q(
                    status=AccountStatus.DRAFT.value,
                    content="",
                    sha256="",
                    sent_by__isnull=True,
                    sent_at__isnull=True,
                    budget_number__isnull=True,
                )
                | ~Q(status=AccountStatus.DRAFT.value)
                & ~Q(content="")
                & ~Q(sha256="")
                & Q(sent_by__isnull=False, sent_at__isnull=False, budget_number__isnull=False),
            ),
            models.CheckConstraint(
                name="a_late_account_had_a_due_date", condition=Q(late=False) | Q(due__isnull=False)
            ),
            models.CheckConstraint(
                name="who_sends_an_account_back_says_why",
                condition=Q(return_reason="", returned_by__isnull=True, returned_at__isnull=True)
                | ~Q(return_reason="") & Q(returned_by__isnull=False, returned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_account_is_accepted_by_a_person",
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                & ~Q(status=AccountStatus.ACCEPTED.value)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
            ),
        )


class AccountLine(models.Model):
    """What is written on a line of the budget, and what of it was accepted."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    spent = OptionalMoneyField(null=True)
    explanation = models.TextField(default="", blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    accepted = OptionalMoneyField(null=True)
    reason = models.TextField(default="", blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("account", "number"), name="an_account_line_has_its_number"),
            models.CheckConstraint(name="no_expense_below_nothing", condition=Q(spent__gte=0)),
            models.CheckConstraint(
                name="days_of_an_account_line_run_forwards", condition=Q(first_day__lte=F("last_day"))
            ),
            models.CheckConstraint(
                name="no_more_accepted_than_spent",
                condition=Q(accepted__isnull=True)
                | Q(spent__isnull=False, accepted__gte=0, accepted__lte=F("spent")),
            ),
            models.CheckConstraint(
                name="a_cut_expense_has_a_reason",
                condition=Q(accepted__isnull=True) | Q(accepted=F("spent")) | ~Q(reason=""),
            ),
        )


class Attestation(models.Model):
    """Somebody vouches for the content of a SHA-256. Append-only, but that an edit voids what was given."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="attestations")
    role = models.CharField(max_length=20)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    content_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    conclusion = models.CharField(max_length=20, default="", blank=True)
    emphasis = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("account", "role"),
                condition=Q(voided_at__isnull=True),
                name="one_attestation_of_a_role_stands",
            ),
            models.UniqueConstraint(
                fields=("account", "user"),
                condition=Q(voided_at__isnull=True),
                name="nobody_attests_an_account_twice",
            ),
            models.CheckConstraint(
                name="an_auditor_alone_concludes",
                condition=Q(role=AttestedBy.MANAGEMENT.value, conclusion="", emphasis="", text="")
                | Q(role=AttestedBy.AUDITOR.value, conclusion__in=[each.value for each in Conclusion]),
            ),
            models.CheckConstraint(
                name="a_conclusion_that_is_not_clean_is_explained",
                condition=Q(conclusion__in=("", Conclusion.CLEAN.value)) | ~Q(text=""),
            ),
        )
