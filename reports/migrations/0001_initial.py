"""The first shape of this room's tables."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('pilots', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ManagementGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('addresses', django.contrib.postgres.fields.ArrayField(base_field=models.EmailField(max_length=254), blank=True, default=list, help_text='Rapporten mejlas även hit. Skilj adresserna åt med komma.', size=None, verbose_name='andra e-postadresser')),
                ('language', models.CharField(choices=[('sv', 'Svenska'), ('en', 'Engelska')], default='sv', max_length=2, verbose_name='rapportens språk')),
                ('members', models.ManyToManyField(blank=True, related_name='management_groups', to=settings.AUTH_USER_MODEL, verbose_name='medlemmar')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='management_groups', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'ledningsgrupp',
                'verbose_name_plural': 'ledningsgrupper',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='management_group_names_differ')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('title', models.CharField(max_length=120, verbose_name='rubrik')),
                ('period_from', models.DateField(verbose_name='från och med')),
                ('period_to', models.DateField(verbose_name='till och med')),
                ('summary', models.TextField(blank=True, help_text='Några meningar om vad som har hänt och varför.', max_length=2000, verbose_name='läget i korthet')),
                ('decisions_asked', models.TextField(blank=True, help_text='En rad för varje beslut som ni ber om.', max_length=2000, verbose_name='beslut som behövs')),
                ('state', models.CharField(choices=[('ordered', 'Beställd'), ('being_made', 'Görs just nu'), ('ready', 'Klar'), ('failed', 'Kunde inte göras')], default='ordered', editable=False, max_length=12, verbose_name='läge')),
                ('progress', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('failure', models.TextField(blank=True, editable=False)),
                ('edition', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='utgåva')),
                ('contents', models.JSONField(default=dict, editable=False)),
                ('file', models.FileField(blank=True, editable=False, upload_to='reports/%Y/')),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('page_count', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('ready_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='swedish', weight='A'), '||', django.contrib.postgres.search.SearchVector('summary', 'decisions_asked', config='swedish', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.managementgroup', verbose_name='ledningsgrupp')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='accounts.organisation')),
                ('pilots', models.ManyToManyField(blank=True, editable=False, related_name='reports', to='pilots.pilot')),
            ],
            options={
                'verbose_name': 'rapport',
                'verbose_name_plural': 'rapporter',
                'indexes': [models.Index(fields=['organisation', '-created_at', '-id'], name='reports_newest'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='reports_search'), models.Index(condition=models.Q(('state__in', ('ordered', 'being_made'))), fields=['due_at'], name='reports_to_make')],
                'constraints': [models.CheckConstraint(condition=models.Q(('period_to__gte', models.F('period_from'))), name='periods_end_after_they_begin'), models.UniqueConstraint(fields=('group', 'period_from', 'period_to', 'edition'), name='editions_are_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True), ('ready_at__isnull', False)), _connector='OR'), name='ready_reports_have_a_file')],
            },
        ),
    ]
