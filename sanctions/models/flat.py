"""Flat rows that answer questions about editions: a cache, rebuilt by `reindex`.

Written by `sanctions.publishing` alone.
"""

from django.db import models

from sanctions.models.edition import Edition, Known


class PublishedMeasure(Known):
    """One measure of one edition of a case, as the API serves it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="measures")
    uid = models.CharField(max_length=40)
    sanction = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    began_on = models.DateField(help_text="The day by which it had certainly begun, in whatever status.")
    refs = models.TextField(blank=True, help_text="The uids of the records it names, separated by spaces.")
    body = models.TextField(help_text="JSON: the measure in its case.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "uid"], name="published_measure_is_listed_once")]
        indexes = [
            models.Index(fields=["known_until", "uid"], name="published_measure_list"),
            models.Index(fields=["known_until", "began_on", "uid"], name="published_measure_by_age"),
            models.Index(fields=["uid", "known_until"], name="published_measure_lookup"),
            models.Index(fields=["sanction", "known_until"], name="published_measure_of_case"),
        ]

    def __str__(self) -> str:
        return self.uid


class PublishedPeriod(Known):
    """One stretch of one measure's life, in one edition: half-open, each end known to lie between two days."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="periods")
    measure = models.ForeignKey(PublishedMeasure, models.CASCADE, related_name="periods")
    uid = models.CharField(max_length=40, help_text="The measure's.")
    sanction = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    authority = models.CharField(max_length=40)
    type = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, help_text="The case's: designated, listed, specified …")
    origin = models.CharField(max_length=40)
    layer = models.CharField(max_length=40, help_text="Whose word the measure is: the desk's or a list's.")
    status = models.CharField(max_length=40)
    from_earliest = models.DateField()
    from_latest = models.DateField()
    until_earliest = models.DateField()
    until_latest = models.DateField()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["target", "known_until", "from_earliest"], name="published_period_of_target"),
            models.Index(fields=["measure", "from_earliest"], name="published_period_of_measure"),
            models.Index(fields=["sanction", "known_until"], name="published_period_of_case"),
            models.Index(
                fields=["authority", "type", "known_until", "status", "from_earliest"],
                name="published_period_by_issuer",
            ),
            models.Index(fields=["type", "known_until", "status", "from_earliest"], name="published_period_by_type"),
            models.Index(fields=["known_until", "status", "from_earliest"], name="published_period_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.from_latest}"


class PublishedEvent(models.Model):
    """One event in a measure's life, in one edition."""

    measure = models.ForeignKey(PublishedMeasure, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    ground = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=40, blank=True)
    on_earliest = models.DateField()
    on_latest = models.DateField()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["kind", "on_latest"], name="published_event_by_kind"),
            models.Index(fields=["act"], name="published_event_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on_latest}"


class PublishedExemption(Known):
    """One exemption of one edition of a case, as the API serves it, with the stretch in which it is in force."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="exemptions")
    uid = models.CharField(max_length=40)
    sanction = models.CharField(max_length=40)
    measure = models.CharField(max_length=40, blank=True, help_text="Empty where it is of the whole case.")
    target = models.CharField(max_length=40)
    authority = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=600, blank=True, help_text="Folded, as it is searched.")
    version = models.CharField(max_length=600, blank=True, help_text="Folded too.")
    act = models.CharField(max_length=40, blank=True)
    layer = models.CharField(max_length=40)
    began_on = models.DateField(help_text="The day by which it had certainly begun.")
    from_earliest = models.DateField()
    from_latest = models.DateField()
    until_earliest = models.DateField()
    until_latest = models.DateField()
    refs = models.TextField(blank=True, help_text="The uids of the records it names, separated by spaces.")
    body = models.TextField(help_text="JSON: the exemption in its case.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "uid"], name="published_exemption_is_listed_once")]
        indexes = [
            models.Index(fields=["known_until", "uid"], name="published_exemption_list"),
            models.Index(fields=["known_until", "began_on", "uid"], name="published_exemption_by_age"),
            models.Index(fields=["uid", "known_until"], name="published_exemption_lookup"),
            models.Index(fields=["number", "known_until"], name="published_exemption_by_number"),
            models.Index(fields=["target", "known_until"], name="published_exemption_of_target"),
            models.Index(fields=["authority", "known_until"], name="published_exemption_by_issuer"),
        ]

    def __str__(self) -> str:
        return self.uid


class PublishedProgramme(models.Model):
    """A programme under which a case stands, for as long as it does, in one edition of the case."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="programmes")
    programme = models.CharField(max_length=40)
    from_earliest = models.DateField()
    from_latest = models.DateField()
    until_earliest = models.DateField()
    until_latest = models.DateField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["programme", "from_earliest"], name="published_programme_lookup")]

    def __str__(self) -> str:
        return self.programme


class PublishedTerm(models.Model):
    """A word by which an edition is found: a name, identifier, country, kind, authority, affected party …"""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="terms")
    field = models.CharField(max_length=40)
    normalised = models.CharField(max_length=600)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["field", "normalised", "edition"], name="published_term_lookup")]

    def __str__(self) -> str:
        return f"{self.field}: {self.normalised}"
