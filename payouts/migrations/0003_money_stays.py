"""What was heard, stated, paid and paid back stays, and payments are guarded whoever writes them."""

from django.db import migrations

from fsm3.core.append_only import refuse_change, take_right_to_change
from payouts.models.money_triggers import GUARD_PAYMENT, GUARD_REPAYMENT, UNGUARD_PAYMENT, UNGUARD_REPAYMENT

TABLES = (
    "payouts_hearing",
    "payouts_hearinganswer",
    "payouts_statement",
    "payouts_payment",
    "payouts_repayment",
    "payouts_holdrelease",
    "payouts_confirmation",
)


class Migration(migrations.Migration):
    """Say in the database what no program may do."""

    dependencies = (("payouts", "0002_money"),)

    operations = (
        migrations.RunSQL(GUARD_PAYMENT, UNGUARD_PAYMENT),
        migrations.RunSQL(GUARD_REPAYMENT, UNGUARD_REPAYMENT),
        *(refuse_change(table) for table in TABLES),
        take_right_to_change(*TABLES),
    )
