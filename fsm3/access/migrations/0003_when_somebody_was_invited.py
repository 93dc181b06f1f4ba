"""Whoever was invited and has not chosen a password yet is shown as such, with the day the newest invitation left."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep when a user was last invited."""

    dependencies = (("access", "0002_accounts"),)

    operations = (migrations.AddField("user", "invited_at", models.DateTimeField(null=True)),)
