"""Documents: what was sent stays as it was sent.

A document is a frozen context with its digest; its rendering is the bytes made of it, with the template version and
the journal's head at that moment. Bytes lie once each in a table by their SHA-256. A correction is a new document
that names the one it corrects. All three tables are append-only. A document counts as given when its rendering is
there: it then lies at the addressee's door.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from fsm3.core.canonical import canonical, sha256
from fsm3.core.journal import Head


class Document(models.Model):
    """What is to be said, to whom, in which case; written once."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    case = models.BigIntegerField(null=True, db_index=True)
    addressee = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    context = models.TextField()
    context_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, related_name="+", null=True)
    supplements = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        default_permissions = ()


class Blob(models.Model):
    """Bytes, named by their SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    content = models.BinaryField()

    class Meta:
        default_permissions = ()


class Rendering(models.Model):
    """The file made of a document, once."""

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, primary_key=True, related_name="rendering"
    )
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    template_version = models.CharField(max_length=64)
    journal_seq = models.BigIntegerField()
    journal_digest = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()

    class Meta:
        default_permissions = ()


@dataclass(frozen=True)
class Frozen:
    """A document as the worker that renders it needs it."""

    id: int
    kind: str
    title: str
    case: int | None
    addressee_id: int
    context: Mapping[str, Any]


def create(
    kind: str,
    *,
    title: str,
    context: Mapping[str, Any],
    addressee_id: int,
    at: datetime,
    case: int | None = None,
    corrects: int | None = None,
    supplements: int | None = None,
) -> int:
    """Freeze a document and return its id; its file is made by a job."""
    text = canonical(context)
    row = Document.objects.create(
        kind=kind,
        title=title,
        case=case,
        addressee_id=addressee_id,
        context=text,
        context_sha256=sha256(text),
        created_at=at,
        corrects_id=corrects,
        supplements_id=supplements,
    )
    return row.id


def frozen(document_id: int) -> Frozen:
    """A document as values. Raises Document.DoesNotExist."""
    row = Document.objects.get(id=document_id)
    return Frozen(row.id, row.kind, row.title, row.case, row.addressee_id, json.loads(row.context))


def store_rendering(
    document_id: int, *, content: bytes, media_type: str, template_version: str, head: Head, at: datetime
) -> str:
    """Keep the file made of a document and return its SHA-256. A second rendering is refused by the database."""
    digest = sha256(content)
    Blob.objects.bulk_create(
        [Blob(sha256=digest, media_type=media_type, size=len(content), content=content)],
        ignore_conflicts=True,
    )
    Rendering.objects.create(
        document_id=document_id,
        blob_id=digest,
        template_version=template_version,
        journal_seq=head.seq,
        journal_digest=head.digest,
        rendered_at=at,
    )
    return digest


def corrected_by(document_id: int) -> int | None:
    """The document that corrects a document; None while none does."""
    return Document.objects.filter(corrects=document_id).values_list("id", flat=True).first()


def first_of(document_id: int) -> int:
    """The letter at the beginning of a chain of corrections; a letter that corrects none is its own."""
    while before := Document.objects.filter(id=document_id).values_list("corrects", flat=True).get():
        document_id = before
    return document_id


def standing(document_id: int) -> int:
    """The letter that stands in the place of one: the newest of its corrections that lies at the door."""
    newer = Document.objects.filter(rendering__isnull=False)
    while after := newer.filter(corrects=document_id).values_list("id", flat=True).first():
        document_id = after
    return document_id


def is_rendered(document_id: int) -> bool:
    """Whether the document's file is made."""
    return Rendering.objects.filter(document_id=document_id).exists()


@dataclass(frozen=True)
class Listed:
    """A document in a list; `sha256`, `size` and `rendered_at` are empty until its file is made."""

    id: int
    kind: str
    title: str
    addressee_id: int
    created_at: datetime
    sha256: str
    size: int
    rendered_at: datetime | None
    corrects: int | None
    case: int | None


def of_case(case: int) -> tuple[Listed, ...]:
    """The documents of a case, oldest first, without their bytes."""
    return _listed(Document.objects.filter(case=case))


def of_addressee(organisation_id: int) -> tuple[Listed, ...]:
    """The documents that lie at an organisation's door, oldest first: those whose file is made."""
    return _listed(Document.objects.filter(addressee_id=organisation_id, rendering__isnull=False))


def of_cases(cases: Collection[int], kinds: Collection[str]) -> tuple[Listed, ...]:
    """The documents of some kinds in cases, oldest first, without their bytes."""
    return _listed(Document.objects.filter(case__in=cases, kind__in=kinds))


def job_key(document_id: int) -> str:
    """How the job that makes a document's file is named."""
    return f"document:{document_id}"


def _listed(rows: models.QuerySet[Document]) -> tuple[Listed, ...]:
    fields = (
        "id", "kind", "title", "addressee_id", "created_at",
        "rendering__blob_id", "rendering__blob__size", "rendering__rendered_at", "corrects_id", "case",
    )  # fmt: skip
    found = rows.order_by("id").values_list(*fields)
    return tuple(
        Listed(id_, kind, title, addressee, created, sha or "", size or 0, rendered, corrects, case)
        for id_, kind, title, addressee, created, sha, size, rendered, corrects, case in found
    )


@dataclass(frozen=True)
class Correction:
    """A document that corrects an earlier one, `corrects`."""

    id: int
    corrects: int
    case: int
    title: str
    created_at: datetime


def corrections(cases: Collection[int]) -> tuple[Correction, ...]:
    """The documents of cases that correct earlier ones, oldest first."""
    rows = Document.objects.filter(case__in=cases, corrects__isnull=False).order_by("id")
    found = rows.values_list("id", "corrects_id", "case", "title", "created_at")
    return tuple(
        Correction(id_, old, case, title, at)
        for id_, old, case, title, at in found
        if old and case is not None
    )


def content_of(document_id: int) -> bytes | None:
    """The bytes of a document's file, or None while it is not made."""
    content = (
        Rendering.objects.filter(document_id=document_id).values_list("blob__content", flat=True).first()
    )
    return None if content is None else bytes(content)


def file_digest(document_id: int) -> str:
    """The SHA-256 of a document's file; empty while it is not made."""
    found = Rendering.objects.filter(document_id=document_id).values_list("blob_id", flat=True).first()
    return found or ""


def files_of(kind: str) -> Iterator[tuple[int, bytes]]:
    """Every file made of a kind of document, with the document."""
    rows = Rendering.objects.filter(document__kind=kind).order_by("document_id").select_related("blob")
    return ((row.document_id, bytes(row.blob.content)) for row in rows.iterator(chunk_size=20))


def document_of_file(sha256: str, *, kind: str) -> int | None:
    """The document of a kind whose file has this SHA-256; None when no such file is ours."""
    rows = Rendering.objects.filter(blob_id=sha256, document__kind=kind)
    return rows.values_list("document_id", flat=True).first()


def is_file_of_ours(sha256: str) -> bool:
    """Whether a file with this SHA-256 was made by us."""
    return Rendering.objects.filter(blob_id=sha256).exists()


def witnesses() -> Iterator[tuple[str, Head]]:
    """Every rendered document with the journal head it carries, for `journal.verify`."""
    rows = Rendering.objects.order_by("document_id").values_list(
        "document_id", "journal_seq", "journal_digest"
    )
    return ((f"document:{document}", Head(seq, digest)) for document, seq, digest in rows.iterator())


def broken() -> Iterator[tuple[int, str]]:
    """Every document that is not what it was: its id and `context_changed` or `file_changed`."""
    for row in Document.objects.only("context", "context_sha256").iterator(chunk_size=500):
        if sha256(row.context) != row.context_sha256:
            yield row.id, "context_changed"
    rows = Rendering.objects.select_related("blob").iterator(chunk_size=20)
    yield from (
        (row.document_id, "file_changed") for row in rows if sha256(bytes(row.blob.content)) != row.blob_id
    )
