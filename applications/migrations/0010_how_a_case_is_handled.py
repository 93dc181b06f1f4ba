"""What handling a case leaves: statements of impartiality, what was found of admissibility, notes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fsm3.core.append_only import refuse_change, take_right_to_change

TABLES = (
    "applications_impartialitystatement",
    "applications_admissibilityfinding",
    "applications_note",
)
PERSON = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}
CASE = {"on_delete": django.db.models.deletion.PROTECT, "to": "applications.application"}


def row_id():
    """The key of a row."""
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Keep statements, findings and notes as they were made."""

    dependencies = (
        ("applications", "0009_what_a_municipality_ticks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="ImpartialityStatement",
            fields=[
                ("id", row_id()),
                ("stated_at", models.DateTimeField()),
                ("application", models.ForeignKey(related_name="impartiality", **CASE)),
                ("user", models.ForeignKey(**PERSON)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "user"), name="impartiality_is_stated_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdmissibilityFinding",
            fields=[
                (
                    "application",
                    models.OneToOneField(
                        primary_key=True, related_name="admissibility", serialize=False, **CASE
                    ),
                ),
                ("checks", models.JSONField()),
                ("unmet", models.PositiveSmallIntegerField()),
                ("remark", models.TextField(blank=True, default="")),
                ("found_at", models.DateTimeField()),
                ("found_by", models.ForeignKey(**PERSON)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unmet", 0), models.Q(("remark", ""), _negated=True), _connector="OR"
                        ),
                        name="what_is_not_met_takes_a_remark",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", row_id()),
                ("audience", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("application", models.ForeignKey(related_name="notes", **CASE)),
                ("written_by", models.ForeignKey(**PERSON)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["team", "staff", "municipality"])),
                        name="a_note_has_an_audience_we_know",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="a_note_says_something"
                    ),
                ],
            },
        ),
        *(refuse_change(table) for table in TABLES),
        take_right_to_change(*TABLES),
    )
