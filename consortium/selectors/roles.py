"""Who does what for whom on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from consortium.models import Consortium, Organisation, Person, Role, User


@dataclass(frozen=True)
class RoleHeld:
    """What a person does; `consortium` and `organisation` are ids, one of them may be None."""

    kind: str
    consortium: int | None
    organisation: int | None
    start_on: date
    end_on: date | None


@dataclass(frozen=True)
class Acting:
    """Somebody who signed in, as the person they say they are, with their roles on the day."""

    person: int
    name: str
    roles: tuple[RoleHeld, ...]


def acting_as(user: User, person_id: int, on: date) -> Acting | None:
    """The person with their roles on that day; None unless this address is theirs."""
    person = Person.objects.filter(pk=person_id, user=user).first()
    if person is None:
        return None
    return Acting(person.pk, person.name, tuple(_held(role) for role in _roles(on, person=person)))


def holders(consortium: Consortium, kind: str, on: date) -> tuple[str, ...]:
    """The names of those who hold a role in a consortium on that day, the longest-serving first."""
    roles = _roles(on, consortium=consortium, kind=kind).select_related("person")
    return tuple(role.person.name for role in roles)


def contacts_of(organisation: Organisation, on: date) -> tuple[RoleHeld, ...]:
    """What people do for an organisation on that day."""
    return tuple(_held(role) for role in _roles(on, organisation=organisation))


def _roles(on: date, **of: object) -> QuerySet[Role]:
    still = Q(end_on__isnull=True) | Q(end_on__gte=on)
    return Role.objects.filter(still, start_on__lte=on, **of).order_by("start_on", "pk")


def _held(role: Role) -> RoleHeld:
    return RoleHeld(
        kind=role.kind,
        consortium=role.consortium_id,
        organisation=role.organisation_id,
        start_on=role.start_on,
        end_on=role.end_on,
    )
