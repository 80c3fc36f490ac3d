"""Who does what in a consortium, since when and until when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from consortium.models import Consortium, Organisation, Role
from consortium.selectors.names import name_of


@dataclass(frozen=True)
class RoleRow:
    """One role of one person. `organisation` is empty for a role in the consortium itself."""

    id: int
    kind: str
    person: str
    email: str
    organisation: str
    start_on: date
    end_on: date | None


def roles_in(consortium: Consortium) -> tuple[RoleRow, ...]:
    """Every role there ever was: those in the consortium itself first, then member by member."""
    rows = Role.objects.filter(consortium=consortium).select_related("person__user", "organisation")
    ordered = rows.order_by("organisation__name", "kind", "start_on", "pk")
    return tuple(sorted((_row(one) for one in ordered), key=lambda one: one.organisation != ""))


def contacts_in(
    consortium: Consortium, organisation: Organisation, day: date
) -> tuple[RoleRow, ...]:
    """Who does what for a member on that day."""
    rows = Role.objects.filter(
        Q(consortium=consortium) | Q(consortium__isnull=True),
        Q(end_on__isnull=True) | Q(end_on__gte=day),
        organisation=organisation,
        start_on__lte=day,
    )
    found = rows.select_related("person__user", "organisation").order_by("start_on", "kind", "pk")
    return tuple(_row(one) for one in found)


def role_in(consortium: Consortium, role_id: int) -> Role | None:
    """The role, if it is in this consortium; None for another's: a page answers 404."""
    found = Role.objects.filter(consortium=consortium, pk=role_id)
    return found.select_related("person", "organisation", "consortium__organisation").first()


def _row(role: Role) -> RoleRow:
    return RoleRow(
        id=role.pk,
        kind=role.kind,
        person=role.person.name,
        email=role.person.user.email if role.person.user else "",
        organisation=name_of(role.organisation) if role.organisation else "",
        start_on=role.start_on,
        end_on=role.end_on,
    )
