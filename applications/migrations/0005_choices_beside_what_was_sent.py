"""What lists tell of a sent version stands beside its text; of versions sent before, it is read from there."""

from django.db import migrations, models

FILL = """
ALTER TABLE applications_submission DISABLE TRIGGER rows_stay;
UPDATE applications_submission SET choices = coalesce(
    (SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(content::jsonb -> 'answers') WHERE value IN ('yes', 'no')),
    '{}'
);
ALTER TABLE applications_submission ENABLE TRIGGER rows_stay;
"""


class Migration(migrations.Migration):
    """Keep the answers with yes or no in a column."""

    dependencies = (("applications", "0004_what_follows_stays"),)

    operations = (
        migrations.AddField("submission", "choices", models.JSONField(db_default={})),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    )
