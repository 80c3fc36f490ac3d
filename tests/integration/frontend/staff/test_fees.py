"""The management fee: bands with days, and two people's word for what the board approved."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import Consortium, FeeBandProposal, FeeBandRow, User
from consortium.services import fees
from consortium.states import RoleKind
from tests.factories import consortium as people
from tests.factories import treasury as money
from tests.unit.frontend.well_formed import faults

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE, NEW = "/money/fees/", "/money/fees/new/"
WITHIN = {"from_pence": "0", "fee": "7.25", "valid_from": "1/12/2026"}
ABOVE = WITHIN | {"from_pence": "250,000", "fee": "9.5", "approved_on": "4/11/2026"}
SEES = {RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.TREASURER, RoleKind.CHAIR}
SETS = {RoleKind.LEAD, RoleKind.TREASURER}
CONFIRMS = {RoleKind.LEAD, RoleKind.TREASURER, RoleKind.CHAIR}


@pytest.fixture
def books() -> money.Treasury:
    """A network whose policy is 8 per cent at most."""
    books = money.treasury()
    Consortium.objects.update(fee_pct=8)
    books.network.refresh_from_db()
    return books


def proposed(books: money.Treasury, by: User | None = None) -> FeeBandProposal:
    return fees.propose_fee_band(
        by=by or books.treasurer,
        consortium=books.network,
        from_pence=0,
        basis_points=900,
        valid_from=date(2026, 12, 1),
        approved_on=date(2026, 11, 4),
    )


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_sees_sets_and_confirms(books: money.Treasury, client: Client, kind: RoleKind) -> None:
    client.force_login(people.role(kind, of=books.network, email="somebody@else.example"))
    assert client.get(PAGE).status_code == (200 if kind in SEES else 403)
    assert client.get(NEW).status_code == (200 if kind in SETS else 403)
    assert client.post(NEW, WITHIN).status_code == (302 if kind in SETS else 403)
    assert FeeBandRow.objects.exists() is (kind in SETS)
    FeeBandRow.objects.all().delete()
    for act in ("drop", "confirm"):
        one = FeeBandProposal.objects.filter(closed_at=None).first() or proposed(books)
        answer = client.post(f"{PAGE}{one.pk}/{act}/")
        assert answer.status_code == (302 if kind in CONFIRMS else 403), act
    assert FeeBandRow.objects.exists() is (kind in CONFIRMS)


def test_another_networks_proposal_is_not_there(books: money.Treasury, client: Client) -> None:
    elsewhere = people.network("Nene Small Voices")
    client.force_login(people.role(RoleKind.TREASURER, of=elsewhere, email="t@nene.example"))
    one = proposed(books)
    for act in ("confirm", "drop"):
        assert client.post(f"{PAGE}{one.pk}/{act}/").status_code == 404
        assert client.get(f"{PAGE}{one.pk}/{act}/").status_code == 405


def test_above_the_policy_a_second_person_confirms(books: money.Treasury, client: Client) -> None:
    client.force_login(books.treasurer)
    answer = client.post(NEW, {**ABOVE, "approved_on": ""})
    assert "The policy’s most is 8%" in answer.content.decode()
    client.post(NEW, ABOVE)
    assert not FeeBandRow.objects.exists()
    html = client.get(PAGE).content.decode()
    assert faults(html) == []
    assert "Treasurer says that the board approved it on 4 November 2026." in html
    one = FeeBandProposal.objects.get()
    own = client.post(f"{PAGE}{one.pk}/confirm/", follow=True)
    assert "You proposed this fee. Somebody else confirms it." in own.content.decode()
    assert not FeeBandRow.objects.exists()
    client.force_login(books.chair)
    html = client.post(f"{PAGE}{one.pk}/confirm/", follow=True).content.decode()
    for words in ("9.5%", "£250,000", "Chair"):
        assert words in html
    band = FeeBandRow.objects.get()
    assert (band.is_above_policy, band.approved_by, band.basis_points) == (True, books.chair, 950)
    again = client.post(f"{PAGE}{one.pk}/drop/", follow=True)
    assert "decided already" in again.content.decode()


def test_a_fee_within_the_policy_is_shown_in_full(books: money.Treasury, client: Client) -> None:
    client.force_login(books.lead)
    client.post(NEW, WITHIN | {"valid_from": "1/11/2026"})
    assert "Today: 7.25% from £0 up." in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"fee": "7.255"}, "2 decimal places"),
        ({"fee": "seven"}, "Give a number"),
        ({"fee": "101"}, "100"),
        ({"approved_on": "1/12/2026", "fee": "9"}, "still to come"),
    ],
)
def test_bad_input_sets_nothing(
    books: money.Treasury, client: Client, wrong: dict[str, str], said: str
) -> None:
    client.force_login(books.treasurer)
    answer = client.post(NEW, WITHIN | wrong)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not FeeBandRow.objects.exists()
    assert not FeeBandProposal.objects.exists()


def test_the_past_is_not_edited(books: money.Treasury) -> None:
    band = {"consortium": books.network, "from_pence": 0, "basis_points": 700}
    first = fees.set_fee_band(by=books.lead, valid_from=date(2026, 4, 1), **band)  # type: ignore[arg-type]
    for act in (
        lambda day: fees.set_fee_band(by=books.lead, valid_from=day, **band),
        lambda day: fees.propose_fee_band(
            by=books.lead, valid_from=day, approved_on=date(2026, 3, 1), **band
        ),
    ):
        with pytest.raises(Refused, match="begins later"):
            act(date(2026, 4, 1))
    fees.set_fee_band(by=books.lead, valid_from=date(2026, 10, 1), **band)  # type: ignore[arg-type]
    first.refresh_from_db()
    assert first.valid_until == date(2026, 9, 30)


def test_the_table_refuses_a_band_confirmed_by_who_proposed_it(books: money.Treasury) -> None:
    one = proposed(books)
    band = fees.confirm_fee_band(by=books.chair, proposal=one)
    for fields in (
        {"closed_by": one.proposed_by},
        {"closed_by": None, "closed_at": None},
        {"closed_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FeeBandProposal.objects.filter(pk=one.pk).update(**fields)
    assert band.approved_by == books.chair
    assert timezone.is_aware(FeeBandProposal.objects.get().closed_at)  # type: ignore[arg-type]


def test_who_lost_the_role_since_does_not_set_it(books: money.Treasury) -> None:
    one = proposed(books, by=books.treasurer)
    books.treasurer.people.get().roles.update(end_on=date(2026, 11, 1))
    with pytest.raises(Refused, match="Only the treasurer or the lead"):
        fees.confirm_fee_band(by=books.chair, proposal=one)
    fees.drop_fee_band(by=books.chair, proposal=one)
    assert not FeeBandRow.objects.exists()


def test_the_same_proposal_sent_twice_waits_once(books: money.Treasury, client: Client) -> None:
    client.force_login(books.treasurer)
    client.post(NEW, ABOVE)
    again = client.post(NEW, ABOVE).content.decode()
    assert "waits for a second person already" in again
    assert FeeBandProposal.objects.count() == 1
