import articles.models.fields
import articles.models.record
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Publisher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=articles.models.record.new_uid, max_length=40, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\Z', 'Use letters, digits, hyphens, dots and underscores, beginning with a letter or digit: GB-FCDO.')])),
                ('layer', models.CharField(default='desk', editable=False, help_text="Whose word the record's own fields are.", max_length=40)),
                ('revision', models.PositiveIntegerField(default=0, editable=False, help_text='How often the record was saved.')),
                ('published_revision', models.PositiveIntegerField(editable=False, help_text='The revision that equals the current edition.', null=True)),
                ('note', models.TextField(blank=True, help_text='For editors only: never published, exported or searched.', verbose_name='editorial note')),
                ('name', models.CharField(help_text='As it calls itself: Associated Press.', max_length=200)),
                ('url', models.URLField(blank=True, verbose_name='website')),
                ('country', models.CharField(blank=True, help_text='ISO 3166-1 alpha-2 code: GB.', max_length=2)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='publisher_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=articles.models.record.new_uid, max_length=40, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\Z', 'Use letters, digits, hyphens, dots and underscores, beginning with a letter or digit: GB-FCDO.')])),
                ('layer', models.CharField(default='desk', editable=False, help_text="Whose word the record's own fields are.", max_length=40)),
                ('revision', models.PositiveIntegerField(default=0, editable=False, help_text='How often the record was saved.')),
                ('published_revision', models.PositiveIntegerField(editable=False, help_text='The revision that equals the current edition.', null=True)),
                ('note', models.TextField(blank=True, help_text='For editors only: never published, exported or searched.', verbose_name='editorial note')),
                ('kind', models.CharField(choices=[('news', 'news report'), ('analysis', 'analysis or comment'), ('press_release', 'press release'), ('statement', 'statement'), ('legal_text', 'legal text'), ('judgment', 'judgment'), ('official_list', 'edition of an official list')], max_length=20)),
                ('title', models.CharField(max_length=300)),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('published_on', articles.models.fields.EdtfField(blank=True, default='', help_text='EDTF: 2024-09-10, or 2024-09 where the day is not known.', max_length=120, verbose_name='published')),
                ('published_on_earliest', articles.models.fields.DerivedDateField(editable=False, null=True, serialize=False)),
                ('published_on_latest', articles.models.fields.DerivedDateField(editable=False, null=True, serialize=False)),
                ('published_basis', models.CharField(blank=True, choices=[('stated', 'printed on it'), ('inferred', 'worked out'), ('first_seen', 'the day it was first seen')], max_length=12, verbose_name='basis of the date')),
                ('language', models.CharField(blank=True, help_text='BCP 47 tag: en, fa, pt-BR.', max_length=8)),
                ('licence', models.CharField(blank=True, help_text='Under what terms its text may be passed on.', max_length=120)),
                ('text', models.TextField(blank=True, help_text='The whole text, for anchoring quotations.')),
                ('text_is_public', models.BooleanField(default=False, help_text='Tick only where the text may be passed on: it is then published whole.')),
                ('declared_sha256', models.CharField(blank=True, help_text='Where the text itself is not kept here.', max_length=64, verbose_name='SHA-256 of the text')),
                ('declared_length', models.PositiveIntegerField(blank=True, help_text='In characters, where the text itself is not kept here.', null=True, verbose_name='length of the text')),
                ('text_sha256', articles.models.fields.DerivedCharField(editable=False, max_length=64, serialize=False)),
                ('version_of', models.ForeignKey(blank=True, help_text='The text this one is a rewritten, translated or shortened version of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='articles.document')),
                ('origin', models.ForeignKey(blank=True, help_text='The agency or body that first wrote it, where that is not the publisher.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='syndicated', to='articles.publisher')),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='articles.publisher')),
            ],
            options={
                'ordering': ['-published_on_latest', 'title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='document_has_a_title'), models.CheckConstraint(condition=models.Q(('kind__in', ['news', 'analysis', 'press_release', 'statement', 'legal_text', 'judgment', 'official_list'])), name='document_kind_is_in_the_vocabulary'), models.CheckConstraint(condition=models.Q(('declared_sha256', ''), ('declared_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='document_declared_sha256_is_64_hex_digits'), models.CheckConstraint(condition=models.Q(models.Q(('published_on', ''), ('published_basis', '')), models.Q(models.Q(('published_on', ''), _negated=True), ('published_basis__in', ['stated', 'inferred', 'first_seen'])), _connector='OR'), name='document_date_has_a_basis', violation_error_message='published: a date needs its basis, and a basis its date.'), models.CheckConstraint(condition=models.Q(('version_of__isnull', True), models.Q(('version_of', models.F('id')), _negated=True), _connector='OR'), name='document_is_not_a_version_of_itself', violation_error_message='version of: a text is no version of itself.'), models.CheckConstraint(condition=models.Q(models.Q(('published_on', ''), ('published_on_earliest__isnull', True), ('published_on_latest__isnull', True)), models.Q(('published_on_earliest__isnull', False), ('published_on_earliest__lte', models.F('published_on_latest')), ('published_on_latest__isnull', False)), _connector='OR'), name='document_published_on_is_a_date_that_begins_before_it_ends', violation_error_message='published_on: not a date, or one that ends before it begins.')],
            },
        ),
        migrations.CreateModel(
            name='Journal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_kind', models.CharField(max_length=20)),
                ('record_uid', models.CharField(max_length=40)),
                ('record_label', models.CharField(max_length=300)),
                ('revision', models.PositiveIntegerField()),
                ('event', models.CharField(choices=[('saved', 'saved'), ('deleted', 'deleted'), ('review_requested', 'sent for review'), ('approved', 'approved'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('merged', 'merged'), ('split', 'split'), ('redacted', 'redacted')], max_length=20)),
                ('by_name', models.CharField(max_length=150)),
                ('via', models.CharField(help_text='Where it came from: admin, command, import.', max_length=20)),
                ('at', models.DateTimeField()),
                ('because', models.TextField(blank=True)),
                ('diff', models.JSONField(default=list, help_text='What changed: path, before, after.')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'journal',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['record_uid', 'id'], name='journal_of_a_record')],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=articles.models.record.new_uid, max_length=40, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\Z', 'Use letters, digits, hyphens, dots and underscores, beginning with a letter or digit: GB-FCDO.')])),
                ('layer', models.CharField(default='desk', editable=False, help_text='The desk, or the list whose fact it is.', max_length=40)),
                ('entry', models.CharField(blank=True, editable=False, help_text="Of a list's fact: the reference of the entry it is from.", max_length=120)),
                ('quote', models.TextField(help_text='The exact words. At most 25 where the text is not public.')),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('prefix', models.CharField(blank=True, help_text='The words before; never published.', max_length=64)),
                ('suffix', models.CharField(blank=True, help_text='The words after; never published.', max_length=64)),
                ('fidelity', models.CharField(choices=[('verbatim', 'word for word'), ('altered', 'in quotation marks, but not the original words'), ('paraphrase', "reported in the publisher's words")], default='verbatim', max_length=12)),
                ('comment', models.CharField(blank=True, help_text='What a reader should know of these words: how another version differs.', max_length=300)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='articles.document')),
            ],
            options={
                'ordering': ['document', 'start', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('quote', ''), _negated=True), name='passage_quotes_something'), models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('start__isnull', True)), models.Q(('end__gt', models.F('start')), ('start__isnull', False)), _connector='OR'), name='passage_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('fidelity__in', ['verbatim', 'altered', 'paraphrase'])), name='passage_fidelity_is_in_the_vocabulary'), models.UniqueConstraint(fields=('document', 'start', 'end'), name='passage_spans_each_stretch_of_a_document_once')],
            },
        ),
    ]
