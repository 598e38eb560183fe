"""The room's tables. Themes, needs, prioritisation rounds and challenges."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from history.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('needs', '0001_initial'), ('needs', '0002_let_assessments_stand_after_reopening'), ('needs', '0003_own_themes_and_imported_from'), ('needs', '0004_a_need_can_be_withdrawn')]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('imports', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60)),
                ('name_sv', models.CharField(max_length=80, verbose_name='namn på svenska')),
                ('name_en', models.CharField(max_length=80, verbose_name='namn på engelska')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('organisation', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'tema',
                'verbose_name_plural': 'teman',
                'ordering': ['position', 'name_sv'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'slug'), name='themes_differ', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('state', models.CharField(choices=[('draft', 'Utkast'), ('submitted', 'Inlämnat'), ('in_round', 'Bedöms'), ('prioritised', 'Prioriterat'), ('parked', 'Parkerat'), ('declined', 'Avböjt'), ('in_challenge', 'Utmaning'), ('in_pilot', 'Prövas i pilot'), ('concluded', 'Avslutat'), ('withdrawn', 'Återtaget')], default='draft', editable=False, max_length=20, verbose_name='läge')),
                ('title', models.CharField(help_text='En rad som gör att andra förstår vad det handlar om.', max_length=120, verbose_name='rubrik')),
                ('for_whom', models.CharField(blank=True, help_text='Till exempel: nyanställda i hemtjänsten.', max_length=200, verbose_name='vem gäller det?')),
                ('situation', models.TextField(blank=True, help_text='Beskriv vad som händer, inte lösningen. Skriv inga personuppgifter.', max_length=2000, verbose_name='hur är det i dag?')),
                ('consequence', models.TextField(blank=True, help_text='För invånarna, för er som arbetar, för ekonomin.', max_length=2000, verbose_name='vad blir följden?')),
                ('desired_effect', models.TextField(blank=True, help_text='Hur märks det att det har blivit bättre?', max_length=2000, verbose_name='vad vill ni uppnå?')),
                ('baseline', models.CharField(blank=True, help_text='En siffra om ni har den: 40 minuter per besök.', max_length=200, verbose_name='utgångsläge')),
                ('on_behalf_of', models.CharField(blank=True, help_text='Namn eller grupp, om det inte är du själv.', max_length=120, verbose_name='åt vem lämnar du in?')),
                ('on_behalf_email', models.EmailField(blank=True, help_text='Dit skickas svaret också.', max_length=254, verbose_name='e-post för svaret')),
                ('answer', models.TextField(blank=True, editable=False, verbose_name='svar')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='inlämnat')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='källa')),
                ('listed_at', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('submitted_at', 'created_at'), output_field=models.DateTimeField())),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='swedish', weight='A'), '||', django.contrib.postgres.search.SearchVector('for_whom', 'situation', 'consequence', 'desired_effect', config='swedish', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('drivers', models.ManyToManyField(blank=True, related_name='needs', to='accounts.driver', verbose_name='omvärldsfaktorer')),
                ('imported_from', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='imports.importfile')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='accounts.organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_needs', to=settings.AUTH_USER_MODEL, verbose_name='behovsägare')),
                ('submitter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submitted_needs', to=settings.AUTH_USER_MODEL, verbose_name='inlämnat av')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='accounts.unit', verbose_name='enhet')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='needs.theme', verbose_name='tema')),
            ],
            options={
                'verbose_name': 'behov',
                'verbose_name_plural': 'behov',
                'indexes': [models.Index(fields=['organisation', '-listed_at', '-id'], include=('state', 'submitter'), name='needs_newest'), models.Index(fields=['organisation', 'state', '-listed_at', '-id'], include=('submitter',), name='needs_by_state'), models.Index(fields=['organisation', 'unit', '-listed_at', '-id'], include=('state', 'submitter'), name='needs_by_unit'), models.Index(fields=['organisation', 'theme', '-listed_at', '-id'], include=('state', 'submitter'), name='needs_by_theme'), models.Index(models.F('organisation'), django.db.models.functions.comparison.Collate(models.Func(django.db.models.functions.text.Lower(models.F('title')), models.Value('åäöÅÄÖéÉüÜ'), models.Value('{|}{|}eeyy'), function='translate'), 'C'), models.F('id'), name='needs_by_title'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='needs_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'draft'), ('submitted_at__isnull', False), _connector='OR'), name='handed_in_needs_have_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['parked', 'declined', 'prioritised']), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='decided_needs_have_an_answer')],
            },
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(blank=True, max_length=300, verbose_name='hur är det hos er?')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='needs.need')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.unit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'stöd',
                'verbose_name_plural': 'stöd',
                'constraints': [models.UniqueConstraint(fields=('need', 'user'), name='one_support_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('state', models.CharField(choices=[('draft', 'Utkast'), ('open', 'Öppen för svar'), ('closed', 'Stängd för svar')], default='draft', editable=False, max_length=20, verbose_name='läge')),
                ('title', models.CharField(max_length=120, verbose_name='rubrik')),
                ('problem', models.TextField(help_text='Vad som behöver bli bättre, utan lösning. Det här läser startupen.', max_length=4000, verbose_name='behovet')),
                ('for_whom', models.CharField(blank=True, max_length=200, verbose_name='vem gäller det?')),
                ('baseline', models.CharField(blank=True, max_length=200, verbose_name='utgångsläge')),
                ('desired_effect', models.TextField(blank=True, max_length=2000, verbose_name='önskad effekt')),
                ('contribution', models.TextField(blank=True, help_text='Personal, lokaler, data, tid.', max_length=2000, verbose_name='det här bidrar vi med')),
                ('budget_max', models.PositiveIntegerField(default=100000, verbose_name='en pilot får kosta högst (kr exkl. moms)')),
                ('answers_by', models.DateField(verbose_name='svara senast')),
                ('route_to_adoption', models.TextField(blank=True, help_text='Vem beslutar och med vilken budget, om piloten går bra? Visas inte för startuper.', max_length=1000, verbose_name='vägen till införande')),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='swedish', weight='A'), '||', django.contrib.postgres.search.SearchVector('problem', 'for_whom', 'desired_effect', config='swedish', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='challenges', to='accounts.organisation')),
                ('owner', models.ForeignKey(help_text='Linjechefen som möter startuperna.', on_delete=django.db.models.deletion.PROTECT, related_name='owned_challenges', to=settings.AUTH_USER_MODEL, verbose_name='behovsägare')),
                ('needs', models.ManyToManyField(related_name='challenges', to='needs.need', verbose_name='behov')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='needs.theme', verbose_name='tema')),
            ],
            options={
                'verbose_name': 'utmaning',
                'verbose_name_plural': 'utmaningar',
                'indexes': [models.Index(fields=['organisation', '-created_at', '-id'], name='challenges_newest'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='challenges_search')],
            },
        ),
        migrations.CreateModel(
            name='PrioritisationRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('name', models.CharField(help_text='Till exempel: Hösten 2026.', max_length=120, verbose_name='namn')),
                ('state', models.CharField(choices=[('planned', 'Förbereds'), ('open', 'Öppen för bedömning'), ('deciding', 'Väntar på beslut'), ('finished', 'Beslutad')], default='planned', editable=False, max_length=20, verbose_name='läge')),
                ('closes_on', models.DateField(verbose_name='bedöm senast')),
                ('reopened_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='accounts.organisation')),
                ('needs', models.ManyToManyField(related_name='rounds', through='needs.Candidate', to='needs.need', verbose_name='behov')),
                ('team', models.ManyToManyField(related_name='rounds', to=settings.AUTH_USER_MODEL, verbose_name='innovationsteam')),
            ],
            options={
                'verbose_name': 'prioriteringsomgång',
                'verbose_name_plural': 'prioriteringsomgångar',
                'indexes': [models.Index(fields=['organisation', '-created_at', '-id'], name='rounds_newest')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='kriterium')),
                ('guidance', models.CharField(blank=True, max_length=300, verbose_name='så tänker du')),
                ('weight', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='vikt')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='needs.prioritisationround')),
            ],
            options={
                'verbose_name': 'kriterium',
                'verbose_name_plural': 'kriterier',
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 5)), name='weights_from_one_to_five'), models.UniqueConstraint(fields=('round', 'name'), name='criteria_of_a_round_differ')],
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(blank=True, choices=[('forward', 'Ta vidare'), ('park', 'Parkera'), ('decline', 'Avböj')], max_length=10, verbose_name='beslut')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='motivering')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidacies', to='needs.need')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='needs.prioritisationround')),
            ],
            options={
                'verbose_name': 'behov i omgång',
                'verbose_name_plural': 'behov i omgång',
                'constraints': [models.UniqueConstraint(fields=('round', 'need'), name='a_need_once_in_a_round'), models.UniqueConstraint(condition=models.Q(('decision', '')), fields=('need',), name='one_undecided_round_a_need'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decision', '')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('reason', ''), _negated=True), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='decisions_have_a_decider_and_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('comment', models.TextField(blank=True, max_length=1000, verbose_name='kommentar')),
                ('abstains', models.BooleanField(default=False, verbose_name='avstår')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='needs.candidate')),
            ],
            options={
                'verbose_name': 'bedömning',
                'verbose_name_plural': 'bedömningar',
                'constraints': [models.UniqueConstraint(fields=('candidate', 'assessor'), name='one_assessment_a_person_and_need')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.PositiveSmallIntegerField(verbose_name='poäng')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='needs.assessment')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='needs.criterion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'criterion'), name='one_score_a_criterion'), models.CheckConstraint(condition=models.Q(('points__gte', 1), ('points__lte', 5)), name='points_from_one_to_five')],
            },
        ),
    ])]
