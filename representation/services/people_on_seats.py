"""Who is meant by a name on a seat."""

from consortium.audit import record
from consortium.models import Organisation, Person, User
from representation.models import Structure


def person_for(
    *, by: User | None, structure: Structure, name: str, organisation: Organisation | None
) -> Person:
    """Somebody of that name who holds a seat for, or has a role in, the same organisation; or new.

    For services that have asked who may; of people who speak for nobody, those on a seat of the
    structure are known.
    """
    same = Person.objects.filter(name=name)
    if organisation is not None:
        known = same.filter(appointments__on_behalf_of=organisation).first()
        known = known or same.filter(roles__organisation=organisation).first()
    else:
        known = same.filter(
            appointments__seat__body__structure=structure,
            appointments__on_behalf_of__isnull=True,
        ).first()
    if known is not None:
        return known
    person = Person.objects.create(name=name)
    record("person.added", subject=person, by=by)
    return person
