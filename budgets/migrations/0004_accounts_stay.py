"""What was sent, attested and accepted of an account stays."""

from django.db import migrations

from budgets.models.account_triggers import STAYS_AS_SENT, STAYS_NO_MORE


class Migration(migrations.Migration):
    """Say in the database what no program may do."""

    dependencies = (("budgets", "0003_accounts"),)

    operations = (migrations.RunSQL(STAYS_AS_SENT, STAYS_NO_MORE),)
