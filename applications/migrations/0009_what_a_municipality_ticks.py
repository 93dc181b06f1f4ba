"""A municipality ticks what is expected of it along the way; what it said before stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fsm3.core.append_only import refuse_change, take_right_to_change

TABLE = "applications_expectationtick"


class Migration(migrations.Migration):
    """Keep ticks as they were made."""

    dependencies = (
        ("applications", "0008_questions_about_what_was_sent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="ExpectationTick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("done", models.BooleanField()),
                ("comment", models.TextField(blank=True, default="")),
                ("ticked_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expectation_ticks",
                        to="applications.application",
                    ),
                ),
                (
                    "ticked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["application", "key", "day", "-id"], name="newest_tick_first")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="a_tick_is_of_something_expected"
                    )
                ],
            },
        ),
        refuse_change(TABLE),
        take_right_to_change(TABLE),
    )
