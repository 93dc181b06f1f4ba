"""Whoever looks at a job that failed sees when it was tried last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep when a job was last begun; a job of before has none until its next try."""

    dependencies = (("core", "0005_what_somebody_did"),)

    operations = (migrations.AddField("job", "tried_at", models.DateTimeField(null=True)),)
