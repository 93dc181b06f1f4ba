"""An assessor writes for an hour: what is written so far is kept, for its writer alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


class Migration(migrations.Migration):
    """Keep one draft of each assessor of a case. Rows change and go: a draft is nobody's word yet."""

    dependencies = (
        ("applications", "0010_how_a_case_is_handled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="AssessmentDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scores", models.JSONField(default=dict)),
                ("edition", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                ("application", models.ForeignKey(to="applications.application", **KEPT)),
                ("assessor", models.ForeignKey(to=settings.AUTH_USER_MODEL, **KEPT)),
                ("read", models.ForeignKey(to="applications.submission", **KEPT)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "assessor"), name="an_assessor_has_one_draft_of_a_case"
                    )
                ],
            },
        ),
    )
