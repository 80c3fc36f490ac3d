"""The demonstration's post: shown where it may be, and nowhere else."""

from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from consortium.models import User


@pytest.fixture
def demonstration(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@pytest.mark.django_db
def test_mail_is_shown_in_a_demonstration_only(client: Client) -> None:
    assert client.get("/mail/").status_code == 404


@pytest.mark.django_db
def test_no_mail_yet(client: Client, demonstration: None) -> None:
    assert "No mail yet" in client.get("/mail/").content.decode()


@pytest.mark.django_db
def test_the_newest_message_is_first_and_its_code_large(
    client: Client, demonstration: None
) -> None:
    User.objects.create_user("gail@example.org")
    mail.send_mail("Older", "Nothing in it: 12345678", None, ["joan@example.org"])
    client.post("/sign-in/", {"email": "gail@example.org"})
    letters = client.get("/mail/").context["letters"]
    assert [letter.to for letter in letters] == ["gail@example.org", "joan@example.org"]
    assert [len(letter.code) for letter in letters] == [6, 0]
    client.post("/sign-in/code/", {"code": letters[0].code})
    assert "_auth_user_id" in client.session
