"""What happened on the desk."""

from django.contrib import admin
from django.utils.html import format_html_join

from articles.models import Journal
from sanctions.admin.read_only import ReadOnlyAdmin
from sanctions.publishing.differences import in_words


@admin.register(Journal)
class JournalAdmin(ReadOnlyAdmin):
    """Every line of the journal, the last first."""

    list_display = ("at", "by_name", "event", "record_label", "record_kind", "revision", "via")
    list_filter = ("event", "record_kind", "via")
    search_fields = ("record_label", "record_uid", "by_name")
    ordering = ("-pk",)
    fields = (
        "at",
        "by_name",
        "event",
        ("record_label", "record_kind", "record_uid", "revision"),
        "via",
        "because",
        "what",
    )
    readonly_fields = ("what",)

    @admin.display(description="what changed")
    def what(self, line: Journal) -> str:
        """The differences, a sentence each."""
        if any(not difference["path"] for difference in line.diff):  # the whole record, come or gone
            return "everything"
        return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in in_words(line.diff))) or "nothing"
