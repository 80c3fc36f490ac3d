"""Fictional networks, organisations and people of real places."""

from datetime import date
from typing import Any

from consortium.models import (
    Area,
    Consortium,
    Membership,
    Organisation,
    Person,
    Role,
    User,
)
from consortium.states import AreaKind, ConsortiumKind, LegalForm, MembershipClass, RoleKind

LONG_AGO = date(2024, 4, 1)


def area(code: str = "E07000034", name: str = "Chesterfield", **fields: Any) -> Area:
    given = {"name": name, "kind": AreaKind.DISTRICT} | fields
    return Area.objects.get_or_create(code=code, defaults=given)[0]


def organisation(name: str = "Hasland Homework Club", **fields: Any) -> Organisation:
    given = {"name": name, "legal_form": LegalForm.GROUP} | fields
    slug = name.lower().replace(" ", "-")
    return Organisation.objects.get_or_create(slug=slug, defaults=given)[0]


def network(name: str = "Derbyshire Families Network", **fields: Any) -> Consortium:
    given = {
        "slug": name.lower().replace(" ", "-"),
        "kind": ConsortiumKind.NETWORK,
        "area": area("E10000007", "Derbyshire", kind=AreaKind.COUNTY),
    } | fields
    return Consortium.objects.create(organisation=organisation(name), **given)


def membership(of: Consortium, who: Organisation, **fields: Any) -> Membership:
    given = {"membership_class": MembershipClass.FULL, "start_on": LONG_AGO} | fields
    return Membership.objects.create(consortium=of, organisation=who, **given)


def role(
    kind: RoleKind,
    *,
    of: Consortium | None = None,
    at: Organisation | None = None,
    email: str = "ruth@derbyshire.example",
    **fields: Any,
) -> User:
    """Somebody signs in with that address and holds that role; the address's user."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    person = Person.objects.filter(user=user).first() or Person.objects.create(
        name=email.split("@")[0].title(), user=user
    )
    given = {"start_on": LONG_AGO} | fields
    Role.objects.create(person=person, kind=kind, consortium=of, organisation=at, **given)
    return user
