"""Who shares a household, for those who need to know: the two themselves, the lead and the coordinator."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from consortium.models import Connection, Consortium, Person
from consortium.permissions import IN_CONSORTIUM, Permission
from representation.models import Appointment, StandIn
from representation.selectors.electorates import on_day


@dataclass(frozen=True)
class ConnectionRow:
    """Two people who belong together, and since when that is known."""

    id: int
    one: str
    other: str
    declared_on: date


def people_of(network: Consortium) -> tuple[Person, ...]:
    """Who claims from the network or decides on claims: of its roles, seats and stand-ins today; by name."""
    return tuple(_people(network).order_by("name", "pk"))


def approvers_of(network: Consortium) -> tuple[Person, ...]:
    """Who decides on claims in the network today, by name."""
    today = timezone.localdate()
    kinds = IN_CONSORTIUM[Permission.CLAIMS_APPROVE]
    found = Person.objects.filter(
        on_day(today, "roles__"), roles__consortium=network, roles__kind__in=kinds
    )
    return tuple(found.distinct().order_by("name", "pk"))


def could_belong_to(person: Person) -> dict[str, tuple[Consortium, Person]]:
    """Whom the person may name, by a key for forms, with the network that it matters in.

    Those who decide on claims where the person claims; where they decide themselves, everybody.
    """
    found = {}
    for network in networks_with(person):
        deciders = approvers_of(network)
        for other in people_of(network) if person in deciders else deciders:
            if other.pk != person.pk:
                found[str(other.pk)] = (network, other)
    return found


def networks_with(person: Person) -> tuple[Consortium, ...]:
    """The networks that the person claims from or has a role in today."""
    found = Consortium.objects.select_related("organisation").order_by("slug")
    return tuple(one for one in found if _people(one).filter(pk=person.pk).exists())


def connections_of(person: Person) -> tuple[ConnectionRow, ...]:
    """The person's own, the other by name."""
    rows = _connections().filter(Q(first=person) | Q(second=person)).order_by("pk")
    return tuple(
        ConnectionRow(
            row.pk,
            person.name,
            row.second.name if row.first_id == person.pk else row.first.name,
            row.declared_on,
        )
        for row in rows
    )


def connections_in(network: Consortium) -> tuple[ConnectionRow, ...]:
    """Those of which one at least claims from the network or decides on claims."""
    rows = _in(network).order_by("first__name", "second__name", "pk")
    return tuple(
        ConnectionRow(row.pk, row.first.name, row.second.name, row.declared_on) for row in rows
    )


def connection_in(network: Consortium, connection_id: int) -> Connection | None:
    """The connection, if it is one of those."""
    return _in(network).filter(pk=connection_id).first()


def _in(network: Consortium) -> QuerySet[Connection]:
    people = _people(network).values("pk")
    return _connections().filter(Q(first__in=people) | Q(second__in=people))


def _connections() -> QuerySet[Connection]:
    return Connection.objects.select_related("first", "second")


def _people(network: Consortium) -> QuerySet[Person]:
    today = timezone.localdate()
    held = Appointment.objects.filter(
        on_day(today, end="ended_on"), seat__body__structure__consortium=network
    )
    stand_ins = StandIn.objects.filter(on_day(today), seat__body__structure__consortium=network)
    roles = network.roles.filter(on_day(today))
    return Person.objects.filter(
        Q(pk__in=held.values("person"))
        | Q(pk__in=stand_ins.values("person"))
        | Q(pk__in=roles.values("person"))
    )
