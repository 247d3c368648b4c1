"""Who publishes texts."""

from django.db import models

from articles.models.record import Record


class Publisher(Record):
    """A newspaper, agency, ministry or gazette that published a document, or first wrote it."""

    kind_name = "publisher"

    name = models.CharField(max_length=200, help_text="As it calls itself: Associated Press.")
    url = models.URLField("website", blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2 code: GB.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="publisher_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
