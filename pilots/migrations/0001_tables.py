"""The room's tables. Pilots, what they cost, what stands in their way and what they teach."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from history.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('pilots', '0001_initial'), ('pilots', '0002_abandoned_charters'), ('pilots', '0003_answers_not_given'), ('pilots', '0004_obstacles_left_behind')]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('startups', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='Pilot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('state', models.CharField(choices=[('charter', 'Pilotplan'), ('running', 'Pågår'), ('scaled_up', 'Skalas upp'), ('ended', 'Avslutad med lärdom'), ('abandoned', 'Nedlagd')], default='charter', editable=False, max_length=20, verbose_name='läge')),
                ('title', models.CharField(max_length=120, verbose_name='namn på piloten')),
                ('question', models.TextField(help_text='En fråga som piloten kan svara ja eller nej på.', max_length=1000, verbose_name='frågan vi vill ha svar på')),
                ('budget', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50000000)], verbose_name='budget (kr exkl. moms)')),
                ('starts_on', models.DateField(verbose_name='börjar')),
                ('ends_on', models.DateField(verbose_name='slutar')),
                ('partners', models.CharField(blank=True, help_text='Akademi, science park eller forskningsinstitut.', max_length=300, verbose_name='externa parter')),
                ('delegation', models.CharField(blank=True, help_text='Den punkt i delegationsordningen som gäller.', max_length=120, verbose_name='delegationspunkt')),
                ('registry_number', models.CharField(blank=True, max_length=40, verbose_name='diarienummer')),
                ('personal_data', models.BooleanField(blank=True, null=True, verbose_name='piloten behandlar personuppgifter')),
                ('data_agreement', models.BooleanField(blank=True, null=True, verbose_name='personuppgiftsbiträdesavtal finns')),
                ('started_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('abandoned_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('abandoned_because', models.CharField(blank=True, editable=False, max_length=500, verbose_name='varför lades pilotplanen ned?')),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='swedish', weight='A'), '||', django.contrib.postgres.search.SearchVector('question', 'partners', config='swedish', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('decider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pilots_to_decide', to=settings.AUTH_USER_MODEL, verbose_name='beslutar när piloten är slut')),
                ('match', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pilot', to='startups.match', verbose_name='matchning')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pilots', to='accounts.organisation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owned_pilots', to=settings.AUTH_USER_MODEL, verbose_name='pilotägare')),
            ],
            options={
                'verbose_name': 'pilot',
                'verbose_name_plural': 'piloter',
                'indexes': [models.Index(fields=['organisation', '-starts_on', '-id'], name='pilots_newest'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='pilots_search'), models.Index(fields=['organisation', 'ends_on', 'id'], name='pilots_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='pilots_end_after_they_begin'), models.CheckConstraint(condition=models.Q(('budget__gt', 0)), name='pilots_have_a_budget'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('scaled_up', 'ended')), _negated=True), ('decided_at__isnull', False), _connector='OR'), name='decided_pilots_have_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'abandoned'), _negated=True), models.Q(('abandoned_at__isnull', False), models.Q(('abandoned_because', ''), _negated=True)), _connector='OR'), name='abandoned_pilots_say_why')],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('mood', models.CharField(choices=[('well', 'Går bra'), ('so_so', 'Går så där'), ('stuck', 'Står still')], max_length=10, verbose_name='hur går det?')),
                ('line', models.CharField(max_length=500, verbose_name='berätta med en rad')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='pilots.pilot')),
            ],
            options={
                'verbose_name': 'avstämning',
                'verbose_name_plural': 'avstämningar',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Cost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('what', models.CharField(max_length=200, verbose_name='vad?')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01')), django.core.validators.MaxValueValidator(Decimal('50000000'))], verbose_name='belopp (kr exkl. moms)')),
                ('on', models.DateField(verbose_name='datum')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='costs', to='pilots.pilot')),
            ],
            options={
                'verbose_name': 'kostnad',
                'verbose_name_plural': 'kostnader',
                'ordering': ['-on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='costs_are_above_nought')],
            },
        ),
        migrations.CreateModel(
            name='SuccessThreshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=200, verbose_name='vad mäter vi?')),
                ('unit', models.CharField(blank=True, help_text='Till exempel minuter eller procent.', max_length=40, verbose_name='enhet')),
                ('baseline', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='utgångsläge')),
                ('target', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='mål')),
                ('result', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='resultat')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thresholds', to='pilots.pilot')),
            ],
            options={
                'verbose_name': 'framgångskriterium',
                'verbose_name_plural': 'framgångskriterier',
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('target', models.F('baseline')), _negated=True), name='a_target_differs_from_its_baseline')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('title', models.CharField(max_length=160, verbose_name='lärdomen i en mening')),
                ('believed', models.TextField(blank=True, max_length=1000, verbose_name='det här trodde vi')),
                ('saw', models.TextField(max_length=2000, verbose_name='det här såg vi')),
                ('advice', models.TextField(blank=True, max_length=1000, verbose_name='det här råder vi andra till')),
                ('for_whom', models.CharField(blank=True, max_length=200, verbose_name='för vem är det viktigt?')),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='swedish', weight='A'), '||', django.contrib.postgres.search.SearchVector('believed', 'saw', 'advice', 'for_whom', config='swedish', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='accounts.organisation')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='pilots.pilot')),
            ],
            options={
                'verbose_name': 'lärdom',
                'verbose_name_plural': 'lärdomar',
                'indexes': [models.Index(fields=['organisation', '-created_at', '-id'], name='lessons_newest'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='lessons_search')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('scale_up', 'Skala upp'), ('iterate', 'Fortsätt pröva'), ('end', 'Avsluta med lärdom')], max_length=10, verbose_name='beslut')),
                ('reason', models.TextField(max_length=2000, verbose_name='motivering')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('new_end', models.DateField(blank=True, null=True, verbose_name='nytt slutdatum')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='pilots.lesson', verbose_name='lärdom')),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='pilots.pilot')),
            ],
            options={
                'verbose_name': 'beslut',
                'verbose_name_plural': 'beslut',
                'ordering': ['-decided_at'],
                'constraints': [models.UniqueConstraint(fields=('pilot', 'number'), name='decisions_of_a_pilot_are_numbered'), models.UniqueConstraint(condition=models.Q(('kind', 'iterate'), _negated=True), fields=('pilot',), name='one_final_decision_a_pilot'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='decisions_have_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'iterate'), _negated=True), ('new_end__isnull', False), _connector='OR'), name='going_on_has_a_new_end')],
            },
        ),
        migrations.CreateModel(
            name='Obstacle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('state', models.CharField(choices=[('open', 'I vägen'), ('resolved', 'Undanröjt'), ('left', 'Blev kvar')], default='open', editable=False, max_length=10, verbose_name='läge')),
                ('kind', models.CharField(choices=[('time', 'Tid'), ('money', 'Pengar'), ('competence', 'Kompetens'), ('law', 'Juridik'), ('it', 'IT'), ('procurement', 'Upphandling'), ('culture', 'Kultur'), ('other', 'Annat')], max_length=12, verbose_name='slag av hinder')),
                ('text', models.CharField(max_length=500, verbose_name='vad är i vägen?')),
                ('resolution', models.CharField(blank=True, max_length=500, verbose_name='så löste vi det')),
                ('resolved_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('text', config='swedish', weight='A'), '||', django.contrib.postgres.search.SearchVector('resolution', config='swedish', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='obstacles', to='accounts.organisation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to=settings.AUTH_USER_MODEL, verbose_name='vem undanröjer det?')),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='obstacles', to='pilots.pilot')),
            ],
            options={
                'verbose_name': 'hinder',
                'verbose_name_plural': 'hinder',
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['organisation', '-created_at', '-id'], name='obstacles_newest'), models.Index(fields=['organisation', 'kind', 'state'], name='obstacles_by_kind'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='obstacles_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'resolved'), _negated=True), models.Q(models.Q(('resolution', ''), _negated=True), ('resolved_at__isnull', False)), _connector='OR'), name='resolved_obstacles_say_how'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'left'), _negated=True), ('resolved_at__isnull', False), _connector='OR'), name='left_obstacles_have_a_day')],
            },
        ),
    ])]
