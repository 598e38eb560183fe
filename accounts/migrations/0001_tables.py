"""The room's tables. Organisations, units, people, their roles and sessions."""

import accounts.links
import accounts.models
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from history.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_whose_session'), ('accounts', '0003_security_events'), ('accounts', '0004_single_meetings')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='kortnamn i adresser')),
                ('colour', models.CharField(default='#0B5A6B', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9A-Fa-f]{6}$', 'Skriv färgen som # och sex tecken, till exempel #0B5A6B')], verbose_name='färg')),
                ('narrative', models.TextField(blank=True, max_length=3000, verbose_name='berättelse')),
                ('pilot_budget_min', models.PositiveIntegerField(default=40000, verbose_name='minsta pilotbudget (kr)')),
                ('pilot_budget_max', models.PositiveIntegerField(default=100000, verbose_name='största pilotbudget (kr)')),
                ('video_link', models.CharField(blank=True, max_length=200, verbose_name='länk till videomöten')),
                ('self_service_hours', models.PositiveSmallIntegerField(blank=True, default=24, null=True, validators=[django.core.validators.MaxValueValidator(336)], verbose_name='timmar före ett möte')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisationer',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pilot_budget_min__lte', models.F('pilot_budget_max'))), name='pilot_budget_frame_is_a_frame')],
            },
        ),
        migrations.CreateModel(
            name='ProcurementLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('documentation', 'Dokumentation krävs över'), ('direct_award', 'Direktupphandling bara under')], max_length=20, verbose_name='gräns')),
                ('amount', models.PositiveIntegerField(verbose_name='belopp (kr exkl. moms)')),
                ('valid_from', models.DateField(verbose_name='gäller från')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='procurement_limits', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'beloppsgräns',
                'verbose_name_plural': 'beloppsgränser',
                'ordering': ['kind', '-valid_from'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'valid_from'), name='one_limit_a_kind_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Driver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='rubrik')),
                ('text', models.TextField(blank=True, max_length=600, verbose_name='beskrivning')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='ordning')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drivers', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'omvärldsfaktor',
                'verbose_name_plural': 'omvärldsfaktorer',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='accounts.organisation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.unit', verbose_name='ligger under')),
            ],
            options={
                'verbose_name': 'enhet',
                'verbose_name_plural': 'enheter',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'parent', 'name'), name='unit_names_differ', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-post')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('language', models.CharField(choices=[('sv', 'Svenska'), ('en', 'English')], default='sv', max_length=5, verbose_name='språk')),
                ('is_staff', models.BooleanField(default=False, verbose_name='äger installationen')),
                ('is_active', models.BooleanField(default=True, verbose_name='aktiv')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'personer',
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='addresses_are_lower_case')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('device', models.CharField(blank=True, max_length=200)),
                ('address', models.GenericIPAddressField(null=True)),
                ('seen_at', models.DateTimeField(auto_now=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SecurityEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('event', models.CharField(choices=[('sign_in', 'Loggade in'), ('sign_in_failed', 'Kom inte in'), ('refused', 'Nekades'), ('export', 'Hämtade en lista'), ('pdf', 'Hämtade en rapport'), ('trade_secret', 'Öppnade en företagshemlighet'), ('roles_changed', 'Ändrade roller'), ('sessions_ended', 'Loggade ut överallt'), ('password_changed', 'Bytte lösenord'), ('second_step', 'Ändrade inloggning i två steg')], max_length=20)),
                ('address', models.GenericIPAddressField(null=True)),
                ('request_id', models.CharField(blank=True, max_length=32)),
                ('about', models.CharField(blank=True, max_length=200)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='security_events', to='accounts.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['organisation', '-at', '-id'], name='security_newest_first')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('staff', 'Medarbetare'), ('line_manager', 'Linjechef'), ('team_member', 'Innovationsteam'), ('development_chief', 'Utvecklingschef'), ('leadership', 'Ledningsgrupp'), ('administrator', 'Administratör')], max_length=20), size=None, verbose_name='roller')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='accounts.organisation')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='accounts.unit', verbose_name='enhet')),
            ],
            options={
                'verbose_name': 'medlemskap',
                'verbose_name_plural': 'medlemskap',
                'constraints': [models.UniqueConstraint(fields=('user', 'organisation'), name='one_membership_an_organisation'), models.CheckConstraint(condition=models.Q(('roles__contained_by', ['staff', 'line_manager', 'team_member', 'development_chief', 'leadership', 'administrator']), ('roles__len__gt', 0)), name='roles_are_known_and_some')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapat')),
                ('email', models.EmailField(max_length=254, verbose_name='e-post')),
                ('name', models.CharField(max_length=120, verbose_name='namn')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('staff', 'Medarbetare'), ('line_manager', 'Linjechef'), ('team_member', 'Innovationsteam'), ('development_chief', 'Utvecklingschef'), ('leadership', 'Ledningsgrupp'), ('administrator', 'Administratör')], max_length=20), size=None, verbose_name='roller')),
                ('key', models.CharField(default=accounts.links.new_key, max_length=40, unique=True)),
                ('expires_at', models.DateTimeField(default=accounts.models.invitation_end)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='accounts.organisation')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='accounts.unit', verbose_name='enhet')),
            ],
            options={
                'verbose_name': 'inbjudan',
                'verbose_name_plural': 'inbjudningar',
                'ordering': ['-created_at'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('organisation'), condition=models.Q(('accepted_at', None), ('revoked_at', None)), name='one_open_invitation_an_address')],
            },
        ),
    ])]
