"""The usual way: ModelSerializers over the desk's tables, with everything prefetched. What the API is to outdo."""

from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path

django.setup()

from rest_framework import generics, pagination, serializers  # noqa: E402

from sanctions.models import Citation, Event, Measure, Name, Sanction, Target  # noqa: E402


class CitationSerializer(serializers.ModelSerializer[Citation]):
    """A citation with the words it quotes."""

    quote = serializers.CharField(source="passage.quote")
    document = serializers.CharField(source="passage.document.uid")

    class Meta:
        model = Citation
        fields = ["uid", "stance", "quote", "document"]


class EventSerializer(serializers.ModelSerializer[Event]):
    """An event."""

    class Meta:
        model = Event
        fields = ["uid", "kind", "done_on", "done_basis", "effective_on", "effective_basis", "ground"]


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    """A measure with its events and citations."""

    events = EventSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Measure
        fields = ["uid", "type", "scope", "legal_effects", "duty_bearer", "events", "citations"]


class SanctionSerializer(serializers.ModelSerializer[Sanction]):
    """A case with its measures."""

    authority = serializers.CharField(source="authority.uid")
    programmes = serializers.SlugRelatedField[Any](
        source="programme_links", slug_field="printed", many=True, read_only=True
    )
    measures = MeasureSerializer(many=True)

    class Meta:
        model = Sanction
        fields = ["uid", "authority", "kind", "reference", "grounds", "programmes", "measures"]


class NameSerializer(serializers.ModelSerializer[Name]):
    """A name with its citations."""

    citations = CitationSerializer(many=True)

    class Meta:
        model = Name
        fields = ["uid", "kind", "full", "script", "language", "is_display", "citations"]


class TargetSerializer(serializers.ModelSerializer[Target]):
    """A target with its names and cases."""

    names = NameSerializer(many=True)
    sanctions = SanctionSerializer(many=True)

    class Meta:
        model = Target
        fields = ["uid", "kind", "label", "names", "sanctions"]


class Pages(pagination.PageNumberPagination):
    """Pages of a hundred, with a count, as DRF has them."""

    page_size = 100


class Targets(generics.ListAPIView[Target]):
    """A page of targets."""

    serializer_class = TargetSerializer
    pagination_class = Pages
    queryset = Target.objects.order_by("label", "uid").prefetch_related(
        "names__citations__passage__document",
        "sanctions__authority",
        "sanctions__programme_links",
        "sanctions__measures__events",
        "sanctions__measures__citations__passage__document",
    )


urlpatterns = [path("api/v1/targets/", Targets.as_view())]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
