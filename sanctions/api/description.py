"""The description of the API, in OpenAPI 3.1: made from the questions that can be asked and the shapes of answers."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema

from sanctions.api import shapes
from sanctions.reading.parameters import Parameter


class ParameterExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Every parameter knows its own JSON schema."""

    target_class = Parameter
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """The schema of the parameter."""
        schema: dict[str, Any] = self.target.schema()
        return schema


class Description(AutoSchema):
    """The description of one operation, read off its view."""

    view: Any

    def get_operation_id(self) -> str:
        """The name of the view: `listMeasures`, `readMeasure`."""
        return str(self.view.operation)

    def get_tags(self) -> list[str]:
        """The resource it belongs to."""
        return [str(self.view.tag)]

    def get_description(self) -> str:  # type: ignore[override]  # as its parent in drf-spectacular has it
        """What the question is."""
        return str(self.view.question.__doc__)

    def get_summary(self) -> str:
        """What the view is."""
        return str(self.view.summary)

    def get_override_parameters(self) -> list[Any]:
        """The parameters of the question."""
        return [self.view.question] if self.view.question._declared_fields else []

    def _get_parameters(self) -> list[dict[str, Any]]:
        # Several values of one parameter are written with commas; OpenAPI would otherwise have it repeated.
        parameters: list[dict[str, Any]] = super()._get_parameters()
        several = {"style": "form", "explode": False}
        return [{**one, **(several if one["schema"].get("type") == "array" else {})} for one in parameters]

    def get_filter_backends(self) -> list[Any]:
        """None: questions read their parameters themselves."""
        return []

    def get_request_serializer(self) -> Any:
        """Nothing is ever sent."""
        return None

    def get_response_serializers(self) -> Any:
        """What is answered, and how refusals are worded."""
        responses: dict[Any, Any] = {200: self.view.shape}
        for status in self.view.refusals:
            responses[(str(status), "application/problem+json")] = shapes.Problem
        return responses
