"""People, and what they do for whom since when."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import Consortium, Organisation, Person, Role, User
from consortium.permissions import may_manage_roles
from consortium.rules import can_end_role, can_hold_role
from consortium.states import RoleKind


@transaction.atomic
def ensure_person(
    *, by: User | None, name: str, email: str, phone: str = "", language: str = "en-gb"
) -> Person:
    """The person of that name at that address, made where there is none. Addresses may be shared."""
    address = email.strip().lower()
    user = User.objects.filter(email__iexact=address).first() or User.objects.create_user(address)
    person = Person.objects.filter(user=user, name=name).first()
    if person is None:
        person = Person.objects.create(name=name, user=user, phone=phone, language=language)
        record("person.added", subject=person, by=by)
    return person


@transaction.atomic
def start_role(
    *,
    by: User | None,
    person: Person,
    kind: RoleKind,
    consortium: Consortium,
    organisation: Organisation | None = None,
    start_on: date,
) -> Role:
    """Let a person do something from that day; the very same role that is open already is given back.

    Permission: `may_manage_roles`; `by` is None for the demonstration alone. Raises Refused.
    """
    if by is not None:
        may_manage_roles(by, consortium).require()
    Person.objects.select_for_update().get(pk=person.pk)
    own = Role.objects.filter(
        person=person, kind=kind, consortium=consortium, organisation=organisation
    )
    running = own.filter(Q(end_on__isnull=True) | Q(end_on__gte=start_on)).first()
    if running and running.start_on == start_on and running.end_on is None:
        return running
    if running:
        refuse(_("This person holds that role already.")).require()
    role = Role.objects.create(
        person=person,
        kind=kind,
        consortium=consortium,
        organisation=organisation,
        start_on=start_on,
    )
    record("role.started", subject=role, by=by, role=kind.value)
    return role


@transaction.atomic
def appoint(
    *,
    by: User,
    consortium: Consortium,
    name: str,
    email: str,
    kind: RoleKind,
    organisation: Organisation | None,
    start_on: date,
) -> Role:
    """Let somebody do something from that day, whether or not we know them yet.

    Permission: `may_manage_roles`. Raises Refused; then nobody is added either.
    """
    may_manage_roles(by, consortium).require()
    can_hold_role(kind, organisation).require()
    return start_role(
        by=by,
        person=ensure_person(by=by, name=name, email=email),
        kind=kind,
        consortium=consortium,
        organisation=organisation,
        start_on=start_on,
    )


@transaction.atomic
def end_role(*, by: User, role: Role, end_on: date) -> Role:
    """End a role with that day, included. Permission: `may_manage_roles`. Raises Refused."""
    if role.consortium is None:
        raise Refused(_("This role belongs to no consortium."))
    Consortium.objects.select_for_update().get(pk=role.consortium.pk)
    may_manage_roles(by, role.consortium).require()
    role = Role.objects.select_for_update().get(pk=role.pk)
    others = Role.objects.filter(consortium=role.consortium, kind=role.kind).exclude(pk=role.pk)
    can_end_role(role, end_on, others).require()
    role.end_on = end_on
    role.save(update_fields=["end_on"])
    record("role.ended", subject=role, by=by, end_on=end_on.isoformat())
    return role
