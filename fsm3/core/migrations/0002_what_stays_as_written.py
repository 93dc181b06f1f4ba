"""Journal, documents and proposals stay as they were written, and the journal chains itself."""

from django.db import migrations

from fsm3.core.append_only import REFUSE_CHANGE, refuse_change, take_right_to_change
from fsm3.core.journal import CHAIN
from fsm3.core.proposals import FREEZE

TABLES = ("core_journalentry", "core_document", "core_blob", "core_rendering")


class Migration(migrations.Migration):
    """Say in the database what no program may do."""

    dependencies = (("core", "0001_initial"),)

    operations = (
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION refuse_change();"),
        migrations.RunSQL(CHAIN, "DROP TRIGGER chain ON core_journalentry; DROP FUNCTION chain_journal();"),
        migrations.RunSQL(FREEZE, "DROP TRIGGER stays_as_proposed ON core_proposal; DROP FUNCTION freeze_proposal();"),
        *(refuse_change(table) for table in TABLES),
        take_right_to_change(*TABLES),
    )
