"""The files of an application, as pages and journeys need them: without their bytes, until somebody fetches one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from applications.models import Attachment, AttachmentFile, Submission
from applications.rules.clarification import State
from applications.selectors.visibility import visible_to
from fsm3.core.actors import Actor
from fsm3.core.canonical import sha256


@dataclass(frozen=True)
class Attached:
    """A file in a draft. `key` is the place that the pool demands it in, empty for one attached freely."""

    id: int
    key: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_by: str
    added_at: datetime

    def as_sent(self) -> dict[str, Any]:
        """What the text of a version that is sent says of the file; its digest vouches for the bytes."""
        return {
            "key": self.key,
            "name": self.name,
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.sha256,
        }


@dataclass(frozen=True)
class SentFile:
    """A file as it was sent, by the number of the version and its place in that version's list, from 1."""

    version: int
    place: int
    key: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class File:
    """A file with its bytes."""

    name: str
    media_type: str
    content: bytes


def of_draft(application_id: int) -> tuple[Attached, ...]:
    """The files of a draft, in the order they were attached."""
    fields = (
        "id", "key", "name", "file__media_type", "file__size", "file__sha256", "added_by__name", "added_at",
    )  # fmt: skip
    rows = Attachment.objects.filter(application_id=application_id).order_by("id").values_list(*fields)
    return tuple(
        Attached(each, key, name, media_type, size, digest, by or "", at)
        for each, key, name, media_type, size, digest, by, at in rows
    )


def in_content(version: int, content: Mapping[str, Any]) -> tuple[SentFile, ...]:
    """The files that the text of a sent version names; a version sent before there were attachments names none."""
    listed = content.get("attachments", ())
    return tuple(SentFile(version, place, **each) for place, each in enumerate(listed, start=1))


def draft_file(case: int, attachment_id: int, *, actor: Actor) -> File | None:
    """A file of a draft that is being written; None for one that is not this actor's to see."""
    written = Q(draft__open=True) | Q(clarifications__state=State.OPEN)
    seen = visible_to(actor).filter(written, id=case)
    rows = Attachment.objects.filter(id=attachment_id, application__in=seen)
    found = rows.values_list("name", "file__media_type", "file__content").first()
    return File(found[0], found[1], bytes(found[2])) if found else None


def sent_file(case: int, version: int, place: int, *, actor: Actor) -> File | None:
    """A file as it was sent; None for one that is not this actor's to see, and for one that was not sent."""
    rows = Submission.objects.filter(application__in=visible_to(actor).filter(id=case), number=version)
    row = rows.only("content", "number").first()
    listed = in_content(version, json.loads(row.content)) if row else ()
    found = next((each for each in listed if each.place == place), None)
    if found is None:
        return None
    content = AttachmentFile.objects.values_list("content", flat=True).get(
        application_id=case, sha256=found.sha256
    )
    return File(found.name, found.media_type, bytes(content))


def broken() -> Iterator[tuple[str, int]]:
    """Every file of a sent version that is not what its receipt vouches for: the receipt, and the file's place."""
    rows = Submission.objects.order_by("id").only("application_id", "number", "receipt", "content")
    for row in rows.iterator(chunk_size=20):
        for file in in_content(row.number, json.loads(row.content)):
            kept = AttachmentFile.objects.filter(application_id=row.application_id, sha256=file.sha256)
            content = kept.values_list("content", flat=True).first()
            if content is None or sha256(bytes(content)) != file.sha256:
                yield row.receipt, file.place
