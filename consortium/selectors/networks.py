"""Which networks and consortia there are, and what a person does in them today."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from consortium.models import Consortium, Person, Role
from consortium.selectors.names import name_of
from consortium.states import RoleKind

# Where somebody does several things, the pages of the first of these are theirs.
PRECEDENCE = tuple(RoleKind)


@dataclass(frozen=True)
class NetworkView:
    """A network or consortium by name, and whom to ring there; help fields may be empty."""

    id: int
    name: str
    slug: str
    kind: str
    help_name: str
    help_phone: str
    help_hours: str
    help_text_number: str


@dataclass(frozen=True)
class RoleView:
    """What a person does today, and for whom: a network, an organisation, or both."""

    kind: str
    network: NetworkView | None
    organisation: str
    start_on: date


def networks() -> tuple[NetworkView, ...]:
    """All of them, by name."""
    found = Consortium.objects.select_related("organisation").order_by("organisation__name", "pk")
    return tuple(network_view(one) for one in found)


def sole_network() -> NetworkView | None:
    """The network of an installation that has but one; None where there are several or none."""
    found = Consortium.objects.select_related("organisation").order_by("pk")[:2]
    return network_view(found[0]) if len(found) == 1 else None


def roles_today(person: Person) -> tuple[RoleView, ...]:
    """The person's roles of today, the first the one whose pages they begin with."""
    today = timezone.localdate()
    roles = (
        Role.objects.filter(person=person, start_on__lte=today)
        .exclude(end_on__lt=today)
        .select_related("consortium__organisation", "organisation")
        .order_by("start_on", "pk")
    )
    return tuple(sorted((_role_view(role) for role in roles), key=_precedence))


def consortia_of(person: Person) -> tuple[Consortium, ...]:
    """Those in which the person holds a role today, each once, that of the weightiest role first."""
    today = timezone.localdate()
    roles = (
        Role.objects.filter(person=person, consortium__isnull=False, start_on__lte=today)
        .exclude(end_on__lt=today)
        .select_related("consortium__organisation")
        .order_by("start_on", "pk")
    )
    ranked = sorted(roles, key=lambda role: PRECEDENCE.index(RoleKind(role.kind)))
    return tuple({one.pk: one for role in ranked if (one := role.consortium)}.values())


def network_view(consortium: Consortium) -> NetworkView:
    """What a page's head and foot say of it."""
    return NetworkView(
        id=consortium.pk,
        name=name_of(consortium.organisation),
        slug=consortium.slug,
        kind=consortium.kind,
        help_name=consortium.help_name,
        help_phone=consortium.help_phone,
        help_hours=consortium.help_hours,
        help_text_number=consortium.help_text_number,
    )


def _role_view(role: Role) -> RoleView:
    return RoleView(
        kind=role.kind,
        network=network_view(role.consortium) if role.consortium else None,
        organisation=name_of(role.organisation) if role.organisation else "",
        start_on=role.start_on,
    )


def _precedence(role: RoleView) -> int:
    return PRECEDENCE.index(RoleKind(role.kind))
