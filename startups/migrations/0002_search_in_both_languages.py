import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('startups', '0001_initial'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='startup',
            name='search',
        ),
        migrations.AddField(
            model_name='startup',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('name', config='swedish', weight='A'), '||', django.contrib.postgres.search.SearchVector('summary', 'for_whom', 'references', config='swedish', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), '||', django.contrib.postgres.search.SearchVector('name', config='english', weight='A'), django.contrib.postgres.search.SearchConfig('swedish')), '||', django.contrib.postgres.search.SearchVector('summary', 'for_whom', 'references', config='english', weight='B'), django.contrib.postgres.search.SearchConfig('swedish')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='startups_search'),
        ),
        migrations.RemoveIndex(
            model_name='startup',
            name='startups_by_name',
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(django.db.models.functions.comparison.Collate(models.Func(django.db.models.functions.text.Lower(models.F('name')), models.Value('åäöÅÄÖéÉüÜ'), models.Value('{|}{|}eeyy'), function='translate'), 'C'), models.F('id'), name='startups_by_name'),
        ),
    ]
