"""Several people share an address: each acts in their own name."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from consortium.models import Person, User
from frontend.acting import ActingPersonMiddleware, acting_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("office@hasland.example.org")


@pytest.fixture
def joan(user: User) -> Person:
    return Person.objects.create(name="Joan Tetley", user=user)


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def person_in(client: Client) -> str:
    """The name in which the session acts, by asking the middleware as a page would."""
    request = RequestFactory().get("/")
    request.session = client.session
    request.user = User.objects.get() if "_auth_user_id" in client.session else AnonymousUser()
    seen: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(str(acting_person(request)))
        return HttpResponse()

    ActingPersonMiddleware(page)(request)
    return seen[0]


def test_a_visitor_is_nobody(client: Client) -> None:
    assert person_in(client) == "None"
    assert client.get("/who/").status_code == 302


def test_the_only_person_is_never_asked(signed_in: Client, joan: Person) -> None:
    assert person_in(signed_in) == "Joan Tetley"
    assert "/who/" not in signed_in.get("/sign-in/").headers.get("Location", "")


def test_an_address_of_nobody_says_so(signed_in: Client) -> None:
    assert person_in(signed_in) == "None"
    assert "belongs to nobody on our list" in signed_in.get("/who/").content.decode()


def test_people_who_share_are_asked_once_and_come_back(
    signed_in: Client, joan: Person, user: User
) -> None:
    mo = Person.objects.create(name="Mo Ali", user=user)
    asked = signed_in.get("/sign-in/?a=b")
    assert asked.headers["Location"] == "/who/?next=%2Fsign-in%2F%3Fa%3Db"
    page = signed_in.get("/who/").content.decode()
    assert "Joan Tetley" in page
    assert "Mo Ali" in page

    answer = signed_in.post("/who/", {"person": mo.pk, "next": "/sign-in/?a=b"})
    assert answer.headers["Location"] == "/sign-in/?a=b"
    assert person_in(signed_in) == "Mo Ali"
    signed_in.post("/who/", {"person": joan.pk})
    assert person_in(signed_in) == "Joan Tetley"


def test_nobody_can_act_as_a_person_at_another_address(
    signed_in: Client, joan: Person, user: User
) -> None:
    Person.objects.create(name="Mo Ali", user=user)
    stranger = Person.objects.create(name="Una Stranger")
    page = signed_in.post("/who/", {"person": stranger.pk}).content.decode()
    assert "Choose one of the names on this page" in page
    session = signed_in.session
    session["person"] = stranger.pk
    session.save()
    assert person_in(signed_in) == "None"


def test_no_choice_is_an_error(signed_in: Client, joan: Person, user: User) -> None:
    Person.objects.create(name="Mo Ali", user=user)
    page = signed_in.post("/who/", {}).content.decode()
    assert page.count("Choose your name") == 2


def test_next_never_leads_elsewhere(signed_in: Client, joan: Person) -> None:
    answer = signed_in.post("/who/", {"person": joan.pk, "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/now/"
