"""Mail: every mail the program sends, kept as a row and sent by a job. A mail only says that something lies at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models

from fsm3.core import jobs

SEND_MAIL = "send_mail"


class Mail(models.Model):
    """One mail to one user."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    case = models.BigIntegerField(null=True, db_index=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


@dataclass(frozen=True)
class Letter:
    """A mail as the job that sends it needs it."""

    to: str
    subject: str
    body: str


def write(*, to: int, subject: str, body: str, at: datetime, case: int | None = None) -> int:
    """Write a mail to a user and have it sent after the commit."""
    mail = Mail.objects.create(to_id=to, subject=subject, body=body, case=case, written_at=at)
    jobs.enqueue(SEND_MAIL, key=f"mail:{mail.id}", payload={"mail": mail.id})
    return mail.id


def unsent(mail_id: int) -> Letter | None:
    """The mail, unless it is sent."""
    row = (
        Mail.objects.filter(id=mail_id, sent_at__isnull=True)
        .values_list("to__email", "subject", "body")
        .first()
    )
    return Letter(*row) if row else None


def mark_sent(mail_id: int, *, at: datetime) -> None:
    """Remember that the mail left."""
    Mail.objects.filter(id=mail_id, sent_at__isnull=True).update(sent_at=at)


@dataclass(frozen=True)
class Kept:
    """A mail in the mailbox."""

    id: int
    to: str
    subject: str
    body: str
    written_at: datetime
    sent_at: datetime | None


def newest(limit: int, *, before: int | None = None) -> tuple[Kept, ...]:
    """The newest mails, newest first, at most `limit`; of those older than one of them when `before` names it."""
    rows = Mail.objects.order_by("-id").values_list(
        "id", "to__email", "subject", "body", "written_at", "sent_at"
    )
    if before is not None:
        rows = rows.filter(id__lt=before)
    return tuple(Kept(*row) for row in rows[:limit])
