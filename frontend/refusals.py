"""What a service refuses is answered with the page that says why."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.defaults import permission_denied

from consortium.decisions import Refused


class RefusalMiddleware:
    """403 with the reason of the Decision, wherever `Refused` is raised and no view has caught it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return permission_denied(request, PermissionDenied(exception.reason))
        return None
