"""When an answer was last read; those that came before anybody counted are taken as read."""

from django.db import migrations, models


def take_the_old_as_read(apps, schema_editor):
    handed_in = apps.get_model("startups", "Proposal").objects.exclude(handed_in_at=None)
    handed_in.update(read_at=models.F("changed_at"))


class Migration(migrations.Migration):
    dependencies = [("startups", "0006_contact_keys")]

    operations = [
        migrations.AddField("proposal", "read_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.RunPython(take_the_old_as_read, migrations.RunPython.noop),
    ]
