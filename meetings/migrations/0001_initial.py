"""The first shape of this room's tables."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('startups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchmakingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('state', models.CharField(choices=[('planned', 'Planeras'), ('open', 'Öppen för bokning'), ('finished', 'Genomförd'), ('cancelled', 'Inställd')], default='planned', editable=False, max_length=20, verbose_name='läge')),
                ('place', models.CharField(help_text='Adress och rum, eller en länk till videomöte.', max_length=200, verbose_name='plats')),
                ('date', models.DateField(verbose_name='datum')),
                ('starts_at', models.TimeField(verbose_name='första mötet börjar')),
                ('ends_at', models.TimeField(verbose_name='sista mötet slutar')),
                ('lunch_from', models.TimeField(blank=True, null=True, verbose_name='lunch från')),
                ('lunch_to', models.TimeField(blank=True, null=True, verbose_name='lunch till')),
                ('slot_minutes', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(120)], verbose_name='minuter per möte')),
                ('pause_minutes', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MaxValueValidator(60)], verbose_name='minuter mellan möten')),
                ('managers', models.ManyToManyField(related_name='matchmaking_days', to=settings.AUTH_USER_MODEL, verbose_name='linjechefer')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matchmaking_days', to='accounts.organisation')),
                ('startups', models.ManyToManyField(related_name='matchmaking_days', to='startups.startup', verbose_name='startuper')),
            ],
            options={
                'verbose_name': 'matchdag',
                'verbose_name_plural': 'matchdagar',
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('state', models.CharField(choices=[('booked', 'Bokat'), ('held', 'Hållet'), ('missed', 'Blev inte av'), ('cancelled', 'Avbokat')], default='booked', editable=False, max_length=20, verbose_name='läge')),
                ('starts_at', models.DateTimeField(verbose_name='börjar')),
                ('ends_at', models.DateTimeField(verbose_name='slutar')),
                ('period', models.GeneratedField(db_persist=True, expression=models.Func(models.F('starts_at'), models.F('ends_at'), models.Value('[)'), function='tstzrange'), output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField())),
                ('place', models.CharField(max_length=200, verbose_name='plats')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('booked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.matchmakingday')),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to=settings.AUTH_USER_MODEL, verbose_name='linjechef')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='startups.match', verbose_name='matchning')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='accounts.organisation')),
                ('startup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='startups.startup')),
            ],
            options={
                'verbose_name': 'startupmöte',
                'verbose_name_plural': 'startupmöten',
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_step', models.CharField(blank=True, choices=[('pilot', 'Föreslå en pilot'), ('follow_up', 'Uppföljningsmöte'), ('later', 'Rätt företag, men inte nu'), ('refer', 'Passar en annan enhet bättre'), ('no', 'Inte aktuellt')], max_length=12, verbose_name='nästa steg')),
                ('surprise', models.TextField(blank=True, max_length=1000, verbose_name='vad överraskade dig?')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='datum för nästa steg')),
                ('left_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('left_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='outcome', to='meetings.meeting')),
                ('refer_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.unit', verbose_name='enhet som passar bättre')),
            ],
            options={
                'verbose_name': 'mötesutfall',
                'verbose_name_plural': 'mötesutfall',
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='meetings.matchmakingday')),
            ],
            options={
                'verbose_name': 'tid',
                'verbose_name_plural': 'tider',
                'ordering': ['starts_at'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='slot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.slot'),
        ),
        migrations.AddIndex(
            model_name='matchmakingday',
            index=models.Index(fields=['organisation', '-date', '-id'], name='days_newest'),
        ),
        migrations.AddConstraint(
            model_name='matchmakingday',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='days_end_after_they_begin'),
        ),
        migrations.AddConstraint(
            model_name='matchmakingday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lunch_from', None), ('lunch_to', None)), models.Q(('lunch_from__isnull', False), ('lunch_to__gt', models.F('lunch_from')), ('lunch_to__isnull', False)), _connector='OR'), name='lunch_has_a_length'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.UniqueConstraint(fields=('day', 'starts_at'), name='a_slot_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='slots_have_a_length'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['organisation', '-starts_at', '-id'], name='meetings_newest'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['manager', 'starts_at'], name='meetings_of_manager'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meetings_have_a_length'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ('booked', 'held'))), expressions=[(models.Func(models.F('manager'), models.F('manager'), models.Value('[]'), function='int8range'), '&&'), (models.F('period'), '&&')], name='a_manager_is_in_one_meeting_at_a_time', violation_error_message='Linjechefen har redan ett möte då. Välj en annan tid'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ('booked', 'held'))), expressions=[(models.Func(models.F('startup'), models.F('startup'), models.Value('[]'), function='int8range'), '&&'), (models.F('period'), '&&')], name='a_startup_is_in_one_meeting_at_a_time', violation_error_message='Startupen har redan ett möte då. Välj en annan tid'),
        ),
    ]
