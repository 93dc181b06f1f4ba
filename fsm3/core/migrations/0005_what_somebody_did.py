"""An administrator sees what somebody did, and what was done about them, newest first, however long the journal is."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Find the entries by a person, and those about a subject, by an index, made while acts go on being recorded."""

    atomic = False

    dependencies = (("core", "0004_what_an_organisation_did"),)

    operations = (
        AddIndexConcurrently(
            "journalentry", models.Index(fields=("user_id", "-seq"), name="journal_by_user")
        ),
        AddIndexConcurrently(
            "journalentry", models.Index(fields=("subject", "-seq"), name="journal_by_subject")
        ),
    )
