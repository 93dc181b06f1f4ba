"""Mail: every mail the program sends, kept as a row and sent by a job. A mail only says that something lies at the door.

The row keeps the words, when they were written and when they left; the job's row counts the attempts. How a mail looks,
as text and as HTML, is worked out from the words when it is sent (`fsm3/letters/mail_looks.py`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from fsm3.core import jobs
from fsm3.core.jobs import Job, State

SEND_MAIL = "send_mail"


class Mail(models.Model):
    """One mail to one user; `link` is a path on the site. One that `invites` leads to choosing a password instead."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=200, db_default="/")
    link_text = models.CharField(max_length=100, db_default="Åbn tilskudsportalen")
    invites = models.BooleanField(db_default=False)
    case = models.BigIntegerField(null=True, db_index=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(name="a_subject_is_one_line", condition=~Q(subject__regex="[\r\n]")),
        )


@dataclass(frozen=True)
class Text:
    """The words of a mail: its subject, its paragraphs with an empty line between them, and where its link leads."""

    subject: str
    body: str
    link: str = "/"
    link_text: str = "Åbn tilskudsportalen"
    invites: bool = False


@dataclass(frozen=True)
class Kept:
    """A mail as it is kept."""

    id: int
    user_id: int
    to: str
    text: Text
    written_at: datetime
    sent_at: datetime | None


def write(*, to: int, text: Text, at: datetime, case: int | None = None) -> int:
    """Write a mail to a user and have it sent after the commit. A subject becomes one line, whatever is in it."""
    mail = Mail.objects.create(
        to_id=to,
        subject=" ".join(text.subject.split())[:200],
        body=text.body,
        link=text.link,
        link_text=text.link_text,
        invites=text.invites,
        case=case,
        written_at=at,
    )
    jobs.enqueue(SEND_MAIL, key=f"mail:{mail.id}", payload={"mail": mail.id})
    return mail.id


def unsent(mail_id: int) -> Kept | None:
    """The mail, unless it is sent."""
    return next(iter(_kept(Mail.objects.filter(id=mail_id, sent_at__isnull=True))), None)


def mark_sent(mail_id: int, *, at: datetime) -> None:
    """Remember that the mail left."""
    Mail.objects.filter(id=mail_id, sent_at__isnull=True).update(sent_at=at)


def one(mail_id: int) -> Kept | None:
    """A mail of the mailbox."""
    return next(iter(_kept(Mail.objects.filter(id=mail_id))), None)


def newest(limit: int, *, before: int | None = None) -> tuple[Kept, ...]:
    """The newest mails, newest first, at most `limit`; of those older than one of them when `before` names it."""
    rows = Mail.objects.order_by("-id")
    return _kept((rows if before is None else rows.filter(id__lt=before))[:limit])


def unreachable(users: Collection[int]) -> frozenset[int]:
    """Those of the users whose newest mail could not be delivered: its job is stuck."""
    newest_each = Mail.objects.filter(to__in=users).order_by("to_id", "-id").distinct("to_id")
    rows = newest_each.annotate(given_up=Exists(_stuck_job())).values_list("to_id", "given_up")
    return frozenset(user for user, given_up in rows if given_up)


@dataclass(frozen=True)
class Told:
    """To how many people the same words were written at one moment, how many mails left, and how many never will."""

    written: int = 0
    sent: int = 0
    given_up: int = 0


def told_of(cases: Collection[int]) -> dict[tuple[int, datetime], Told]:
    """Who was told in cases, by case and the moment it was written: that of the letter it speaks of."""
    rows = Mail.objects.filter(case__in=cases).annotate(given_up=Exists(_stuck_job()))
    counted = rows.values("case", "written_at").annotate(
        written=Count("id"),
        left=Count("id", filter=Q(sent_at__isnull=False)),
        lost=Count("id", filter=Q(given_up=True)),
    )
    return {
        (int(row["case"] or 0), row["written_at"]): Told(row["written"], row["left"], row["lost"])
        for row in counted
    }


def _stuck_job() -> models.QuerySet[Job]:
    """The job of a mail in an outer query, where it is stuck."""
    own_job = Concat(Value("mail:"), Cast(OuterRef("id"), models.CharField()))
    return Job.objects.filter(key=own_job, state=State.STUCK)


_KEPT = (
    "id", "to_id", "to__email", "subject", "body", "link", "link_text", "invites", "written_at", "sent_at",
)  # fmt: skip


def _kept(rows: models.QuerySet[Mail]) -> tuple[Kept, ...]:
    return tuple(
        Kept(id_, user, to, Text(subject, body, link, link_text, invites), written_at, sent_at)
        for id_, user, to, subject, body, link, link_text, invites, written_at, sent_at in rows.values_list(
            *_KEPT
        )
    )
