"""The demonstration stands on its own files, and a second load changes nothing."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from consortium.models import Area, Consortium, Event, Membership, Organisation, Person, User
from consortium.selectors.consortia import band_shares
from consortium.selectors.members import member_on, members_on
from consortium.services.demonstration import load_networks
from consortium.states import AreaKind, MembershipClass, RoleKind

pytestmark = pytest.mark.django_db
DAY = date(2027, 4, 1)


def row_counts() -> dict[str, int]:
    models = apps.get_app_config("consortium").get_models(include_auto_created=True)
    return {model._meta.label: model._default_manager.count() for model in models}


@pytest.fixture(scope="module")
def loaded(shared_rows: Callable[[Callable[[], Any]], Any]) -> tuple[Consortium, ...]:
    return shared_rows(load_networks)


@pytest.fixture
def pompey(loaded: tuple[Consortium, ...]) -> Consortium:
    return Consortium.objects.get(slug="pompey-families")


def test_five_networks_and_a_second_load_changes_nothing(loaded: tuple[Consortium, ...]) -> None:
    assert len(loaded) == 5
    before = row_counts()
    load_networks()
    assert row_counts() == before
    assert Organisation.objects.count() >= 45
    assert Consortium.objects.filter(memberships__isnull=False).distinct().count() == 5


def test_every_network_has_a_lead_and_whom_to_ring(pompey: Consortium) -> None:
    for network in Consortium.objects.all():
        assert network.roles.filter(kind=RoleKind.LEAD).exists()
        assert network.help_phone.startswith("01632 960")
        assert network.help_text_number.startswith("07700 900")
    assert set(User.objects.values_list("email", flat=True)) == {
        email
        for email in User.objects.values_list("email", flat=True)
        if email.endswith("@example.org")
    }
    shared = Counter(Person.objects.values_list("user__email", flat=True))
    assert [email for email, people in shared.items() if people > 1] == [
        "community.shop@example.org"
    ]


def test_portsmouth_has_fourteen_wards_and_twenty_four_full_members(pompey: Consortium) -> None:
    wards = Area.objects.filter(kind=AreaKind.WARD, parent__code="E06000044")
    tiles = set(wards.values_list("tile_column", "tile_row"))
    assert wards.count() == len(tiles) == 14
    classes = Counter(
        Membership.objects.filter(consortium=pompey).values_list("membership_class", flat=True)
    )
    assert classes == {MembershipClass.FULL: 24, MembershipClass.ASSOCIATE: 2}


def test_readiness_says_who_is_not_ready_and_why(pompey: Consortium) -> None:
    full = [one for one in members_on(pompey, DAY) if one.membership_class == "full"]
    wrong = {
        one.name: [finding.standing for finding in one.findings if not finding.is_enough]
        for one in full
        if not one.is_ready
    }
    assert wrong == {
        "Tipner Toddlers": ["expired", "expired", "missing"],
        "Great Salterns Carers": ["cover-too-low"],
    }


def test_an_unknown_income_is_its_own_answer(pompey: Consortium) -> None:
    shares = band_shares(pompey, DAY)
    assert sum(share.members for share in shares) == 26
    assert (shares[-1].band, shares[-1].members) == (None, 1)
    carers = member_on(pompey, "great-salterns-carers", DAY)
    assert carers is not None
    assert (carers.row.band, carers.row.income_pence) == (None, None)


def test_members_are_read_in_as_many_queries_however_many_they_are(
    pompey: Consortium, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(11):  # type: ignore[operator]
        assert len(members_on(pompey, DAY)) == 26


def test_a_member_that_left_or_closed_is_none_the_day_after(pompey: Consortium) -> None:
    name = "somers-town-mums"
    Membership.objects.filter(organisation__slug=name).update(end_on=DAY)
    assert member_on(pompey, name, DAY) is not None
    assert member_on(pompey, name, date(2027, 4, 2)) is None
    Organisation.objects.filter(slug="pompey-dads").update(closed_on=DAY)
    assert member_on(pompey, "pompey-dads", DAY) is None


def test_every_act_is_on_record(pompey: Consortium) -> None:
    kinds = Counter(Event.objects.values_list("kind", flat=True))
    assert kinds["members.imported"] == 5
    assert kinds["person.added"] == Person.objects.count()
