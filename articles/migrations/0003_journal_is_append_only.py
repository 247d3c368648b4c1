from django.db import migrations

from articles.append_only import JOURNAL


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_answers_to_requests_for_review")]

    operations = [migrations.RunPython(JOURNAL.put_up, JOURNAL.take_down)]
