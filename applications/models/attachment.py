"""The files of an application: the draft's, and what was sent.

Source: domain page, "Application" (attachments); quality page, "Security" (uploads). Why their bytes lie here and not in
the table of documents: `fsm3/docs/decisions/0011-removed-files-go.md`.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q

from applications.models.application import Application, Submission
from applications.rules.attachments import MediaType


class AttachmentFile(models.Model):
    """The bytes of a file of one case, named by their SHA-256. They never change, but they may go.

    A file that was removed before it was sent is nobody's business any more: its row is deleted with the last
    attachment that refers to it. What was sent refers to it for ever, and the database then lets nobody delete it. A
    row is one case's own, so that removing takes the lock of that case alone.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("application", "sha256"), name="a_case_keeps_the_same_bytes_once"
            ),
            models.CheckConstraint(
                name="a_file_is_what_its_sha256_says",
                condition=Q(
                    sha256=Func(
                        F("content"),
                        template="encode(sha256(%(expressions)s), 'hex')",
                        output_field=models.CharField(),
                    )
                ),
            ),
            models.CheckConstraint(
                name="a_file_has_its_size",
                condition=Q(size__gt=0)
                & Q(size=Func(F("content"), function="octet_length", output_field=models.IntegerField())),
            ),
            models.CheckConstraint(
                name="a_kind_of_file_we_take",
                condition=Q(media_type__in=[each.value for each in MediaType]),
            ),
        )


class Attachment(models.Model):
    """A file in a draft. `key` is the place that the pool demands it in, empty for one attached freely."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(AttachmentFile, on_delete=models.PROTECT, related_name="attachments")
    key = models.CharField(max_length=60, default="")
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    added_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("application", "name"), name="a_draft_has_a_file_name_once"),
            models.UniqueConstraint(
                fields=("application", "key"), condition=~Q(key=""), name="a_demanded_place_holds_one_file"
            ),
        )


class SentAttachment(models.Model):
    """That a version which was sent refers to a file: append-only, so the file stays. Its content has the names."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(AttachmentFile, on_delete=models.PROTECT, related_name="sent")

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "file"), name="a_sent_version_refers_to_a_file_once"
            ),
        )
