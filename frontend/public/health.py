"""Whether all parts of the product are alive, for whoever watches it."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consortium.services.heartbeats import signs_of_life


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database, a worker and the clock all answer, else 503; and which of them does."""
    alive = signs_of_life()
    return JsonResponse(alive, status=200 if all(alive.values()) else 503)
