"""The room's tables. Startups, their matches with challenges, and what they answer."""

import accounts.links
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import startups.models
from django.conf import settings
from django.db import migrations, models

from history.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('startups', '0001_initial'), ('startups', '0002_imported_from'), ('startups', '0003_answers_not_given'), ('startups', '0004_late_answers'), ('startups', '0005_example_of_an_organisation_number'), ('startups', '0006_contact_keys'), ('startups', '0007_answers_read')]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('imports', '0001_tables'),
        ('needs', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='Startup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('organisation_number', models.CharField(blank=True, max_length=11, validators=[django.core.validators.RegexValidator('^\\d{6}-\\d{4}$', 'Skriv organisationsnumret som 556677-8899')], verbose_name='organisationsnummer')),
                ('website', models.CharField(blank=True, max_length=200, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='webbplats')),
                ('summary', models.TextField(max_length=4000, verbose_name='vad gör ni?')),
                ('for_whom', models.CharField(blank=True, max_length=300, verbose_name='för vem?')),
                ('references', models.TextField(blank=True, max_length=1000, verbose_name='referenser i offentlig sektor')),
                ('stage', models.CharField(blank=True, choices=[('idea', 'Idé'), ('prototype', 'Prototyp'), ('market', 'På marknaden'), ('growing', 'Växer')], max_length=12, verbose_name='fas')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='ort')),
                ('price_from', models.PositiveIntegerField(blank=True, null=True, verbose_name='en liten pilot kostar från (kr exkl. moms)')),
                ('language', models.CharField(choices=[('sv', 'Svenska'), ('en', 'Engelska'), ('da', 'Danska'), ('no', 'Norska')], default='sv', max_length=2, verbose_name='språk')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='källa')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('name', config='swedish', weight='A'), '||', django.contrib.postgres.search.SearchVector('summary', 'for_whom', 'references', config='swedish', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), '||', django.contrib.postgres.search.SearchVector('name', config='english', weight='A'), django.contrib.postgres.search.SearchConfig('swedish')), '||', django.contrib.postgres.search.SearchVector('summary', 'for_whom', 'references', config='english', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('imported_from', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='imports.importfile')),
                ('themes', models.ManyToManyField(blank=True, related_name='startups', to='needs.theme', verbose_name='teman')),
            ],
            options={
                'verbose_name': 'startup',
                'verbose_name_plural': 'startuper',
                'indexes': [models.Index(django.db.models.functions.comparison.Collate(models.Func(django.db.models.functions.text.Lower(models.F('name')), models.Value('åäöÅÄÖéÉüÜ'), models.Value('{|}{|}eeyy'), function='translate'), 'C'), models.F('id'), name='startups_by_name'), models.Index(fields=['-created_at', '-id'], name='startups_newest'), models.Index(fields=['-updated_at'], name='startups_changed'), models.Index(fields=['place'], name='startups_by_place'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='startups_search')],
                'constraints': [models.UniqueConstraint(models.F('name'), name='startup_names_differ'), models.UniqueConstraint(condition=models.Q(('organisation_number', ''), _negated=True), fields=('organisation_number',), name='organisation_numbers_differ')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('email', models.EmailField(max_length=254, verbose_name='e-post')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefon')),
                ('language', models.CharField(choices=[('sv', 'Svenska'), ('en', 'Engelska')], default='sv', max_length=2, verbose_name='språk')),
                ('key', models.CharField(default=accounts.links.new_key, editable=False, max_length=40, unique=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='startup_contacts', to='accounts.organisation')),
                ('startup', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='startups.startup')),
            ],
            options={
                'verbose_name': 'startupkontakt',
                'verbose_name_plural': 'startupkontakter',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('startup', 'organisation', 'email'), name='one_contact_an_address')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('state', models.CharField(choices=[('suggested', 'Förslag'), ('shortlisted', 'I urvalet'), ('set_aside', 'Valdes bort'), ('invited', 'Inbjuden'), ('answered', 'Har svarat'), ('declined', 'Tackade nej'), ('met', 'Möte hållet'), ('in_pilot', 'I pilot'), ('thanked', 'Avslutad med tack')], default='suggested', editable=False, max_length=20, verbose_name='läge')),
                ('score', models.FloatField(blank=True, editable=False, null=True)),
                ('reasons', models.JSONField(blank=True, default=list, editable=False)),
                ('set_aside_reason', models.CharField(blank=True, max_length=300, verbose_name='varför inte?')),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='needs.challenge')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='accounts.organisation')),
                ('startup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='startups.startup')),
            ],
            options={
                'verbose_name': 'matchning',
                'verbose_name_plural': 'matchningar',
                'constraints': [models.UniqueConstraint(fields=('challenge', 'startup'), name='a_startup_once_a_challenge'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'set_aside'), _negated=True), models.Q(('set_aside_reason', ''), _negated=True), _connector='OR'), name='set_aside_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='SuggestionRun',
            fields=[
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='suggestion_run', serialize=False, to='needs.challenge')),
                ('is_wanted', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('is_wanted', True)), fields=['due_at'], name='suggestions_due')],
            },
        ),
        migrations.CreateModel(
            name='StartupInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=accounts.links.new_key, max_length=40, unique=True)),
                ('message', models.TextField(blank=True, max_length=1000, verbose_name='hälsning')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField(default=startups.models.invitation_end)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='startups.contact')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='startups.match')),
            ],
            options={
                'verbose_name': 'inbjudan',
                'verbose_name_plural': 'inbjudningar',
                'ordering': ['-created_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('match', 'contact'), name='one_link_a_contact_and_match')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.TextField(blank=True, max_length=4000, verbose_name='så skulle vi lösa det här behovet')),
                ('pilot_plan', models.TextField(blank=True, max_length=2000, verbose_name='det här skulle vi pröva i en liten pilot')),
                ('price', models.PositiveIntegerField(blank=True, null=True, verbose_name='pris för piloten (kr exkl. moms)')),
                ('needs_from_us', models.TextField(blank=True, max_length=2000, verbose_name='det här behöver vi från er')),
                ('references', models.TextField(blank=True, max_length=1000, verbose_name='referenser')),
                ('personal_data', models.BooleanField(blank=True, null=True, verbose_name='lösningen behandlar personuppgifter')),
                ('trade_secret', models.TextField(blank=True, max_length=2000, verbose_name='företagshemlighet')),
                ('trade_secret_reason', models.CharField(blank=True, max_length=300, verbose_name='därför är det en företagshemlighet')),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('read_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('late', models.CharField(blank=True, choices=[('waiting', 'Kom sent, inte godtaget än'), ('accepted', 'Kom sent, godtaget'), ('refused', 'Kom sent, togs inte med')], default='', editable=False, max_length=10)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='startups.contact')),
                ('match', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='proposal', to='startups.match')),
            ],
            options={
                'verbose_name': 'lösningsförslag',
                'verbose_name_plural': 'lösningsförslag',
                'constraints': [models.CheckConstraint(condition=models.Q(('trade_secret', ''), models.Q(('trade_secret_reason', ''), _negated=True), _connector='OR'), name='trade_secrets_have_a_reason'), models.CheckConstraint(condition=models.Q(('handed_in_at', None), models.Q(('how', ''), _negated=True), _connector='OR'), name='handed_in_proposals_say_how'), models.CheckConstraint(condition=models.Q(('handed_in_at__isnull', False), ('late', ''), _connector='OR'), name='drafts_are_not_late')],
            },
        ),
        migrations.CreateModel(
            name='OfferedTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='från')),
                ('ends_at', models.DateTimeField(verbose_name='till')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offered_times', to='startups.match')),
            ],
            options={
                'verbose_name': 'erbjuden tid',
                'verbose_name_plural': 'erbjudna tider',
                'ordering': ['starts_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='offered_times_have_a_length'), models.UniqueConstraint(fields=('match', 'starts_at'), name='an_offered_time_once')],
            },
        ),
    ]),
        # The name that this constraint has in a database of the migrations replaced.
        migrations.RunSQL(
            'ALTER TABLE startups_contact RENAME CONSTRAINT startups_contact_key_key TO startups_contact_key_8ab08153_uniq',
            migrations.RunSQL.noop,
        ),
    ]
