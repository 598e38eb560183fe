"""A key for each contact: the unique one comes after every row has its own."""

from django.db import migrations, models

import accounts.links


def give_each_its_own(apps, schema_editor):
    contacts = apps.get_model("startups", "Contact").objects
    for pk in contacts.values_list("pk", flat=True):
        contacts.filter(pk=pk).update(key=accounts.links.new_key())


class Migration(migrations.Migration):
    dependencies = [("startups", "0005_example_of_an_organisation_number")]

    operations = [
        migrations.AddField("contact", "key", models.CharField(max_length=40, editable=False, default="")),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
        migrations.AlterField(
            "contact",
            "key",
            models.CharField(default=accounts.links.new_key, editable=False, max_length=40, unique=True),
        ),
    ]
