"""Which scripts, styles and frames a browser may use on our pages (Content-Security-Policy)."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentSecurityMiddleware(CSPMiddleware):
    """Sends the strict policy everywhere and the admin's policy on the admin's path alone."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy of this response; what a view's own csp decorator says still counts."""
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts
