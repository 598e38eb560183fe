"""The room's tables. Files read in."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('imports', '0001_initial'), ('imports', '0002_undo_and_known_rows')]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('kind', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200, verbose_name='fil')),
                ('text', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('previewed', 'Väntar på ditt beslut'), ('wanted', 'I kö'), ('running', 'Läses in'), ('done', 'Inläst'), ('failed', 'Kunde inte läsas in'), ('dropped', 'Avbruten'), ('undone', 'Ångrad')], default='previewed', editable=False, max_length=10, verbose_name='läge')),
                ('mode', models.CharField(choices=[('all', 'Allt eller inget: läs in bara om alla rader är rätt'), ('good', 'Läs in de rader som är rätt och hoppa över de andra')], default='all', max_length=4, verbose_name='om en rad har fel')),
                ('known_rows', models.CharField(choices=[('skip', 'Hoppa över dem'), ('update', 'Skriv över med det som står i filen')], default='skip', max_length=6, verbose_name='rader som redan finns')),
                ('adds_themes', models.BooleanField(default=False, verbose_name='lägg till teman')),
                ('good_count', models.PositiveIntegerField(default=0)),
                ('known_count', models.PositiveIntegerField(default=0)),
                ('bad_count', models.PositiveIntegerField(default=0)),
                ('problems', models.JSONField(blank=True, default=list)),
                ('unknown_themes', models.JSONField(blank=True, default=list)),
                ('ignored', models.JSONField(blank=True, default=list)),
                ('sample', models.JSONField(blank=True, default=dict)),
                ('saved_count', models.PositiveIntegerField(default=0)),
                ('updated_count', models.PositiveIntegerField(default=0)),
                ('failure', models.CharField(blank=True, max_length=300)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='accounts.organisation')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inläst fil',
                'verbose_name_plural': 'inlästa filer',
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(fields=['organisation', 'kind', '-created_at'], name='imports_newest'), models.Index(condition=models.Q(('state__in', ('wanted', 'running'))), fields=['due_at'], name='imports_to_do')],
            },
        ),
    ]
