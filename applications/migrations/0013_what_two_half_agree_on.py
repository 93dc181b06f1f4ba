"""Two assessors talk a case through more than once: what they half agree on is kept, for both."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


class Migration(migrations.Migration):
    """Keep one draft of the agreed scores of a case. Its row changes and goes: a draft is nobody's word yet."""

    dependencies = (
        ("applications", "0012_the_decision_room"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="AgreedDraft",
            fields=[
                ("application", models.OneToOneField(primary_key=True, serialize=False, to="applications.application", **KEPT)),
                ("scores", models.JSONField(default=dict)),
                ("edition", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                ("written_by", models.ForeignKey(to=settings.AUTH_USER_MODEL, **KEPT)),
            ],
            options={"default_permissions": ()},
        ),
    )
