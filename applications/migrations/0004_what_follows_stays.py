"""An acceptance, a renunciation and a due date stay as they were written."""

from django.db import migrations

from fsm3.core.append_only import refuse_change, take_right_to_change

TABLES = ("applications_acceptance", "applications_renunciation", "applications_duedate")


class Migration(migrations.Migration):
    """Say in the database what no program may do."""

    dependencies = (("applications", "0003_what_follows_an_award"),)

    operations = (*(refuse_change(table) for table in TABLES), take_right_to_change(*TABLES))
