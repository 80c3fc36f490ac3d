"""What a service refuses, and what an address does not take, is answered with a page that says why."""

from collections.abc import Callable, Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.defaults import permission_denied

from consortium.decisions import Refused


class RefusalMiddleware:
    """403 with the reason of the Decision, wherever `Refused` is raised and no view has caught it.

    Whoever signs in again after a button, or loads its address anew, only reads what takes a form:
    405 with the way back to the page that has the button.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = render(request, "405.html", {"back": page_above(request.path_info)}, status=405)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return permission_denied(request, PermissionDenied(exception.reason))
        return None


def page_above(path: str) -> str:
    """The nearest address above this one that there is."""
    return next(filter(_is_there, _above(path)), "/")


def _above(path: str) -> Iterator[str]:
    parts = path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        yield f"/{'/'.join(parts[:count])}/"


def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
