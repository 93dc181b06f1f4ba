"""Four eyes, once: the one mechanism behind every act that takes two persons.

One prepares a proposal: its kind, its subject, its content frozen with a SHA-256, the state the subject was in, and
everyone who prepared. Another decides it, once. The database itself refuses a decider who prepared, a second
decision, a second open proposal on the same subject, and any change to what was proposed. Domain page, "Who takes
part": no switch turns this off.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.problems import NotReady, Problem, require


class Verdict(StrEnum):
    """What became of a proposal."""

    OPEN = ""
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Proposal(models.Model):
    """What one person proposes and another decides."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    case = models.BigIntegerField(null=True, db_index=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    subject_state = models.CharField(max_length=64)
    preparers = ArrayField(models.BigIntegerField())
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    decided_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, default=Verdict.OPEN, blank=True)
    reason = models.TextField(default="", blank=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "subject"), condition=Q(verdict=""), name="one_open_proposal_for_a_subject"
            ),
            models.CheckConstraint(
                name="who_prepares_is_among_the_preparers",
                condition=Q(preparers__contains=[F("prepared_by_id")]),
            ),
            models.CheckConstraint(
                name="the_decider_is_none_of_those_who_prepared",
                condition=Q(decided_by__isnull=True)
                | Q(verdict="withdrawn")
                | ~Q(preparers__contains=[F("decided_by_id")]),
            ),
            models.CheckConstraint(
                name="a_verdict_has_a_person_and_a_time",
                condition=Q(verdict="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    verdict__in=("approved", "rejected", "withdrawn"),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
        )


FREEZE = """
CREATE FUNCTION freeze_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a proposal is never removed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.verdict <> '' THEN
        RAISE EXCEPTION 'proposal % is decided', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.kind, NEW.subject, NEW."case", NEW.content, NEW.sha256, NEW.subject_state, NEW.preparers,
        NEW.prepared_by_id, NEW.prepared_at)
       IS DISTINCT FROM
       (OLD.kind, OLD.subject, OLD."case", OLD.content, OLD.sha256, OLD.subject_state, OLD.preparers,
        OLD.prepared_by_id, OLD.prepared_at) THEN
        RAISE EXCEPTION 'what was proposed stays as it is' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_as_proposed BEFORE UPDATE OR DELETE ON core_proposal FOR EACH ROW EXECUTE FUNCTION freeze_proposal();
"""


@dataclass(frozen=True)
class Proposed:
    """A proposal as values; `content` is what was frozen."""

    id: int
    kind: str
    subject: str
    case: int | None
    content: Mapping[str, Any]
    sha256: str
    subject_state: str
    preparers: tuple[int, ...]
    prepared_by: int
    prepared_at: datetime
    verdict: Verdict
    decided_by: int | None
    decided_at: datetime | None
    reason: str


def prepare(
    kind: str,
    *,
    subject: str,
    content: Mapping[str, Any],
    subject_state: str,
    by: Actor,
    at: datetime,
    case: int | None = None,
    preparers: Collection[int] = (),
) -> Proposed:
    """Freeze a proposal. `preparers` are the others with a hand in it. Raises NotReady(`proposal_open`) when one waits."""
    if Proposal.objects.filter(kind=kind, subject=subject, verdict=Verdict.OPEN).exists():
        raise NotReady([Problem("proposal_open", subject)])
    text = canonical(content)
    row = Proposal.objects.create(
        kind=kind,
        subject=subject,
        case=case,
        content=text,
        sha256=sha256(text),
        subject_state=subject_state,
        preparers=sorted({by.person, *preparers}),
        prepared_by_id=by.person,
        prepared_at=at,
    )
    return _as_values(row)


def read(proposal_id: int, *, lock: bool = False) -> Proposed:
    """A proposal as values, its row locked when it is about to be decided. Raises Proposal.DoesNotExist."""
    rows = Proposal.objects.select_for_update(no_key=True) if lock else Proposal.objects.all()
    return _as_values(rows.get(id=proposal_id))


def locked(proposal_ids: Collection[int]) -> tuple[Proposed, ...]:
    """Proposals as values, oldest first, their rows locked in that order. Raises Proposal.DoesNotExist."""
    rows = Proposal.objects.select_for_update(no_key=True).filter(id__in=proposal_ids).order_by("id")
    found = tuple(_as_values(row) for row in rows)
    if len(found) < len(set(proposal_ids)):
        raise Proposal.DoesNotExist
    return found


def find(proposal_id: int) -> Proposed | None:
    """A proposal as values; None where there is none."""
    row = Proposal.objects.filter(id=proposal_id).first()
    return _as_values(row) if row else None


def open_on(subject: str) -> tuple[Proposed, ...]:
    """The proposals that wait for a decision on a subject, oldest first."""
    return tuple(
        _as_values(row) for row in Proposal.objects.filter(subject=subject, verdict="").order_by("id")
    )


def ever_on(subject: str) -> tuple[Proposed, ...]:
    """Everything that was ever proposed on a subject, oldest first."""
    return tuple(_as_values(row) for row in Proposal.objects.filter(subject=subject).order_by("id"))


def waiting() -> tuple[Proposed, ...]:
    """Everything that waits for a decision, oldest first."""
    return tuple(_as_values(row) for row in Proposal.objects.filter(verdict=Verdict.OPEN).order_by("id"))


def of_case(case: int) -> tuple[Proposed, ...]:
    """Everything that was ever proposed in a case, oldest first."""
    return tuple(_as_values(row) for row in Proposal.objects.filter(case=case).order_by("id"))


def approved_of_cases(cases: Collection[int], kinds: Collection[str]) -> tuple[Proposed, ...]:
    """What was proposed of these kinds in cases and approved, oldest first, in one query."""
    rows = Proposal.objects.filter(case__in=cases, kind__in=kinds, verdict=Verdict.APPROVED)
    return tuple(_as_values(row) for row in rows.order_by("id"))


def preparers_of(case: int) -> frozenset[int]:
    """Everyone who prepared anything that was ever proposed in a case."""
    rows = Proposal.objects.filter(case=case).values_list("preparers", flat=True)
    return frozenset(person for preparers in rows for person in preparers)


def newest_of_cases(cases: Collection[int], kinds: Collection[str], part: str) -> dict[int, Any]:
    """A part of what was proposed newest, by case, for those cases that have a proposal of the given kinds."""
    rows = Proposal.objects.filter(case__in=cases, kind__in=kinds).order_by("case", "-id").distinct("case")
    return dict(rows.values_list("case", KeyTransform(part, Cast("content", models.JSONField()))))


def newest(cases: Collection[int], kinds: Collection[str]) -> dict[int, Proposed]:
    """The newest proposal of the given kinds, by case, for those cases that have one; in one query."""
    rows = Proposal.objects.filter(case__in=cases, kind__in=kinds).order_by("case", "-id").distinct("case")
    return {row.case: _as_values(row) for row in rows if row.case is not None}


def decide(
    proposal: Proposed, *, approve: bool, subject_state: str, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Decide a proposal that was read with its row locked, given the state its subject is in now.

    Raises NotReady with `proposal_decided`, `own_proposal` or `proposal_stale`; a stale one can still be rejected.
    """
    require(faults(proposal, approve=approve, subject_state=subject_state, by=by))
    _close(proposal, Verdict.APPROVED if approve else Verdict.REJECTED, by, at, reason)


def faults(proposal: Proposed, *, approve: bool, subject_state: str, by: Actor) -> Iterator[Problem]:
    """What keeps somebody from deciding a proposal now."""
    if proposal.verdict is not Verdict.OPEN:
        yield Problem("proposal_decided", proposal.subject)
    if by.user_id in proposal.preparers:
        yield Problem("own_proposal", proposal.subject)
    if approve and proposal.subject_state != subject_state:
        yield Problem("proposal_stale", proposal.subject)


def withdraw(proposal: Proposed, *, by: Actor, at: datetime, reason: str) -> None:
    """Take back a proposal one prepared. Raises NotReady with `proposal_decided` or `not_your_proposal`."""
    if proposal.verdict is not Verdict.OPEN:
        raise NotReady([Problem("proposal_decided", proposal.subject)])
    if by.user_id not in proposal.preparers:
        raise NotReady([Problem("not_your_proposal", proposal.subject)])
    _close(proposal, Verdict.WITHDRAWN, by, at, reason)


def _close(proposal: Proposed, verdict: Verdict, by: Actor, at: datetime, reason: str) -> None:
    Proposal.objects.filter(id=proposal.id).update(
        verdict=verdict, decided_by_id=by.person, decided_at=at, reason=reason
    )


def _as_values(row: Proposal) -> Proposed:
    return Proposed(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        case=row.case,
        content=json.loads(row.content),
        sha256=row.sha256,
        subject_state=row.subject_state,
        preparers=tuple(row.preparers),
        prepared_by=row.prepared_by_id,
        prepared_at=row.prepared_at,
        verdict=Verdict(row.verdict),
        decided_by=row.decided_by_id,
        decided_at=row.decided_at,
        reason=row.reason,
    )
