"""Away times belong to a day and to whoever is away, rooms too, instead of to what somebody answered before it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COPY = """
    UPDATE meetings_away SET day_id = a.day_id, manager_id = a.manager_id, startup_id = a.startup_id
    FROM meetings_dayanswer a WHERE a.id = answer_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0007_plans"),
        ("startups", "0006_contact_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "away",
            "day",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="away",
                to="meetings.matchmakingday",
            ),
        ),
        migrations.AddField(
            "away",
            "manager",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="away",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "away",
            "startup",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="away",
                to="startups.startup",
            ),
        ),
        migrations.AddField(
            "away",
            "room",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="away",
                to="meetings.room",
            ),
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.RemoveConstraint("away", "away_once_at_a_time"),
        migrations.RemoveField("away", "answer"),
        migrations.AlterField(
            "away",
            "day",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="away", to="meetings.matchmakingday"
            ),
        ),
        migrations.AlterModelOptions(
            "away",
            options={
                "ordering": ["starts_at", "pk"],
                "verbose_name": "tid som inte går",
                "verbose_name_plural": "tider som inte går",
            },
        ),
        migrations.AddConstraint(
            "away",
            models.UniqueConstraint(
                fields=("day", "manager", "startup", "room", "starts_at"),
                name="away_once_at_a_time",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            "away",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("manager__isnull", False), ("room", None), ("startup", None)),
                    models.Q(("manager", None), ("room", None), ("startup__isnull", False)),
                    models.Q(("manager", None), ("room__isnull", False), ("startup", None)),
                    _connector="OR",
                ),
                name="one_person_startup_or_room_is_away",
            ),
        ),
    ]
