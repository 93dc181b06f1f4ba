"""The files of an application: the draft's may go, their bytes never change, and what was sent keeps its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fsm3.core.append_only import refuse_change, refuse_update, take_right_to_change, take_right_to_update

KINDS = [
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "image/png",
    "image/jpeg",
]


def _id() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(**{"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": model, **more})


class Migration(migrations.Migration):
    """Keep attachments."""

    dependencies = (
        ("applications", "0006_who_wrote_in_which_task"),
        ("core", "0002_what_stays_as_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="AttachmentFile",
            fields=[
                ("id", _id()),
                ("sha256", models.CharField(max_length=64)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("application", _to("applications.application")),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "sha256"), name="a_case_keeps_the_same_bytes_once"
                    ),
                    models.CheckConstraint(
                        name="a_file_is_what_its_sha256_says",
                        condition=models.Q(
                            sha256=models.Func(
                                models.F("content"),
                                template="encode(sha256(%(expressions)s), 'hex')",
                                output_field=models.CharField(),
                            )
                        ),
                    ),
                    models.CheckConstraint(
                        name="a_file_has_its_size",
                        condition=models.Q(size__gt=0)
                        & models.Q(
                            size=models.Func(
                                models.F("content"), function="octet_length", output_field=models.IntegerField()
                            )
                        ),
                    ),
                    models.CheckConstraint(name="a_kind_of_file_we_take", condition=models.Q(media_type__in=KINDS)),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", _id()),
                ("key", models.CharField(default="", max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
                ("added_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("application", _to("applications.application")),
                ("file", _to("applications.attachmentfile", related_name="attachments")),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("application", "name"), name="a_draft_has_a_file_name_once"),
                    models.UniqueConstraint(
                        fields=("application", "key"),
                        condition=~models.Q(key=""),
                        name="a_demanded_place_holds_one_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SentAttachment",
            fields=[
                ("id", _id()),
                ("file", _to("applications.attachmentfile", related_name="sent")),
                ("submission", _to("applications.submission")),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "file"), name="a_sent_version_refers_to_a_file_once"
                    )
                ],
            },
        ),
        refuse_update("applications_attachmentfile"),
        take_right_to_update("applications_attachmentfile"),
        refuse_change("applications_sentattachment"),
        take_right_to_change("applications_sentattachment"),
    )
