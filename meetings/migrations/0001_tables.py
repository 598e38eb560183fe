"""The room's tables. Matchmaking days, their wishes, plans and meetings, and what came of them."""

import accounts.links
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from history.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('meetings', '0001_initial'), ('meetings', '0002_rooms_and_afternoons'), ('meetings', '0003_both_sides_tell'), ('meetings', '0004_notes'), ('meetings', '0005_wishes'), ('meetings', '0006_calendar_feeds'), ('meetings', '0007_plans'), ('meetings', '0008_away_from_a_day'), ('meetings', '0009_agendas'), ('meetings', '0010_draft_steps'), ('meetings', '0011_offers'), ('meetings', '0012_the_day_itself'), ('meetings', '0013_meetings_change_places'), ('meetings', '0014_freed_times'), ('meetings', '0015_after_the_day'), ('meetings', '0016_busy_and_pauses'), ('meetings', '0017_questionnaires')]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('startups', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='MatchmakingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('state', models.CharField(choices=[('planned', 'Planeras'), ('wishing', 'Önskemål samlas in'), ('open', 'Öppen för bokning'), ('finished', 'Genomförd'), ('cancelled', 'Inställd')], default='planned', editable=False, max_length=20, verbose_name='läge')),
                ('place', models.CharField(blank=True, help_text='Adress, om ni ses på plats.', max_length=200, verbose_name='plats')),
                ('video_link', models.CharField(blank=True, help_text='Skriv {kod} där varje möte ska få sin egen kod, till exempel https://video.exempel.se/{kod}.', max_length=200, verbose_name='länk till videomöten')),
                ('date', models.DateField(verbose_name='datum')),
                ('starts_at', models.TimeField(verbose_name='första mötet börjar')),
                ('ends_at', models.TimeField(verbose_name='sista mötet slutar')),
                ('afternoon_from', models.TimeField(blank=True, null=True, verbose_name='eftermiddagen från')),
                ('afternoon_to', models.TimeField(blank=True, null=True, verbose_name='eftermiddagen till')),
                ('lunch_from', models.TimeField(blank=True, null=True, verbose_name='lunch från')),
                ('lunch_to', models.TimeField(blank=True, null=True, verbose_name='lunch till')),
                ('slot_minutes', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(120)], verbose_name='minuter per möte')),
                ('pause_minutes', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MaxValueValidator(60)], verbose_name='minuter mellan möten')),
                ('most_in_a_row', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='högst så många möten i rad')),
                ('fair_minimum', models.PositiveSmallIntegerField(blank=True, default=2, null=True, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='minst så många möten var')),
                ('wishes_by', models.DateField(blank=True, null=True, verbose_name='önskemål senast')),
                ('reminded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('managers', models.ManyToManyField(related_name='matchmaking_days', to=settings.AUTH_USER_MODEL, verbose_name='linjechefer')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matchmaking_days', to='accounts.organisation')),
                ('startups', models.ManyToManyField(related_name='matchmaking_days', to='startups.startup', verbose_name='startuper')),
            ],
            options={
                'verbose_name': 'matchdag',
                'verbose_name_plural': 'matchdagar',
                'indexes': [models.Index(fields=['organisation', '-date', '-id'], name='days_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='days_end_after_they_begin'), models.CheckConstraint(condition=models.Q(models.Q(('lunch_from', None), ('lunch_to', None)), models.Q(('lunch_from__isnull', False), ('lunch_to__gt', models.F('lunch_from')), ('lunch_to__isnull', False)), _connector='OR'), name='lunch_has_a_length'), models.CheckConstraint(condition=models.Q(models.Q(('afternoon_from', None), ('afternoon_to', None)), models.Q(('afternoon_from__gte', models.F('ends_at')), ('afternoon_from__isnull', False), ('afternoon_to__gt', models.F('afternoon_from')), ('afternoon_to__isnull', False)), _connector='OR'), name='the_afternoon_comes_after_the_morning'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'wishing'), _negated=True), ('wishes_by__isnull', False), _connector='OR'), name='wishes_have_a_last_day'), models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('video_link', ''), _negated=True), _connector='OR'), name='days_are_somewhere')],
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
                'constraints': [models.UniqueConstraint(fields=('day', 'starts_at'), name='a_slot_once_a_day'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='slots_have_a_length')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='rum')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='möten samtidigt')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='meetings.matchmakingday')),
            ],
            options={
                'verbose_name': 'rum',
                'verbose_name_plural': 'rum',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('day', 'name'), name='a_room_once_a_day'), models.CheckConstraint(condition=models.Q(('capacity', None), ('capacity__gt', 0), _connector='OR'), name='rooms_hold_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Away',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='away', to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='away', to='startups.startup')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='away', to='meetings.matchmakingday')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='away', to='meetings.room')),
            ],
            options={
                'verbose_name': 'tid som inte går',
                'verbose_name_plural': 'tider som inte går',
                'ordering': ['starts_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('day', 'manager', 'startup', 'room', 'starts_at'), name='away_once_at_a_time', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='being_away_has_a_length'), models.CheckConstraint(condition=models.Q(models.Q(('manager__isnull', False), ('room', None), ('startup', None)), models.Q(('manager', None), ('room', None), ('startup__isnull', False)), models.Q(('manager', None), ('room__isnull', False), ('startup', None)), _connector='OR'), name='one_person_startup_or_room_is_away')],
            },
        ),
        migrations.CreateModel(
            name='Agenda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('told', models.JSONField(blank=True, default=dict)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('is_waiting', models.BooleanField(default=False)),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='startups.contact')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agendas', to='meetings.matchmakingday')),
            ],
            options={
                'verbose_name': 'personlig agenda',
                'verbose_name_plural': 'personliga agendor',
                'indexes': [models.Index(condition=models.Q(('is_waiting', True)), fields=['due_at'], name='agendas_waiting')],
                'constraints': [models.UniqueConstraint(fields=('day', 'manager'), name='one_agenda_a_manager_and_day'), models.UniqueConstraint(fields=('day', 'contact'), name='one_agenda_a_contact_and_day'), models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', False), ('manager', None)), models.Q(('contact', None), ('manager__isnull', False)), _connector='OR'), name='an_agenda_has_one_reader')],
            },
        ),
        migrations.CreateModel(
            name='BusyCalendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('sealed', models.TextField(editable=False)),
                ('host', models.CharField(max_length=253)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('trouble', models.CharField(blank=True, choices=[('address', 'Adressen är inte en vanlig webbadress som börjar med https://.'), ('unknown', 'Det finns ingen server med det namnet. Kontrollera adressen.'), ('internal', 'Adressen leder till ett internt nät, som vi inte läser från. Fråga er administratör.'), ('certificate', 'Servern kan inte visa att den är den som adressen säger.'), ('unreachable', 'Servern svarade inte. Vi försöker igen.'), ('slow', 'Servern svarade för långsamt. Vi försöker igen.'), ('refused', 'Servern lämnade inte ut kalendern. Har adressen bytts ut?'), ('big', 'Kalendern är för stor. Välj en som bara visar ledigt och upptaget.'), ('content', 'Där finns ingen kalender. Kopiera adressen till kalenderfilen (ofta .ics).')], editable=False, max_length=12)),
                ('contact', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='busy_calendar', to='startups.contact')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='busy_calendar', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kalender med upptagna tider',
                'verbose_name_plural': 'kalendrar med upptagna tider',
                'indexes': [models.Index(fields=['due_at'], name='busy_calendars_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', False), ('user', None)), models.Q(('contact', None), ('user__isnull', False)), _connector='OR'), name='a_busy_calendar_is_somebodys'), models.CheckConstraint(condition=models.Q(('sealed', ''), _negated=True), name='a_busy_calendar_has_an_address')],
            },
        ),
        migrations.CreateModel(
            name='BusyTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='times', to='meetings.busycalendar')),
            ],
            options={
                'verbose_name': 'upptagen tid',
                'verbose_name_plural': 'upptagna tider',
                'ordering': ['starts_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('calendar', 'starts_at', 'ends_at'), name='a_busy_time_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='busy_times_have_a_length')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('seat', models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                ('state', models.CharField(choices=[('booked', 'Bokat'), ('held', 'Hållet'), ('missed', 'Blev inte av'), ('cancelled', 'Avbokat')], default='booked', editable=False, max_length=20, verbose_name='läge')),
                ('starts_at', models.DateTimeField(verbose_name='börjar')),
                ('ends_at', models.DateTimeField(verbose_name='slutar')),
                ('period', models.GeneratedField(db_persist=True, expression=models.Func(models.F('starts_at'), models.F('ends_at'), models.Value('[)'), function='tstzrange'), output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField())),
                ('place', models.CharField(max_length=500, verbose_name='plats')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('notes', models.TextField(blank=True, max_length=1000, verbose_name='dina anteckningar')),
                ('manager_reminded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('startup_reminded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('booked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.matchmakingday')),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to=settings.AUTH_USER_MODEL, verbose_name='linjechef')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='startups.match', verbose_name='matchning')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='accounts.organisation')),
                ('startup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='startups.startup')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.room')),
                ('slot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.slot')),
            ],
            options={
                'verbose_name': 'startupmöte',
                'verbose_name_plural': 'startupmöten',
                'indexes': [models.Index(fields=['organisation', '-starts_at', '-id'], name='meetings_newest'), models.Index(fields=['manager', 'starts_at'], name='meetings_of_manager')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meetings_have_a_length'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ('booked', 'held'))), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[(models.Func(models.F('manager'), models.F('manager'), models.Value('[]'), function='int8range'), '&&'), (models.F('period'), '&&')], name='a_manager_is_in_one_meeting_at_a_time', violation_error_message='Linjechefen har redan ett möte då. Välj en annan tid'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ('booked', 'held'))), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[(models.Func(models.F('startup'), models.F('startup'), models.Value('[]'), function='int8range'), '&&'), (models.F('period'), '&&')], name='a_startup_is_in_one_meeting_at_a_time', violation_error_message='Startupen har redan ett möte då. Välj en annan tid'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('room__isnull', False), ('seat__isnull', False), ('state__in', ('booked', 'held'))), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[(models.Func(models.F('room'), models.F('room'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('seat'), models.F('seat'), models.Value('[]'), function='int8range'), '&&'), (models.F('period'), '&&')], name='a_seat_is_for_one_meeting_at_a_time', violation_error_message='Rummet är upptaget då. Välj en annan tid')],
            },
        ),
        migrations.CreateModel(
            name='Delay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('manager', 'Linjechef'), ('startup', 'Startup')], max_length=8)),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delays', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'försening',
                'verbose_name_plural': 'förseningar',
                'constraints': [models.UniqueConstraint(fields=('meeting', 'side'), name='one_delay_a_side_and_meeting'), models.CheckConstraint(condition=models.Q(('taken_back_at', None), ('taken_back_at__gte', models.F('said_at')), _connector='OR'), name='delays_are_taken_back_after_they_were_said')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=accounts.links.new_key, max_length=40, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('contact', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='startups.contact')),
                ('membership', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                ('day', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='feed', to='meetings.matchmakingday')),
            ],
            options={
                'verbose_name': 'kalenderadress',
                'verbose_name_plural': 'kalenderadresser',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('contact', None), ('day', None), ('membership__isnull', False)), models.Q(('contact__isnull', False), ('day', None), ('membership', None)), models.Q(('contact', None), ('day__isnull', False), ('membership', None)), _connector='OR'), name='a_feed_has_one_reader')],
            },
        ),
        migrations.CreateModel(
            name='FreedTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='startups.startup')),
                ('meeting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='freed', to='meetings.meeting')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='freed', to='meetings.slot')),
            ],
            options={
                'verbose_name': 'erbjuden tid',
                'verbose_name_plural': 'erbjudna tider',
                'ordering': ['slot__starts_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('slot', 'manager', 'startup'), name='a_free_time_is_offered_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('manager', None), ('startup__isnull', False)), models.Q(('manager__isnull', False), ('startup', None)), _connector='OR'), name='one_of_the_two_has_time')],
            },
        ),
        migrations.CreateModel(
            name='AskedPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('manager_says', models.BooleanField(blank=True, null=True)),
                ('startup_says', models.BooleanField(blank=True, null=True)),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_pairs', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_pairs', to='startups.match')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='meetings.freedtime')),
            ],
            options={
                'verbose_name': 'par som har fått en tid erbjuden',
                'verbose_name_plural': 'par som har fått en tid erbjuden',
                'ordering': ['offer__slot__starts_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('offer', 'manager', 'match'), name='a_pair_is_asked_once_about_a_time')],
            },
        ),
        migrations.CreateModel(
            name='MeetingOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(max_length=200)),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeting_offers', to='startups.match')),
                ('offered_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tid att välja',
                'verbose_name_plural': 'tider att välja',
                'ordering': ['starts_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('match', 'manager', 'starts_at'), name='a_time_is_offered_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='offers_have_a_length')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_step', models.CharField(blank=True, choices=[('pilot', 'Föreslå en pilot'), ('follow_up', 'Uppföljningsmöte'), ('later', 'Rätt företag, men inte nu'), ('refer', 'Passar en annan enhet bättre'), ('no', 'Inte aktuellt')], max_length=12, verbose_name='nästa steg')),
                ('surprise', models.TextField(blank=True, max_length=1000, verbose_name='vad överraskade dig?')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='datum för nästa steg')),
                ('refer_declined_at', models.DateTimeField(blank=True, editable=False, null=True)),
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
            name='StartupOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_step', models.CharField(blank=True, choices=[('pilot', 'Vi vill pröva en pilot'), ('follow_up', 'Vi vill ses igen'), ('later', 'Rätt behov, men inte nu'), ('no', 'Inte aktuellt')], max_length=12, verbose_name='nästa steg')),
                ('surprise', models.TextField(blank=True, max_length=1000, verbose_name='vad överraskade er?')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='datum för nästa steg')),
                ('left_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='startups.contact')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='startup_outcome', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'startupens mötesutfall',
                'verbose_name_plural': 'startupers mötesutfall',
                'constraints': [models.CheckConstraint(condition=models.Q(('follow_up_on', None), models.Q(('next_step', ''), _negated=True), _connector='OR'), name='a_date_of_a_startup_has_a_step')],
            },
        ),
        migrations.CreateModel(
            name='DayPlan',
            fields=[
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('day', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='plan', serialize=False, to='meetings.matchmakingday')),
                ('is_wanted', models.BooleanField(default=False)),
                ('is_stopped', models.BooleanField(default=False)),
                ('percent', models.PositiveSmallIntegerField(default=0)),
                ('value', models.FloatField(blank=True, null=True)),
                ('bound', models.FloatField(blank=True, null=True)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('has_failed', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'plan för en matchdag',
                'verbose_name_plural': 'planer för matchdagar',
                'indexes': [models.Index(condition=models.Q(('is_wanted', True)), fields=['due_at'], name='plans_due')],
            },
        ),
        migrations.CreateModel(
            name='PlannedMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_pinned', models.BooleanField(default=False)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned', to='meetings.matchmakingday')),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned_meetings', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned_meetings', to='startups.match')),
                ('startup', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned_meetings', to='startups.startup')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned', to='meetings.slot')),
            ],
            options={
                'verbose_name': 'planerat möte',
                'verbose_name_plural': 'planerade möten',
                'ordering': ['slot__starts_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('slot', 'manager'), name='planned_one_meeting_a_manager_and_slot'), models.UniqueConstraint(fields=('slot', 'startup'), name='planned_one_meeting_a_startup_and_slot'), models.UniqueConstraint(fields=('day', 'manager', 'startup'), name='planned_one_meeting_a_pair')],
            },
        ),
        migrations.CreateModel(
            name='DraftStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('planned', 'Ta tillbaka planen före'), ('moved', 'Ta tillbaka flytten'), ('put_in', 'Ta tillbaka det nya mötet'), ('taken_out', 'Lägg tillbaka mötet')], max_length=10)),
                ('before', models.JSONField(blank=True, default=list)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft_steps', to='meetings.matchmakingday')),
            ],
            options={
                'verbose_name': 'steg i ett utkast',
                'verbose_name_plural': 'steg i utkast',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Printout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('is_results', models.BooleanField(default=False)),
                ('language', models.CharField(max_length=2)),
                ('is_wanted', models.BooleanField(default=False)),
                ('has_failed', models.BooleanField(default=False)),
                ('content', models.BinaryField(blank=True, null=True)),
                ('page_count', models.PositiveSmallIntegerField(default=0)),
                ('version', models.CharField(blank=True, max_length=16)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='printouts', to='meetings.matchmakingday')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='startups.startup')),
            ],
            options={
                'verbose_name': 'utskrift',
                'verbose_name_plural': 'utskrifter',
                'indexes': [models.Index(condition=models.Q(('is_wanted', True)), fields=['due_at'], name='printouts_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('manager', None), ('startup', None)), fields=('day', 'is_results'), name='one_printout_of_a_whole_day'), models.CheckConstraint(condition=models.Q(('is_results', False), models.Q(('manager', None), ('startup', None)), _connector='OR'), name='results_are_of_the_whole_day'), models.UniqueConstraint(fields=('day', 'manager'), name='one_printout_a_manager_and_day'), models.UniqueConstraint(fields=('day', 'startup'), name='one_printout_a_startup_and_day'), models.CheckConstraint(condition=models.Q(('manager', None), ('startup', None), _connector='OR'), name='a_printout_has_one_reader'), models.CheckConstraint(condition=models.Q(models.Q(('content', None), ('made_at', None)), models.Q(('content__isnull', False), ('made_at__isnull', False)), _connector='OR'), name='printouts_that_are_made_have_pages')],
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('name', models.CharField(max_length=120, verbose_name='rubrik')),
                ('state', models.CharField(choices=[('open', 'Öppna för svar'), ('closed', 'Stängda')], default='open', editable=False, max_length=10, verbose_name='läge')),
                ('closes_on', models.DateField(verbose_name='sista dag att svara')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questionnaires', to='meetings.matchmakingday')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questionnaires', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'frågor till linjechefer',
                'verbose_name_plural': 'frågor till linjechefer',
                'indexes': [models.Index(fields=['organisation', '-created_at', '-id'], name='questionnaires_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state', 'open')), models.Q(('closed_at__isnull', False), ('state', 'closed')), _connector='OR'), name='closed_questions_say_when')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=200, verbose_name='fråga')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='meetings.questionnaire')),
            ],
            options={
                'verbose_name': 'fråga',
                'verbose_name_plural': 'frågor',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'number'), name='questions_are_numbered')],
            },
        ),
        migrations.CreateModel(
            name='Respondent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('hides_name', models.BooleanField(default=False, verbose_name='visa inte mitt namn')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='respondents', to='meetings.questionnaire')),
            ],
            options={
                'verbose_name': 'tillfrågad',
                'verbose_name_plural': 'tillfrågade',
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'person'), name='a_manager_is_asked_once_each')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000, verbose_name='svar')),
                ('is_quoted', models.BooleanField(default=False)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='meetings.question')),
                ('respondent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers', to='meetings.respondent')),
            ],
            options={
                'verbose_name': 'svar',
                'verbose_name_plural': 'svar',
                'constraints': [models.UniqueConstraint(fields=('question', 'respondent'), name='one_answer_a_question_and_manager'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='answers_say_something')],
            },
        ),
        migrations.CreateModel(
            name='DayThanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='startups.contact')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='meetings.matchmakingday')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='day_thanks', to='startups.startup')),
            ],
            options={
                'verbose_name': 'tack efter en matchdag',
                'verbose_name_plural': 'tack efter matchdagar',
                'constraints': [models.UniqueConstraint(fields=('day', 'startup'), name='a_startup_is_thanked_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Wall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=accounts.links.new_key, max_length=40, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('day', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wall', to='meetings.matchmakingday')),
            ],
            options={
                'verbose_name': 'väggskärm',
                'verbose_name_plural': 'väggskärmar',
            },
        ),
        migrations.CreateModel(
            name='DayAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('needs_pauses', models.BooleanField(default=False)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='day_answers', to='startups.contact')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='day_answers', to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='day_answers', to='startups.startup')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='meetings.matchmakingday')),
            ],
            options={
                'verbose_name': 'svar inför en matchdag',
                'verbose_name_plural': 'svar inför matchdagar',
                'constraints': [models.UniqueConstraint(fields=('day', 'manager'), name='a_manager_is_asked_once_a_day'), models.UniqueConstraint(fields=('day', 'startup'), name='a_startup_is_asked_once_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('manager', None), ('startup__isnull', False)), models.Q(('manager__isnull', False), ('startup', None)), _connector='OR'), name='one_of_the_two_is_asked')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('manager', 'Linjechef'), ('startup', 'Startup')], max_length=8)),
                ('level', models.CharField(choices=[('must', 'Måste'), ('want', 'Vill gärna'), ('could', 'Kan tänka mig'), ('no', 'Nej tack')], max_length=8, verbose_name='önskemål')),
                ('said_at', models.DateTimeField(auto_now=True)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='meetings.matchmakingday')),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='startups.match')),
            ],
            options={
                'verbose_name': 'önskemål',
                'verbose_name_plural': 'önskemål',
                'constraints': [models.UniqueConstraint(fields=('day', 'side', 'manager', 'match'), name='one_wish_a_side_and_pair')],
            },
        ),
    ])]
