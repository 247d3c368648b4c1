from django.db import migrations

from sanctions.models.append_only import EDITIONS, PUBLICATIONS


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0003_fill_derived_columns")]

    operations = [
        migrations.RunPython(EDITIONS.put_up, EDITIONS.take_down),
        migrations.RunPython(PUBLICATIONS.put_up, PUBLICATIONS.take_down),
    ]
