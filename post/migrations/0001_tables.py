"""The room's tables. Letters."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('post', '0001_initial'), ('post', '0002_who_it_is_from'), ('post', '0003_language'), ('post', '0004_taken_back_and_corrected'), ('post', '0005_refused'), ('post', '0006_way_out'), ('post', '0007_calendar_file')]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('to', models.EmailField(max_length=254, verbose_name='till')),
                ('sender_name', models.CharField(blank=True, max_length=250)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(default='sv', max_length=5)),
                ('subject', models.CharField(max_length=200, verbose_name='ämne')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('calendar', models.TextField(blank=True)),
                ('calendar_method', models.CharField(blank=True, max_length=10)),
                ('calendar_file', models.TextField(blank=True)),
                ('attachment', models.CharField(blank=True, max_length=200)),
                ('attachment_name', models.CharField(blank=True, max_length=200)),
                ('about', models.CharField(blank=True, max_length=60)),
                ('unsubscribe', models.URLField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('waiting', 'Väntar'), ('sent', 'Skickat'), ('failed', 'Kunde inte skickas'), ('withdrawn', 'Tillbakadraget'), ('refused', 'Kom inte fram')], default='waiting', max_length=10)),
                ('last_error', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='post.letter')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'brev',
                'verbose_name_plural': 'brev',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='letters_waiting'), models.Index(fields=['organisation', '-created_at'], name='letters_of_organisation'), models.Index(condition=models.Q(('about', ''), _negated=True), fields=['about'], name='letters_about'), models.Index(condition=models.Q(('state__in', ('failed', 'refused'))), fields=['organisation', 'to'], name='letters_undelivered')],
            },
        ),
    ]
