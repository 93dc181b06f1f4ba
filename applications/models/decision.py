"""Decisions: the ranking as it was, what was decided, and the award with its own frozen terms.

Source: domain page, "Application" (awards in ranking order under the envelope) and "Payout" (terms are the award's).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from applications.models.application import Application, Submission
from applications.models.pool import Pool, PoolVersion
from applications.rules.recommendation import DecisionKind
from fsm3.core.fields import MoneyField


class Ranking(models.Model):
    """The ranking of a pool as a recommendation was built on it, whole: append-only, so that it can be replayed."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="rankings")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()


class Decision(models.Model):
    """What was decided on an application: append-only. It rests on a proposal and is told by a document."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    proposal = models.OneToOneField("core.Proposal", on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField("core.Document", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="a_kind_of_decision_we_know",
                condition=Q(kind__in=[kind.value for kind in DecisionKind]),
            ),
        )


class Award(models.Model):
    """What was awarded, with the terms that no later correction of the pool changes.

    A trigger keeps the sum of the awards in force within the pool's envelope.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="awards")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="+")
    pool_version = models.ForeignKey(PoolVersion, on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="award")
    amount = MoneyField()
    requested = MoneyField()
    cap = MoneyField()
    cohort = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    in_force = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application",), condition=Q(in_force=True), name="one_award_in_force_for_a_case"
            ),
            models.CheckConstraint(name="an_award_is_more_than_nothing", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="no_more_awarded_than_asked_for", condition=Q(amount__lte=F("requested"))
            ),
            models.CheckConstraint(name="no_more_awarded_than_the_cap", condition=Q(amount__lte=F("cap"))),
            models.CheckConstraint(
                name="an_award_period_runs_forwards", condition=Q(first_day__lte=F("last_day"))
            ),
        )


GUARD_ENVELOPE = """
CREATE FUNCTION guard_envelope() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    envelope bigint;
    awarded bigint;
BEGIN
    SELECT p.envelope INTO envelope FROM applications_pool p WHERE p.id = NEW.pool_id FOR NO KEY UPDATE;
    SELECT sum(amount) INTO awarded FROM applications_award WHERE pool_id = NEW.pool_id AND in_force;
    IF awarded > envelope THEN
        RAISE EXCEPTION 'awards in force exceed the envelope of pool %', NEW.pool_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'awards_stay_within_the_envelope';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER awards_stay_within_the_envelope AFTER INSERT OR UPDATE ON applications_award
    FOR EACH ROW EXECUTE FUNCTION guard_envelope();
"""
