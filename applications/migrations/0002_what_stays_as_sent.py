"""What was sent, ranked and decided stays; awards in force never exceed the envelope."""

from django.db import migrations

from applications.models.decision import GUARD_ENVELOPE
from fsm3.core.append_only import refuse_change, take_right_to_change

TABLES = ("applications_submission", "applications_ranking", "applications_decision")


class Migration(migrations.Migration):
    """Say in the database what no program may do."""

    dependencies = (("applications", "0001_initial"), ("core", "0002_what_stays_as_written"))

    operations = (
        *(refuse_change(table) for table in TABLES),
        take_right_to_change(*TABLES),
        migrations.RunSQL(
            GUARD_ENVELOPE,
            "DROP TRIGGER awards_stay_within_the_envelope ON applications_award; DROP FUNCTION guard_envelope();",
        ),
    )
