"""Vintages with their rows, shares and locks; what was imported and counted stays as it was."""

import django.db.models.deletion
import fsm3.core.fields
from django.conf import settings
from django.db import migrations, models

from fsm3.core.append_only import refuse_change, take_right_to_change

STAYS = ("payouts_vintage", "payouts_citizenmonth", "payouts_monthshare")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('applications', '0005_choices_beside_what_was_sent'),
        ('core', '0002_what_stays_as_written'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Vintage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('file_name', models.CharField(max_length=200)),
                ('imported_at', models.DateTimeField()),
                ('rows', models.PositiveIntegerField()),
                ('months', models.JSONField()),
                ('columns', models.JSONField()),
                ('municipalities', models.JSONField()),
                ('counted_not_stored', models.JSONField()),
                ('confirmations', models.JSONField()),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.pool')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='OutcomeUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('content', models.BinaryField(null=True)),
                ('confirmations', models.JSONField()),
                ('uploaded_at', models.DateTimeField()),
                ('by_role', models.CharField(max_length=40)),
                ('read_at', models.DateTimeField(null=True)),
                ('problems', models.JSONField(default=list)),
                ('by_organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('by_user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.pool')),
                ('vintage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payouts.vintage')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MonthShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', fsm3.core.fields.MonthField()),
                ('municipality', models.CharField(max_length=4)),
                ('count', models.PositiveIntegerField()),
                ('in_group', models.PositiveIntegerField()),
                ('detail', models.JSONField()),
                ('vintage', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payouts.vintage')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MonthLock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', fsm3.core.fields.MonthField()),
                ('locked_at', models.DateTimeField()),
                ('unlocked_at', models.DateTimeField(null=True)),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.pool')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.proposal')),
                ('unlock_proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.proposal')),
                ('vintage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payouts.vintage')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CitizenMonth',
            fields=[
                ('pk', models.CompositePrimaryKey('vintage_id', 'month', 'citizen', blank=True, editable=False, primary_key=True, serialize=False)),
                ('month', fsm3.core.fields.MonthField()),
                ('citizen', models.CharField(max_length=64)),
                ('municipality', models.CharField(max_length=4)),
                ('answers', models.PositiveIntegerField()),
                ('hours', models.PositiveIntegerField()),
                ('vintage', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payouts.vintage')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='vintage',
            constraint=models.UniqueConstraint(fields=('pool', 'number'), name='a_vintage_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='outcomeupload',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('read_at__isnull', True)), models.Q(('content__isnull', True), ('read_at__isnull', False)), _connector='OR'), name='an_upload_is_kept_until_it_is_read'),
        ),
        migrations.AddConstraint(
            model_name='monthshare',
            constraint=models.UniqueConstraint(fields=('vintage', 'month', 'municipality'), name='a_share_is_counted_once_in_a_vintage'),
        ),
        migrations.AddConstraint(
            model_name='monthshare',
            constraint=models.CheckConstraint(condition=models.Q(('count__lte', models.F('in_group'))), name='no_more_results_than_people'),
        ),
        migrations.AddConstraint(
            model_name='monthlock',
            constraint=models.UniqueConstraint(condition=models.Q(('unlocked_at__isnull', True)), fields=('pool', 'month'), name='one_lock_in_force_for_a_month'),
        ),
        migrations.AddConstraint(
            model_name='monthlock',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('unlock_proposal__isnull', True), ('unlocked_at__isnull', True)), models.Q(('unlock_proposal__isnull', False), ('unlocked_at__isnull', False)), _connector='OR'), name='a_month_is_unlocked_by_a_proposal'),
        ),
        migrations.AddConstraint(
            model_name='citizenmonth',
            constraint=models.CheckConstraint(condition=models.Q(('hours__lte', 74400)), name='a_month_has_no_more_hours_than_that'),
        ),
        migrations.AddConstraint(
            model_name='citizenmonth',
            constraint=models.CheckConstraint(condition=models.Q(('citizen__regex', '[[:alpha:]]')), name='a_citizen_is_a_pseudonym_with_a_letter'),
        ),
        migrations.AddConstraint(
            model_name='citizenmonth',
            constraint=models.CheckConstraint(condition=models.Q(('citizen__regex', '(^|[^0-9])[0-9]{6}-?[0-9]{4}([^0-9]|$)'), _negated=True), name='no_cpr_number_is_kept'),
        ),
        *(refuse_change(table) for table in STAYS),
        take_right_to_change(*STAYS),
    ]
