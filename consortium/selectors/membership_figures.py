"""How many belong to the networks, and where they work: figures that anybody may see."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from consortium.models import Membership
from consortium.states import MembershipClass


@dataclass(frozen=True)
class AreaMembers:
    """Members of one network (its area's name) by class; an organisation in two networks counts in each."""

    network: str
    area: str
    full: int
    associate: int


def members_today() -> tuple[AreaMembers, ...]:
    """One row for each network that has members today, by name."""
    rows = _current().values_list(
        "consortium__organisation__name",
        "consortium__area__name",
        "consortium__area__name_cy",
        "membership_class",
    )
    return tuple(_counted(rows))


def organisations_today() -> int:
    """Organisations that belong to some network today, each counted once."""
    return _current().values("organisation").distinct().count()


def _current() -> QuerySet[Membership]:
    today = timezone.localdate()
    return Membership.objects.filter(start_on__lte=today).filter(
        Q(end_on__isnull=True) | Q(end_on__gte=today)
    )


def _counted(rows: Iterable[tuple[str, str, str, str]]) -> list[AreaMembers]:
    is_welsh = (get_language() or "").startswith("cy")
    counts = Counter(
        (network, (area_cy if is_welsh else "") or area, kind)
        for network, area, area_cy, kind in rows
    )
    places = sorted({(network, area) for network, area, _kind in counts})
    return [
        AreaMembers(
            network,
            area,
            counts[network, area, MembershipClass.FULL],
            counts[network, area, MembershipClass.ASSOCIATE],
        )
        for network, area in places
    ]
