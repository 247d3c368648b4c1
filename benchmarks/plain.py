"""The usual way: ModelSerializers over the desk's tables, with everything prefetched. What the API is to outdo.

It serves the facts of targets, names, cases, legal bases, measures, events and citations, all columns of each.
"""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path

django.setup()

from rest_framework import generics, pagination, serializers  # noqa: E402

from sanctions.models import Citation, Event, Measure, Name, ProgrammeLink, Sanction, Target  # noqa: E402


class CitationSerializer(serializers.ModelSerializer[Citation]):
    """A citation with the words it quotes."""

    passage = serializers.CharField(source="passage.uid")
    document = serializers.CharField(source="passage.document.uid")
    quote = serializers.CharField(source="passage.quote")
    start = serializers.IntegerField(source="passage.start")
    end = serializers.IntegerField(source="passage.end")
    fidelity = serializers.CharField(source="passage.fidelity")
    comment = serializers.CharField(source="passage.comment")
    checked_against_text = serializers.SerializerMethodField()

    class Meta:
        model = Citation
        fields = ["uid", "layer", "stance", "document", "passage", "quote", "start", "end", "fidelity", "comment",
                  "checked_against_text"]  # fmt: skip

    def get_checked_against_text(self, citation: Citation) -> bool:
        """Whether the words were found in a text."""
        return citation.passage.start is not None


class EventSerializer(serializers.ModelSerializer[Event]):
    """An event."""

    citations = CitationSerializer(many=True)

    class Meta:
        model = Event
        exclude = ["id", "sanction", "measure"]


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    """A measure with its events and citations."""

    events = EventSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Measure
        exclude = ["id", "sanction"]


class ProgrammeLinkSerializer(serializers.ModelSerializer[ProgrammeLink]):
    """A programme under which a case stands."""

    programme = serializers.CharField(source="programme.uid")
    citations = CitationSerializer(many=True)

    class Meta:
        model = ProgrammeLink
        exclude = ["id", "sanction"]


class SanctionSerializer(serializers.ModelSerializer[Sanction]):
    """A case with its measures."""

    authority = serializers.CharField(source="authority.uid")
    programme_links = ProgrammeLinkSerializer(many=True)
    measures = MeasureSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Sanction
        exclude = ["id", "target", "note", "revision", "published_revision"]


class NameSerializer(serializers.ModelSerializer[Name]):
    """A name with its citations."""

    citations = CitationSerializer(many=True)

    class Meta:
        model = Name
        exclude = ["id", "target"]


class TargetSerializer(serializers.ModelSerializer[Target]):
    """A target with its names and cases."""

    names = NameSerializer(many=True)
    sanctions = SanctionSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Target
        exclude = ["id", "note", "revision", "published_revision", "merged_into"]


class Pages(pagination.PageNumberPagination):
    """Pages of a hundred, with a count, as DRF has them."""

    page_size = 100


class Targets(generics.ListAPIView[Target]):
    """A page of targets."""

    serializer_class = TargetSerializer
    pagination_class = Pages
    queryset = Target.objects.order_by("label", "uid").prefetch_related(
        "citations__passage__document",
        "names__citations__passage__document",
        "sanctions__authority",
        "sanctions__citations__passage__document",
        "sanctions__programme_links__programme",
        "sanctions__programme_links__citations__passage__document",
        "sanctions__measures__events__citations__passage__document",
        "sanctions__measures__citations__passage__document",
    )


urlpatterns = [path("api/v1/targets/", Targets.as_view())]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
