"""An organisation sees what its own people did, newest first, however long the journal is."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Find the entries of an organisation by an index, made while acts go on being recorded."""

    atomic = False

    dependencies = (("core", "0003_mails_that_lead_on"),)

    operations = (
        AddIndexConcurrently(
            "journalentry", models.Index(fields=("organisation_id", "-seq"), name="journal_by_organisation")
        ),
    )
