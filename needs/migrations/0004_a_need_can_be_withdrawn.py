"""A need can be taken back by its submitter."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('needs', '0003_own_themes_and_imported_from'),
    ]

    operations = [
        migrations.AlterField(
            model_name='need',
            name='state',
            field=models.CharField(choices=[('draft', 'Utkast'), ('submitted', 'Inlämnat'), ('in_round', 'Bedöms'), ('prioritised', 'Prioriterat'), ('parked', 'Parkerat'), ('declined', 'Avböjt'), ('in_challenge', 'Utmaning'), ('in_pilot', 'Prövas i pilot'), ('concluded', 'Avslutat'), ('withdrawn', 'Återtaget')], default='draft', editable=False, max_length=20, verbose_name='läge'),
        ),
    ]
