"""What hangs on an organisation that is about to be noted as closed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from consortium.models import Due, Organisation, Role
from consortium.selectors.organisations import networks_of
from consortium.treasury.states import DueState


@dataclass(frozen=True)
class Ties:
    """People with a role for it, networks that it belongs to, and pence that are owed to it."""

    people: int
    networks: tuple[str, ...]
    owed_pence: int


def ties_of(organisation: Organisation, day: date) -> Ties:
    """The organisation's ties on that day."""
    roles = Role.objects.filter(
        Q(end_on__isnull=True) | Q(end_on__gte=day), organisation=organisation, start_on__lte=day
    )
    owed = Due.objects.filter(
        payee__organisation=organisation, state__in=[DueState.OWED, DueState.IN_BATCH]
    )
    return Ties(
        roles.values("person").distinct().count(),
        tuple(str(network) for network in networks_of(organisation, day)),
        owed.aggregate(sum=Sum("pence"))["sum"] or 0,
    )
