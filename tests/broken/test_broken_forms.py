"""The same broken files through the pages: an error on the form that names the place, no row changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from bids.models import Tender
from consortium.models import User
from tests.broken.conftest import rows
from tests.broken.test_broken import HERE, PLACES, files_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_changes")]


@pytest.fixture
def at_desk(lead: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    return client


@pytest.fixture
def _nothing_changes(at_desk: Client) -> Iterator[None]:
    """From when the lead has signed in."""
    before = rows()
    yield
    assert rows() == before


def answer(client: Client, address: str, path: Path, field: str = "file") -> str:
    """The page that comes back: the form again, with what is wrong."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    page = client.post(address, {field: file, "encoding": "utf-8"})
    assert page.status_code == 200
    assert page.context["form"].errors
    html = page.content.decode()
    assert "<title>Error: " in html
    return html


def test_broken_notices(at_desk: Client) -> None:
    for name in files_of("notices"):
        html = answer(at_desk, reverse("staff:tender-new"), HERE / name)
        assert escape(PLACES[name]) in html or "The file is empty." in html, name


def test_broken_sheets(at_desk: Client, tender: Tender) -> None:
    for name in files_of("sheets"):
        html = answer(at_desk, reverse("staff:sheet", args=[tender.pk]), HERE / name)
        assert escape(PLACES[name]) in html or "The file is empty." in html, name


def test_sheets_of_lines_are_no_sheets_of_members(at_desk: Client) -> None:
    for name in files_of("sheets"):
        html = answer(at_desk, reverse("staff:member-import"), HERE / name, field="sheets")
        assert Path(name).name in html or "A file is empty." in html, name


def test_two_files_of_one_name(at_desk: Client) -> None:
    files = [SimpleUploadedFile("members.csv", b"name\n") for _ in range(2)]
    page = at_desk.post(reverse("staff:member-import"), {"sheets": files, "encoding": "utf-8"})
    assert "Two of the files have the same name" in page.content.decode()


@pytest.mark.parametrize("address", ["member-import-apply", "sheet-apply"])
@pytest.mark.parametrize("content", ["", "%%%", "eJwDAAAAAAE=", "eJxTyigpKVBIzUvOT8nMSwcAJiEFTg=="])
def test_a_damaged_confirmation_is_refused(
    at_desk: Client, tender: Tender, address: str, content: str
) -> None:
    args = [tender.pk] if address == "sheet-apply" else []
    page = at_desk.post(reverse(f"staff:{address}", args=args), {"content": content})
    assert page.status_code in {302, 400}
