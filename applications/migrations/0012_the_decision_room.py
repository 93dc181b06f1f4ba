"""What caseworkers write in the decision room stays, edition by edition; groups there go, or are frozen by a ranking."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fsm3.core.fields
from fsm3.core.append_only import refuse_change, take_right_to_change

TABLE = "applications_roomedition"


class Migration(migrations.Migration):
    """Keep editions of cases, and groups among them."""

    dependencies = (
        ('applications', '0011_what_an_assessor_writes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name='RoomEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.PositiveIntegerField()),
                ('award', fsm3.core.fields.OptionalMoneyField(null=True)),
                ('lines', models.JSONField(default=list)),
                ('reason', models.TextField(blank=True, default='')),
                ('deviation', models.TextField(blank=True, default='')),
                ('written_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='room_editions', to='applications.application')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('application', 'edition'), name='a_case_has_an_edition_in_the_room_once'), models.CheckConstraint(condition=models.Q(('award__isnull', True), ('award__gte', 0), _connector='OR'), name='no_award_below_nothing_in_the_room')],
            },
        ),
        migrations.CreateModel(
            name='RoomGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('cases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('reason', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='room_groups', to='applications.pool')),
                ('ranking', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.ranking')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['same_degree', 'choice'])), name='a_kind_of_group_in_the_room_we_know'), models.CheckConstraint(condition=models.Q(('cases__len__gte', 2)), name='a_group_has_two_cases_or_more'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_group_has_a_reason')],
            },
        ),
        refuse_change(TABLE),
        take_right_to_change(TABLE),
    )
