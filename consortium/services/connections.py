"""Who shares a household or is family, so that nobody decides on what their own household is paid."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Connection, Consortium, Person, User
from consortium.permissions import may_declare_connection, may_end_connection


@transaction.atomic
def declare_connection(
    *, by: User, consortium: Consortium, one: Person, other: Person
) -> Connection:
    """Two people belong together; saying it twice changes nothing.

    Permission: `may_declare_connection`. Raises Refused.
    """
    may_declare_connection(by, consortium, one, other).require()
    if one.pk == other.pk:
        refuse(_("Choose two people.")).require()
    first, second = sorted((one, other), key=lambda person: person.pk)
    connection, is_new = Connection.objects.get_or_create(
        first=first, second=second, defaults={"declared_on": timezone.localdate()}
    )
    if is_new:
        record("connection.declared", subject=connection, by=by)
    return connection


@transaction.atomic
def end_connection(*, by: User, consortium: Consortium, connection: Connection) -> None:
    """They do not belong together, or not any more. Permission: `may_end_connection`. Raises Refused."""
    may_end_connection(by, consortium, connection).require()
    record(
        "connection.ended",
        subject=connection,
        by=by,
        people=[connection.first_id, connection.second_id],
    )
    connection.delete()
