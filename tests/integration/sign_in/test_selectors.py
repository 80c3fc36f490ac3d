"""Who may be behind an address, and whom the demonstration proposes to sign in as."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from consortium.models import Organisation, Person, Role, User
from consortium.selectors.sign_in import addresses_of_leads, people_at
from consortium.states import LegalForm, RoleKind

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def organisation() -> Organisation:
    return Organisation.objects.create(name="Hasland Homework Club", legal_form=LegalForm.GROUP)


def lead(organisation: Organisation, email: str, **dates: date) -> Role:
    user = User.objects.create_user(email)
    person = Person.objects.create(name=email.split("@")[0], user=user)
    values = {"start_on": LONG_AGO, **dates}
    return Role.objects.create(
        person=person, kind=RoleKind.LEAD, organisation=organisation, **values
    )


def test_the_people_at_an_address_by_name() -> None:
    user = User.objects.create_user("office@example.org")
    mo = Person.objects.create(name="Mo Ali", user=user)
    joan = Person.objects.create(name="Joan Tetley", user=user)
    Person.objects.create(name="Una Stranger")
    assert people_at(user) == [joan, mo]


def test_leads_of_today_the_longest_serving_first(organisation: Organisation) -> None:
    today = timezone.localdate()
    lead(organisation, "new@example.org", start_on=today)
    lead(organisation, "old@example.org", end_on=today)
    lead(organisation, "left@example.org", end_on=today - timedelta(days=1))
    lead(organisation, "soon@example.org", start_on=today + timedelta(days=1))
    closed = lead(organisation, "closed@example.org").person.user
    assert closed is not None
    User.objects.filter(pk=closed.pk).update(is_active=False)
    assert addresses_of_leads() == ["old@example.org", "new@example.org"]
