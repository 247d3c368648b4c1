"""How answers are written: JSON, with stored documents spliced in as they stand."""

from typing import Any

import orjson
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

LICENCE = (
    "UK lists: Open Government Licence v3.0. US lists: public domain. "
    "EU lists: reuse with attribution, Decision 2011/833/EU. Quotations remain their publishers'."
)
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0. © European Union."


class JSON(BaseRenderer):
    """JSON in UTF-8, written by orjson."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """The bytes of an answer."""
        return dumped(data)


class NDJSON(BaseRenderer):
    """Newline-delimited JSON, written line by line as it is read."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = None


class Negotiation(DefaultContentNegotiation):
    """By the Accept header alone: there is no parameter for it."""

    def filter_renderers(self, renderers: Any, format: str) -> Any:
        """All renderers: none is chosen by the address."""
        return renderers


def dumped(data: Any) -> bytes:
    """JSON in UTF-8; moments in UTC with a Z, nothing indented."""
    return orjson.dumps(data, option=orjson.OPT_UTC_Z)
