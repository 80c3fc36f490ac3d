"""Who does what for whom on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from consortium.models import Consortium, Role


def holders(consortium: Consortium, kind: str, on: date) -> tuple[str, ...]:
    """The names of those who hold a role in a consortium on that day, the longest-serving first."""
    roles = _roles(on, consortium=consortium, kind=kind).select_related("person")
    return tuple(role.person.name for role in roles)


def _roles(on: date, **of: object) -> QuerySet[Role]:
    still = Q(end_on__isnull=True) | Q(end_on__gte=on)
    return Role.objects.filter(still, start_on__lte=on, **of).order_by("start_on", "pk")
