"""A mail keeps where its link leads, or that it invites to choose a password; its subject is one line."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep the words of a mail whole, so that both its looks are made of them."""

    dependencies = (("core", "0002_what_stays_as_written"),)

    operations = (
        migrations.AddField("mail", "link", models.CharField(max_length=200, db_default="/")),
        migrations.AddField("mail", "link_text", models.CharField(max_length=100, db_default="Åbn tilskudsportalen")),
        migrations.AddField("mail", "invites", models.BooleanField(db_default=False)),
        migrations.AddConstraint(
            "mail",
            models.CheckConstraint(condition=~models.Q(subject__regex="[\r\n]"), name="a_subject_is_one_line"),
        ),
    )
