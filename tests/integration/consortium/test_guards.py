"""The database refuses what no service should ever ask of it, on SQLite and PostgreSQL alike."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consortium.audit import record
from consortium.models import Band, BandScheme, Capacity, Event, Membership, Role
from consortium.states import MembershipClass, RoleKind
from tests.factories import consortium as make

pytestmark = pytest.mark.django_db

MAY = date(2025, 5, 1)
JUNE = date(2025, 6, 1)
JULY = date(2025, 7, 1)


def refused(model: Any, **fields: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields)


@pytest.mark.parametrize(
    ("first", "second", "is_overlap"),
    [
        ((MAY, JUNE), (JUNE, JULY), True),
        ((MAY, None), (JUNE, JULY), True),
        ((JUNE, JULY), (MAY, None), True),
        ((MAY, JULY), (JUNE, JUNE), True),
        ((MAY, date(2025, 5, 31)), (JUNE, None), False),
        ((JUNE, None), (MAY, date(2025, 5, 31)), False),
    ],
)
def test_memberships_do_not_overlap(first: Any, second: Any, is_overlap: bool) -> None:
    network, club = make.network(), make.organisation()
    make.membership(network, club, start_on=first[0], end_on=first[1])
    fields = {
        "consortium": network,
        "organisation": club,
        "membership_class": MembershipClass.ASSOCIATE,
        "start_on": second[0],
        "end_on": second[1],
    }
    if is_overlap:
        refused(Membership, **fields)
    else:
        Membership.objects.create(**fields)


def test_a_change_may_not_make_memberships_overlap() -> None:
    network, club = make.network(), make.organisation()
    make.membership(network, club, start_on=MAY, end_on=date(2025, 5, 31))
    later = make.membership(network, club, start_on=JUNE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=later.pk).update(start_on=date(2025, 5, 31))
    Membership.objects.filter(pk=later.pk).update(end_on=JULY)


def test_other_organisations_memberships_do_not_count() -> None:
    network = make.network()
    make.membership(network, make.organisation("Clay Cross Carers"))
    make.membership(network, make.organisation("Ripley Play Rangers"))


def test_roles_of_one_kind_do_not_overlap() -> None:
    network, club = make.network(), make.organisation()
    user = make.role(RoleKind.LEAD, of=network, start_on=MAY, end_on=JULY)
    person = user.people.get()
    refused(Role, person=person, kind=RoleKind.LEAD, consortium=network, start_on=JUNE)
    Role.objects.create(person=person, kind=RoleKind.CHAIR, consortium=network, start_on=JUNE)
    Role.objects.create(
        person=person, kind=RoleKind.LEAD, consortium=network, organisation=club, start_on=JUNE
    )


def test_limits_do_not_overlap() -> None:
    fields = {"consortium": make.network(), "organisation": make.organisation()}
    Capacity.objects.create(**fields, turnover_cap_pence=1, valid_from=MAY, valid_until=JUNE)
    refused(Capacity, **fields, turnover_cap_pence=1, valid_from=JUNE)
    Capacity.objects.create(**fields, turnover_cap_pence=1, valid_from=JULY)


def test_bands_of_one_scheme_do_not_overlap() -> None:
    scheme = BandScheme.objects.create(slug="ours", name="Ours", source="us")
    band = {"scheme": scheme, "is_small": True}
    Band.objects.create(**band, slug="a", name="A", from_pence=0, below_pence=100)
    refused(Band, **band, slug="b", name="B", from_pence=99, below_pence=200)
    Band.objects.create(**band, slug="c", name="C", from_pence=100)
    refused(Band, **band, slug="d", name="D", from_pence=5_000)


def test_what_happened_is_never_rewritten() -> None:
    event = record("network.named", subject=make.network(), by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="nothing.happened")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()
