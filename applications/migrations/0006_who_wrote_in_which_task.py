"""Each task of a draft has its own newest edit, so that two people who write in one task find out.

The draft's own count is told of no more. Its column stays, with a default, for the version that runs beside this one; a
later release drops it.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Count edits by task instead of by draft."""

    dependencies = (
        ("applications", "0005_choices_beside_what_was_sent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("draft", "edition")],
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE applications_draft ALTER COLUMN edition SET DEFAULT 0",
                    "ALTER TABLE applications_draft ALTER COLUMN edition DROP DEFAULT",
                )
            ],
        ),
        migrations.CreateModel(
            name="TaskEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=60)),
                ("edition", models.PositiveIntegerField(default=0)),
                ("edited_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_edits",
                        to="applications.application",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("application", "task"), name="a_task_has_one_newest_edit")
                ],
            },
        ),
    )
