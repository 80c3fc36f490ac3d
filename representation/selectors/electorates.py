"""Which forums an organisation may vote in, where it does vote, and who votes in a body on a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from consortium.models import Area, Organisation
from representation.models import Body, Structure, StructureMembership, VotingHome
from representation.states import BodyKind


def on_day(day: date, prefix: str = "", end: str = "end_on") -> Q:
    """Rows whose days, both included, have that day in them."""
    return Q(**{f"{prefix}start_on__lte": day}) & (
        Q(**{f"{prefix}{end}__isnull": True}) | Q(**{f"{prefix}{end}__gte": day})
    )


def membership_on(
    structure: Structure, organisation: Organisation, day: date
) -> StructureMembership | None:
    """The organisation's membership of the structure on a day."""
    return structure.memberships.filter(on_day(day), organisation=organisation).first()


def voting_home_on(structure: Structure, organisation: Organisation, day: date) -> Body | None:
    """The body in which an organisation votes on a day; None where it has not chosen, or is no member."""
    home = (
        VotingHome.objects.filter(on_day(day), on_day(day, "membership__"))
        .filter(membership__structure=structure, membership__organisation=organisation)
        .select_related("body")
        .first()
    )
    return home.body if home else None


def voters_on(body: Body, day: date) -> QuerySet[Organisation]:
    """The organisations that vote in a body on a day, by name: one organisation, one vote."""
    homes = VotingHome.objects.filter(on_day(day), on_day(day, "membership__"), body=body)
    return Organisation.objects.filter(
        pk__in=homes.values("membership__organisation"), closed_on__isnull=True
    ).order_by("name", "pk")


def forums_for(structure: Structure, organisation: Organisation, day: date) -> tuple[Body, ...]:
    """The forums that an organisation is invited to on a day, by name; it votes in one of them.

    A forum of an area is for those who work in it, or in a place within it, or in a place that it
    lies within; one of a theme for those who work on it; one of neither for every member.
    """
    works_in = with_parts_and_wholes(organisation.areas.all())
    works_on = set(organisation.themes.values_list("pk", flat=True))
    forums = Body.objects.filter(on_day(day), structure=structure, kind=BodyKind.FORUM)
    return tuple(
        forum
        for forum in forums.order_by("name")
        if (forum.area_id is None or forum.area_id in works_in)
        and (forum.theme_id is None or forum.theme_id in works_on)
    )


def with_parts_and_wholes(areas: Iterable[Area]) -> set[int]:
    """The ids of areas, of all that lies in them, and of all that they lie in."""
    parents = dict(Area.objects.values_list("pk", "parent_id"))
    wanted = {area.pk for area in areas}
    wholes = {above for area in wanted for above in _above(area, parents)}
    parts = {area for area in parents if wanted.intersection(_above(area, parents))}
    return wanted | wholes | parts


def codes_within(area: Area) -> frozenset[str]:
    """The GSS codes of an area and of all that lies in it."""
    return frozenset(Area.objects.filter(pk__in=ids_within(area)).values_list("code", flat=True))


def ids_within(area: Area) -> tuple[int, ...]:
    """The ids of an area and of all that lies in it."""
    parents = dict(Area.objects.values_list("pk", "parent_id"))
    return tuple(one for one in parents if one == area.pk or area.pk in _above(one, parents))


def _above(area: int, parents: Mapping[int, int | None]) -> list[int]:
    above: list[int] = []
    current = parents.get(area)
    while current is not None and current not in above:
        above.append(current)
        current = parents.get(current)
    return above
