"""A member's own pages: for whom they are there, what they say, and what a form does and refuses."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from consortium.models import Capacity, Event, Evidence, Income, Offer, Organisation, Person, Role
from consortium.states import RoleKind
from tests.factories import bids as make_bids
from tests.factories import consortium as make
from tests.factories.member_pages import MEMBER, NETWORK, World, hold, in_days, world
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
OWN = f"/group/{MEMBER}/"
OFFER_ADDRESS = f"{OWN}offers/in/{NETWORK}/?service=Home+visits&cpv_prefix=8531&unit=hour"
ABOUT = {
    "name_cy": "Clwb Gwaith Cartref Hasland",
    "legal_form": "cio",
    "description": "Homework and tea.",
    "email": "office@hasland.example",
    "phone": "01632 960101",
}
REACH = {"areas": ["E07000034"], "themes": ["food"]}
INCOME = {"year_end_on": "31/3/2026", "pence": "£5,200", "source": "Accounts"}
NUMBER = {"scheme": "GB-CHC", "value": "9900101"}
INSURANCE = {"cover_pence": "5,000,000", "issued_on": "1/4/2026", "expires_on": "31/3/2027"}
TERMS = {
    "areas": ["E07000034"],
    "volume": "1,200",
    "unit_cost_pence": "23.05",
    "valid_from": "1/4/2026",
    "valid_until": "",
    "least_lot_pct": "10",
}
LIMITS = {"turnover_cap_pence": "40,000", "least_contract_pence": "0"}
FORMS = {
    f"{OWN}about/": ABOUT,
    f"{OWN}reach/": REACH,
    f"{OWN}income/": INCOME,
    f"{OWN}number/": NUMBER,
    f"{OWN}evidence/public-liability/": INSURANCE,
    OFFER_ADDRESS: TERMS,
    f"{OWN}limits/{NETWORK}/": LIMITS,
}
READ = (OWN, f"{OWN}evidence/", f"{OWN}offers/in/{NETWORK}/", f"{OWN}offers/in/{NETWORK}/?new=yes")


@pytest.fixture
def there() -> World:
    return world()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    assert faults(html) == []
    return html


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_pages_are_there_for_the_contact(
    client: Client, settings, there: World, language: str
) -> None:
    client.force_login(there.contact)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for address in ("/now/", "/bids/", *READ, *FORMS):
        assert f'<html lang="{language}">' in text(client, address)


def test_others_do_not_find_them(client: Client, there: World) -> None:
    client.force_login(there.stranger)
    for address in (*READ, *FORMS):
        assert client.get(address).status_code == 404, address
        assert client.post(address, FORMS.get(address, {})).status_code in {404, 405}, address
    assert not Event.objects.exists()


def test_who_may_only_read_is_told_why_they_may_not_write(client: Client, there: World) -> None:
    client.force_login(there.voter)
    for address, data in FORMS.items():
        answer = client.post(address, data)
        assert answer.status_code == 403, address
        assert "Only the organisation&#x27;s own contact" in answer.content.decode(), address
    assert not Event.objects.exists()


def test_who_may_only_read_sees_no_way_to_change(client: Client, there: World) -> None:
    client.force_login(there.voter)
    html = text(client, OWN)
    assert "You can read this, and not change it" in html
    assert f"{OWN}about/" not in html
    assert "Add evidence" not in html


def test_an_empty_form_names_what_is_missing(client: Client, there: World) -> None:
    client.force_login(there.contact)
    for address in FORMS:
        answer = client.post(address, {})
        html = answer.content.decode()
        assert answer.status_code == 200, address
        assert "<title>Error: " in html, address
        assert 'role="alert"' in html, address
        assert faults(html) == [], address
    assert not Event.objects.exists()


def test_a_form_saves_once_and_leads_back(client: Client, there: World) -> None:
    client.force_login(there.contact)
    for number, (address, data) in enumerate(FORMS.items(), start=1):
        answer = client.post(address, data, follow=True)
        assert answer.redirect_chain == [(OWN, 302)], address
        assert "Saved." in answer.content.decode(), address
        assert Event.objects.count() == number, address


def test_what_was_saved_is_shown(client: Client, there: World) -> None:
    client.force_login(there.contact)
    for address, data in FORMS.items():
        client.post(address, data)
    html = text(client, OWN)
    for words in (
        "Clwb Gwaith Cartref Hasland",
        "Homework and tea.",
        "Chesterfield",
        "Food",
        "£5,200",
        "Charity Commission for England and Wales",
        "9900101",
        "£5,000,000",
        "31 March 2027",
        "1,200 hours",
        "£23.05",
        "£40,000",
    ):
        assert words in html, words
    offer = Offer.objects.get()
    assert (offer.volume, offer.unit_cost_pence, offer.cpv_prefix) == (1200, 2305, "8531")
    assert Income.objects.get().pence == 520_000
    assert Evidence.objects.get().cover_pence == 500_000_000


WRONG = [
    (f"{OWN}about/", {"email": "nobody"}, "Give an e-mail address"),
    (f"{OWN}about/", {"legal_form": "castle"}, "Select a valid choice"),
    (f"{OWN}reach/", {"areas": ["E99999999"]}, "Select a valid choice"),
    (f"{OWN}income/", {"pence": "a lot"}, "Give an amount in pounds"),
    (f"{OWN}income/", {"year_end_on": "31/2/2026"}, "Give a day, like 31/3/2027"),
    (f"{OWN}income/", {"year_end_on": "31/12/2199"}, "That year has not ended yet."),
    (f"{OWN}number/", {"value": "12"}, "That is not how this register writes its numbers."),
    (
        f"{OWN}evidence/public-liability/",
        {"expires_on": "31/3/2026"},
        "It cannot run out before it was issued.",
    ),
    (f"{OWN}evidence/public-liability/", {"cover_pence": "0"}, "Too small or too large"),
    (OFFER_ADDRESS, {"volume": "0"}, "Too small or too large"),
    (OFFER_ADDRESS, {"volume": "many"}, "Give a whole number"),
    (OFFER_ADDRESS, {"least_lot_pct": "101"}, "Too small or too large"),
    (OFFER_ADDRESS, {"valid_until": "31/3/2026"}, "It cannot end before it begins."),
    (OFFER_ADDRESS, {"volume": "1e9999"}, "Give a whole number"),
    (
        f"{OWN}limits/{NETWORK}/",
        {"least_contract_pence": "50,000"},
        "The least you take cannot be more than the most.",
    ),
    (f"{OWN}limits/{NETWORK}/", {"turnover_cap_pence": "9" * 30}, "Give an amount in pounds"),
]


def test_what_is_wrong_is_said_and_nothing_is_written(client: Client, there: World) -> None:
    client.force_login(there.contact)
    for address, changed, error in WRONG:
        answer = client.post(address, FORMS[address] | changed)
        assert answer.status_code == 200, changed
        assert error in answer.content.decode(), changed
    assert not Event.objects.exists()


def test_the_same_twice_is_refused_in_words(client: Client, there: World) -> None:
    client.force_login(there.contact)
    for address in (f"{OWN}evidence/public-liability/", OFFER_ADDRESS):
        client.post(address, FORMS[address])
        assert "is here already" in client.post(address, FORMS[address]).content.decode()
    assert (Evidence.objects.count(), Offer.objects.count()) == (1, 1)


def test_a_number_of_another_organisation_is_refused(client: Client, there: World) -> None:
    Organisation.objects.get(slug="amble-harbour-club").identifiers.create(
        scheme="GB-CHC", value="9900101"
    )
    client.force_login(there.contact)
    html = client.post(f"{OWN}number/", NUMBER).content.decode()
    assert "GB-CHC-9900101 is another organisation" in html


def test_an_offer_is_changed_where_it_stands(client: Client, there: World) -> None:
    client.force_login(there.contact)
    client.post(OFFER_ADDRESS, TERMS)
    offer = Offer.objects.get()
    address = f"{OWN}offers/{offer.pk}/"
    html = text(client, address)
    assert 'value="1,200"' in html
    assert 'value="23.05"' in html
    client.post(address, TERMS | {"volume": "900"})
    assert Offer.objects.get().volume == 900
    client.force_login(there.stranger)
    assert client.get(f"/group/amble-harbour-club/offers/{offer.pk}/").status_code == 404


def test_a_service_of_others_is_offered_without_typing_it_again(
    client: Client, there: World
) -> None:
    client.force_login(there.contact)
    client.post(OFFER_ADDRESS, TERMS)
    html = text(client, f"{OWN}offers/in/{NETWORK}/")
    assert "?service=Home+visits&amp;cpv_prefix=8531&amp;unit=hour" in html
    answer = client.post(
        f"{OWN}offers/in/{NETWORK}/?new=yes",
        {"service": "Tea & cake", "unit": "meal", "cpv_prefix": "5552"},
    )
    assert answer.headers["Location"].endswith("?service=Tea+%26+cake&unit=meal&cpv_prefix=5552")


def test_limits_of_before_end_when_new_ones_begin(client: Client, there: World) -> None:
    Capacity.objects.create(
        consortium=there.network,
        organisation=there.member,
        turnover_cap_pence=100,
        valid_from=make.LONG_AGO,
    )
    client.force_login(there.contact)
    client.post(f"{OWN}limits/{NETWORK}/", LIMITS)
    client.post(f"{OWN}limits/{NETWORK}/", LIMITS | {"turnover_cap_pence": "50,000"})
    old, new = Capacity.objects.order_by("valid_from")
    assert (old.turnover_cap_pence, old.valid_until) == (100, in_days(-1))
    assert (new.turnover_cap_pence, new.valid_from) == (5_000_000, timezone.localdate())


def test_now_says_what_is_missing_and_when_nothing_is(client: Client, there: World) -> None:
    client.force_login(there.contact)
    html = text(client, "/now/")
    for words in (
        "Add: Public liability insurance",
        "Add: Safeguarding policy",
        "Tell us your income",
        "Say what you can offer",
        "About 11 minutes in all.",
    ):
        assert words in html, words
    hold(there.member, "public-liability", in_days(20), 500_000_000)
    hold(there.member, "safeguarding-policy", None)
    client.post(f"{OWN}income/", INCOME)
    client.post(OFFER_ADDRESS, TERMS)
    html = text(client, "/now/")
    assert "Renew: Public liability insurance" in html
    assert "Nothing else needs you." in html
    there.member.evidence.update(expires_on=in_days(400))
    assert "Nothing needs you." in text(client, "/now/")


def test_now_asks_nobody_for_what_they_may_not_do(client: Client, there: World) -> None:
    client.force_login(there.voter)
    assert "Nothing needs you." in text(client, "/now/")


def test_everybody_arrives_somewhere(client: Client) -> None:
    network = make.network()
    for kind in RoleKind:
        client.force_login(make.role(kind, of=network, email=f"{kind}@derbyshire.example"))
        assert client.get("/now/", follow=True).status_code == 200, kind


def test_somebody_without_a_role_is_told_so(client: Client) -> None:
    network = make.network()
    user = make.role(RoleKind.LEAD, of=network, end_on=date(2025, 1, 1))
    client.force_login(user)
    assert "You do nothing for a network" in text(client, "/now/")
    assert "You act for no organisation today." in text(client, "/group/")
    Role.objects.all().delete()
    Person.objects.all().delete()
    assert "We do not know you yet" in text(client, "/now/")


def test_a_contact_of_several_chooses(client: Client, there: World) -> None:
    client.force_login(there.contact)
    assert client.get("/group/").headers["Location"] == OWN
    second = make.organisation("Clay Cross Carers")
    make.role(RoleKind.MEMBER_CONTACT, at=second, email=there.contact.email)
    html = text(client, "/group/")
    assert OWN in html
    assert "/group/clay-cross-carers/" in html


def test_a_member_reads_its_part_of_a_bid_and_others_do_not(client: Client) -> None:
    consortium = make_bids.consortium()
    holder = make_bids.member(consortium, "farlington")
    make_bids.member(consortium, "milton")
    tender = make_bids.tender(consortium)
    make_bids.line(tender)
    client.force_login(
        make.role(RoleKind.MEMBER_CONTACT, at=holder, email="fay@farlington.example")
    )
    assert "No bids yet." in text(client, "/bids/")
    assert client.get(f"/bids/{tender.pk}/").status_code == 404
    make_bids.finished_plan(tender)
    html = text(client, "/bids/")
    assert "1 lot" in html
    assert "£1" in html
    client.force_login(
        make.role(RoleKind.MEMBER_CONTACT, email="x@y.example", at=make.organisation())
    )
    assert client.get(f"/bids/{tender.pk}/").status_code == 404


def test_pages_take_few_queries(
    client: Client, there: World, django_assert_max_num_queries
) -> None:
    client.force_login(there.contact)
    for address in ("/now/", OWN, "/bids/"):
        with django_assert_max_num_queries(45):
            assert client.get(address).status_code == 200
