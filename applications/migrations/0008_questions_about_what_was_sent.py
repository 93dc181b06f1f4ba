"""A caseworker asks about what was sent; the answer is a sent version that names the questions it answers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fsm3.core.append_only import refuse_change, take_right_to_change

TABLES = (
    "applications_clarificationquestion",
    "applications_clarificationdue",
    "applications_clarificationreply",
)
PERSON = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}


def of(model, related_name):
    """A reference to a row that is kept as long as this one."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=f"applications.{model}"
    )


def row_id():
    """The key of a row."""
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Keep questions, due days and replies as they were written, and one open clarification of a case."""

    dependencies = (
        ("applications", "0007_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Clarification",
            fields=[
                ("id", row_id()),
                ("state", models.CharField(default="open", max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.TextField(blank=True, default="")),
                ("about", of("submission", "+")),
                ("application", of("application", "clarifications")),
                ("asked_by", models.ForeignKey(**PERSON)),
                ("ended_by", models.ForeignKey(null=True, **PERSON)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("application",),
                        name="one_open_clarification_of_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "answered", "closed", "withdrawn"])),
                        name="a_clarification_stands_where_we_know",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_ended_clarification_says_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("ended_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="who_closes_a_clarification_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClarificationQuestion",
            fields=[
                ("id", row_id()),
                ("place", models.PositiveSmallIntegerField()),
                ("task", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("clarification", of("clarification", "questions")),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("clarification", "place"), name="a_question_has_its_place_in_a_clarification"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("task", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="a_question_has_a_task_and_a_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClarificationDue",
            fields=[
                ("id", row_id()),
                ("day", models.DateField()),
                ("reason", models.TextField(blank=True, default="")),
                ("set_at", models.DateTimeField()),
                ("clarification", of("clarification", "dues")),
                ("set_by", models.ForeignKey(**PERSON)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reason", "")),
                        fields=("clarification",),
                        name="who_extends_a_clarification_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClarificationReply",
            fields=[
                ("id", row_id()),
                ("text", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                ("question", of("clarificationquestion", "replies")),
                ("written_by", models.ForeignKey(**PERSON)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddField(
            "submission",
            "clarification",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answer",
                to="applications.clarification",
            ),
        ),
        *(refuse_change(table) for table in TABLES),
        take_right_to_change(*TABLES),
    )
