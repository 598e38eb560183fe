"""The first shape of this room's tables."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('to', models.EmailField(max_length=254, verbose_name='till')),
                ('subject', models.CharField(max_length=200, verbose_name='ämne')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('calendar', models.TextField(blank=True)),
                ('calendar_method', models.CharField(blank=True, max_length=10)),
                ('attachment', models.CharField(blank=True, max_length=200)),
                ('attachment_name', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'Väntar'), ('sent', 'Skickat'), ('failed', 'Kunde inte skickas')], default='waiting', max_length=10)),
                ('last_error', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'brev',
                'verbose_name_plural': 'brev',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='letters_waiting'), models.Index(fields=['organisation', '-created_at'], name='letters_of_organisation')],
            },
        ),
    ]
