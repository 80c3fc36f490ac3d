"""Who may be behind an address that signs in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from consortium.models import Person, Role, User
from consortium.selectors.names import name_of
from consortium.states import ConsortiumKind, RoleKind


@dataclass(frozen=True)
class PersonToTry:
    """Whom a visitor of the demonstration may be; `acts_for`: an organisation, else a network."""

    kind: str
    name: str
    email: str
    acts_for: str


def people_at(user: User) -> list[Person]:
    """The people who share this address, by name."""
    return list(Person.objects.filter(user=user))


def addresses_of_leads() -> list[str]:
    """The addresses of those who lead a consortium today, the longest-serving first."""
    today = timezone.localdate()
    roles = Role.objects.filter(
        kind=RoleKind.LEAD, start_on__lte=today, person__user__is_active=True
    ).exclude(end_on__lt=today)
    emails = roles.order_by("start_on", "pk").values_list("person__user__email", flat=True)
    return [email for email in dict.fromkeys(emails) if email]


def people_to_try(kinds: Iterable[RoleKind]) -> tuple[PersonToTry, ...]:
    """For a demonstration: somebody for each kind of role, each person once, with an address of their own.

    Those of the consortium that bids come first, then the longest-serving.
    """
    today = timezone.localdate()
    own_addresses = User.objects.annotate(shared_by=Count("people")).filter(shared_by=1)
    roles = list(
        Role.objects.filter(start_on__lte=today, person__user__in=own_addresses)
        .exclude(end_on__lt=today)
        .select_related("person__user", "organisation", "consortium__organisation")
        .order_by("start_on", "pk")
    )
    roles.sort(
        key=lambda role: role.consortium is None or role.consortium.kind != ConsortiumKind.CIC
    )
    found: dict[int, PersonToTry] = {}
    for kind in kinds:
        role = next((one for one in roles if one.kind == kind and one.person_id not in found), None)
        if role is not None:
            found[role.person_id] = _to_try(role)
    return tuple(found.values())


def _to_try(role: Role) -> PersonToTry:
    network = role.consortium.organisation if role.consortium else None
    acts_for = role.organisation or network
    return PersonToTry(
        kind=role.kind,
        name=role.person.name,
        email=role.person.user.email if role.person.user else "",
        acts_for=name_of(acts_for) if acts_for else "",
    )
