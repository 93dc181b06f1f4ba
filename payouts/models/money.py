"""Money in rows: hearings, statements, payments and repayments. Source: domain page, "Payout". All are append-only.

Triggers keep what no single row can say: a payment is released by one who had no hand in it, in the act that decided its
statement; payments less repayments never exceed the award in force; no more is paid back than was paid.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from fsm3.core.fields import MoneyField
from payouts.rules.hearing import About
from payouts.rules.readiness import PayoutKind


class Hearing(models.Model):
    """What a municipality is heard about, frozen, and the last day to answer. `topic` names the account of a cut."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20)
    topic = models.CharField(max_length=80, default="", blank=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    document = models.OneToOneField("core.Document", on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due = models.DateField()

    class Meta:
        default_permissions = ()
        indexes = (models.Index(fields=("application", "about"), name="hearings_of_a_case"),)
        constraints = (
            models.CheckConstraint(
                name="a_hearing_is_about_what_we_know",
                condition=Q(about__in=[about.value for about in About]),
            ),
        )


class HearingAnswer(models.Model):
    """What a municipality answered, or that it waives its days."""

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(default="", blank=True)
    waived = models.BooleanField(default=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="a_hearing_is_answered_or_waived",
                condition=Q(waived=True, text="") | Q(waived=False) & ~Q(text=""),
            ),
        )


class Statement(models.Model):
    """What was decided about money, with all that explains it, frozen. It is the annex of its letter."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    entitled = MoneyField()
    to_pay = MoneyField()
    proposal = models.OneToOneField("core.Proposal", on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField("core.Document", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("application", "number"), name="a_statement_has_its_number"),
            models.CheckConstraint(
                name="a_kind_of_statement_we_know",
                condition=Q(kind__in=[kind.value for kind in PayoutKind]),
            ),
            models.CheckConstraint(
                name="nobody_is_entitled_to_less_than_nothing", condition=Q(entitled__gte=0)
            ),
            models.CheckConstraint(
                name="only_a_claim_is_below_nothing",
                condition=Q(kind=PayoutKind.REPAYMENT.value, to_pay__lt=0)
                | Q(kind=PayoutKind.INSTALMENT.value, to_pay__gt=0)
                | Q(kind=PayoutKind.SETTLEMENT.value, to_pay__gte=0),
            ),
        )


class Payment(models.Model):
    """Money released: once for a statement, to the CVR number that the register had at release."""

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="payment")
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    amount = MoneyField()
    recipient = models.CharField(max_length=120)
    cvr = models.CharField(max_length=8)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(name="a_payment_is_more_than_nothing", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="a_payment_goes_to_a_cvr_number", condition=Q(cvr__regex=r"^[0-9]{8}$")
            ),
        )


class Repayment(models.Model):
    """Money that a municipality paid back."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    amount = MoneyField()
    received_on = models.DateField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(name="a_repayment_is_more_than_nothing", condition=Q(amount__gt=0)),
        )


class HoldRelease(models.Model):
    """An approver lets a payout go on although the auditor's report on this version of the account holds it."""

    account = models.OneToOneField("budgets.Account", on_delete=models.PROTECT, related_name="+")
    proposal = models.OneToOneField("core.Proposal", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        default_permissions = ()


class Confirmation(models.Model):
    """The condition of a part of the award is met, confirmed by caseworker and approver."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=40)
    proposal = models.OneToOneField("core.Proposal", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("application", "part"), name="a_condition_is_confirmed_once"),
        )
