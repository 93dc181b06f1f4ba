"""Writes of attachments; the case is locked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from applications.models import Attachment, AttachmentFile, SentAttachment
from applications.rules.attachments import MediaType
from applications.rules.sending import Task
from applications.services.applications import count_edit
from fsm3.core.canonical import sha256


def keep_file(application_id: int, content: bytes, media_type: MediaType) -> int:
    """Keep the bytes of a file, once in a case; returns it."""
    row, _ = AttachmentFile.objects.only("id").get_or_create(
        application_id=application_id,
        sha256=sha256(content),
        defaults={"media_type": media_type, "size": len(content), "content": content},
    )
    return row.id


def attach(application_id: int, file_id: int, *, key: str, name: str, by: int | None, at: datetime) -> int:
    """Let the draft have a file under a name, in a place that the pool demands or in none."""
    row = Attachment.objects.create(
        application_id=application_id, file_id=file_id, key=key, name=name, added_by_id=by, added_at=at
    )
    count_edit(application_id, Task.ATTACHMENTS, by=by, at=at)
    return row.id


def rename(application_id: int, attachment_id: int, name: str, *, by: int | None, at: datetime) -> None:
    """Call a file of the draft something else."""
    Attachment.objects.filter(id=attachment_id, application_id=application_id).update(name=name)
    count_edit(application_id, Task.ATTACHMENTS, by=by, at=at)


def remove(application_id: int, attachment_id: int, *, by: int | None, at: datetime) -> None:
    """Take a file out of the draft, and let its bytes go when neither the draft nor anything sent refers to them."""
    row = Attachment.objects.get(id=attachment_id, application_id=application_id)
    row.delete()
    _let_go(application_id)
    count_edit(application_id, Task.ATTACHMENTS, by=by, at=at)


def lay_out(application_id: int, files: Iterable[Mapping[str, str]], *, at: datetime) -> None:
    """Let the draft have the files that a sent version names, in place of those it had; their bytes go as in `remove`."""
    Attachment.objects.filter(application_id=application_id).delete()
    kept = dict(AttachmentFile.objects.filter(application_id=application_id).values_list("sha256", "id"))
    Attachment.objects.bulk_create(
        Attachment(
            application_id=application_id,
            file_id=kept[each["sha256"]],
            key=each["key"],
            name=each["name"],
            added_at=at,
        )
        for each in files
    )
    _let_go(application_id)


def _let_go(application_id: int) -> None:
    """Let the bytes of a case go that neither its draft nor anything sent refers to."""
    unused = AttachmentFile.objects.only("id").filter(attachments__isnull=True, sent__isnull=True)
    unused.filter(application_id=application_id).delete()


def refer(submission_id: int, application_id: int, digests: Iterable[str]) -> None:
    """Let a version that is being sent refer to the files it names by their SHA-256, so that they stay."""
    files = AttachmentFile.objects.filter(application_id=application_id, sha256__in=set(digests))
    SentAttachment.objects.bulk_create(
        SentAttachment(submission_id=submission_id, file_id=file)
        for file in files.order_by("id").values_list("id", flat=True)
    )
