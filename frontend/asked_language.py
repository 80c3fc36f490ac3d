"""A page that carries what somebody has typed, in the other language, with all of it still there."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def in_asked_language(request: HttpRequest, page: Callable[[], HttpResponse]) -> HttpResponse:
    """The page in the language that its own button asks for, which is kept as Django's switch keeps it."""
    asked = request.POST.get("language", "")
    if asked not in dict(settings.LANGUAGES):
        return page()
    with translation.override(asked):
        answer = page()
    answer.headers["Content-Language"] = asked
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        asked,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return answer
