"""A code to the address, and no other way in."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from consortium.models import User

pytestmark = pytest.mark.django_db
ADDRESS = "office@hasland.example.org"


@pytest.fixture
def user() -> User:
    return User.objects.create_user(ADDRESS)


@pytest.fixture
def other_browser() -> Client:
    return Client()


def ask(client: Client, address: str = ADDRESS) -> str:
    """Ask for a code; the one in the newest message."""
    client.post("/sign-in/", {"email": address})
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    return code.group() if code else ""


def enter(client: Client, code: str):
    return client.post("/sign-in/code/", {"code": code, "action": "verify"})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_code_signs_in(client: Client, user: User) -> None:
    code = ask(client)
    assert mail.outbox[0].to == [ADDRESS]
    assert code not in mail.outbox[0].subject
    answer = enter(client, code)
    assert (answer.status_code, answer.url) == (302, "/now/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_address_is_known_in_any_case(client: Client, user: User) -> None:
    enter(client, ask(client, ADDRESS.upper()))
    assert is_signed_in(client)


def test_the_code_may_be_typed_with_spaces(client: Client, user: User) -> None:
    code = ask(client)
    enter(client, f" {code[:3]} {code[3:]} ")
    assert is_signed_in(client)


def test_the_page_still_works_after_a_reload(client: Client, user: User) -> None:
    code = ask(client)
    for _ in range(3):
        assert client.get("/sign-in/code/").status_code == 200
    enter(client, code)
    assert is_signed_in(client)


def test_a_wrong_code_is_named_in_a_summary_and_another_try_is_given(
    client: Client, user: User
) -> None:
    code = ask(client)
    answer = enter(client, "000000" if code != "000000" else "111111")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("That is not the code we sent. Check the newest message from us.") == 2
    assert 'href="#id_code"' in page
    assert 'aria-invalid="true"' in page
    assert "<title>Error: " in page
    enter(client, code)
    assert is_signed_in(client)


def test_after_three_wrong_codes_even_the_right_one_is_refused(client: Client, user: User) -> None:
    code = ask(client)
    for _ in range(3):
        enter(client, "000000" if code != "000000" else "111111")
    enter(client, code)
    assert not is_signed_in(client)


def test_a_code_works_once_and_only_in_the_browser_that_asked(
    client: Client, other_browser: Client, user: User
) -> None:
    code = ask(client)
    enter(other_browser, code)
    assert not is_signed_in(other_browser)
    enter(client, code)
    client.post("/sign-out/")
    assert not is_signed_in(client)
    enter(client, code)
    assert not is_signed_in(client)


def test_a_new_code_replaces_the_old_one(client: Client, user: User) -> None:
    old = ask(client)
    client.post("/sign-in/code/", {"action": "resend"})
    new = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    assert len(mail.outbox) == 2
    if old != new:
        enter(client, old)
        assert not is_signed_in(client)
    enter(client, new)
    assert is_signed_in(client)


def test_asking_twice_in_one_browser_sends_one_code(client: Client, user: User) -> None:
    ask(client)
    ask(client)
    assert len(mail.outbox) == 1


def test_another_address_can_be_given(client: Client, user: User) -> None:
    ask(client, "typing.eror@example.org")
    answer = client.post("/sign-out/", {"next": "/sign-in/"}, follow=True)
    assert answer.redirect_chain == [("/sign-in/", 302)]
    enter(client, ask(client))
    assert is_signed_in(client)


def test_codes_are_rationed(user: User) -> None:
    for _ in range(5):
        ask(Client())
    answer = Client().post("/sign-in/", {"email": ADDRESS})
    assert "That was too many tries." in answer.content.decode()
    assert len(mail.outbox) == 5


def test_a_stranger_is_told_nothing_in_the_page(client: Client, user: User) -> None:
    known = client.post("/sign-in/", {"email": ADDRESS})
    stranger = Client()
    unknown = stranger.post("/sign-in/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    pages = [
        browser.get("/sign-in/code/").content.decode().replace(address, "")
        for browser, address in ((client, ADDRESS), (stranger, "nobody@example.org"))
    ]
    without_tokens = [re.sub(r'value="\w{64}"', "", page) for page in pages]
    assert without_tokens[0] == without_tokens[1]
    assert not User.objects.filter(email="nobody@example.org").exists()


def test_somebody_who_left_cannot_sign_in(client: Client, user: User) -> None:
    User.objects.update(is_active=False)
    ask(client)
    assert not re.search(r"\d{6}", mail.outbox[-1].body)


def test_an_empty_or_broken_address_is_an_error_at_the_field(client: Client) -> None:
    for address in ("", "not an address"):
        page = client.post("/sign-in/", {"email": address}).content.decode()
        assert 'href="#id_email"' in page
        assert "<title>Error: " in page


def test_next_leads_back_and_never_elsewhere(client: Client, user: User) -> None:
    for wanted, reached in (("/sign-out/", "/sign-out/"), ("https://evil.example/", "/now/")):
        browser = Client()
        browser.post("/sign-in/", {"email": ADDRESS, "next": wanted})
        code = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
        answer = browser.post("/sign-in/code/", {"code": code, "next": wanted})
        assert answer.url == reached


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_reset_password", "account_set_password"]
)
def test_there_is_no_password_anywhere(name: str, client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert "password" not in client.get("/sign-in/").content.decode().replace(
        "There is no password", ""
    )


def test_signing_up_is_signing_in(client: Client) -> None:
    assert reverse("account_signup") == "/sign-in/"


def test_signing_out_takes_a_button(client: Client, user: User) -> None:
    enter(client, ask(client))
    assert client.get("/sign-out/").status_code == 200
    assert is_signed_in(client)
    client.post("/sign-out/")
    assert not is_signed_in(client)


def test_the_session_is_a_new_one_after_sign_in(client: Client, user: User) -> None:
    code = ask(client)
    before = client.session.session_key
    enter(client, code)
    assert client.session.session_key != before


def test_without_a_token_nothing_is_accepted(user: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/sign-in/", {"email": ADDRESS}).status_code == 403
