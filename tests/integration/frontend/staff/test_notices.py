"""Reading a notice on the page, and opening a tender of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from bids import demonstration
from bids.models import Notice, Tender
from bids.notices.notice import NoticeWarning
from bids.selectors.tenders import WarningView
from frontend.presenters import notices
from frontend.presenters.notices import warning_lines

pytestmark = pytest.mark.django_db

NOTICE = (Path(demonstration.__file__).parent / "notice.json").read_bytes()


def read(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("notice.json", content)
    return client.post(reverse("staff:tender-new"), {"file": file}, follow=True)


def test_a_notice_is_read_and_opened_once(at_desk: Client) -> None:
    page = read(at_desk, NOTICE)
    notice = Notice.objects.get()
    assert page.redirect_chain == [(reverse("staff:notice", args=[notice.pk]), 302)]
    html = page.content.decode()
    assert "We read 1 notice. New here: 1. Known before: 0." in html
    assert "A rule on combining lots is published in words only; read it." in html
    for _ in range(2):
        opened = at_desk.post(reverse("staff:notice-open", args=[notice.pk]))
        assert opened.headers["Location"] == reverse("staff:tender", args=[Tender.objects.get().pk])
    html = at_desk.get(reverse("staff:tender", args=[Tender.objects.get().pk])).content.decode()
    assert "Bids close noon, Friday 18 December 2026." in html
    assert "Portsmouth City Council" in html
    assert "Rules on lots, in the buyer’s words" in html
    assert json.loads(NOTICE)["releases"][0]["tender"]["lotDetails"]["awardCriteriaDetails"] in html
    assert "A rule on combining lots is published in words only; read it." in html


def test_the_same_file_again_changes_nothing(at_desk: Client) -> None:
    read(at_desk, NOTICE)
    html = read(at_desk, NOTICE).content.decode()
    assert "New here: 0. Known before: 1." in html
    assert Notice.objects.count() == 1


def test_of_several_notices_the_list_shows_those_of_the_file(at_desk: Client) -> None:
    read(at_desk, NOTICE)
    releases = [
        {"ocid": f"ocds-x-{n}", "id": "1", "tag": ["tender"], "tender": {"title": f"Work {n}"}}
        for n in range(25)
    ]
    page = read(at_desk, json.dumps({"releases": releases}).encode())
    html = page.content.decode()
    assert page.redirect_chain == [(reverse("staff:notices"), 302)]
    assert "25 notices of the file that you read last." in html
    assert "1 to 20 of 25" in html
    everything = at_desk.get(reverse("staff:notices"), {"all": "1", "words": "early help"})
    assert "Early Help in the Community" in everything.content.decode()
    assert "Work 3" not in everything.content.decode()


@pytest.mark.parametrize(
    "content, place",
    [
        (b"{", "line 1 column 2: is not JSON"),
        (b'{"releases": 5}', "releases: is not a list"),
        (b'{"releases": [{"ocid": "a", "tender": []}]}', "releases[0].tender: is not an object"),
        (b"[" * 5000, "document: is nested more than 60 levels deep"),
    ],
)
def test_what_is_no_notice_is_refused_with_its_place(
    at_desk: Client, content: bytes, place: str
) -> None:
    html = read(at_desk, content).content.decode()
    assert "<title>Error: " in html
    assert f"We could not read it. {place}" in html
    assert not Notice.objects.exists()


def test_a_welsh_page_says_in_welsh_what_is_no_notice(at_desk: Client) -> None:
    at_desk.cookies["django_language"] = "cy"
    html = read(at_desk, b'{"releases": [{"ocid": "a", "tender": []}]}').content.decode()
    assert "releases[0].tender: nid yw’n wrthrych" in html
    html = read(at_desk, b"{").content.decode()
    assert "llinell 1 colofn 2: nid yw’n JSON" in html
    assert "is not" not in html


def test_an_empty_upload_says_what_to_choose(at_desk: Client) -> None:
    html = at_desk.post(reverse("staff:tender-new")).content.decode()
    assert "Choose the file of a notice" in html
    assert "The file is empty." in read(at_desk, b"").content.decode()


def test_a_notice_of_no_tender_cannot_be_opened(at_desk: Client) -> None:
    read(at_desk, b'{"ocid": "ocds-x-1", "id": "1", "tag": ["planning"]}')
    notice = Notice.objects.get()
    html = at_desk.get(reverse("staff:notice", args=[notice.pk])).content.decode()
    assert "This notice describes no tender." in html
    assert "disabled" in html
    answer = at_desk.post(reverse("staff:notice-open", args=[notice.pk]))
    assert answer.status_code == 403
    assert not Tender.objects.exists()


def test_every_warning_of_the_reader_has_its_welsh() -> None:
    source = Path(notices.__file__).parents[2] / "bids" / "notices"
    written = "".join(path.read_text() for path in source.glob("*.py"))
    codes = {part.split('"')[1] for part in written.split("warn(")[1:] if '"' in part[:3]}
    assert len(codes) > 20
    with translation.override("cy"):
        for code in sorted(codes):
            one = NoticeWarning(code, "tender", "English words")
            (line,) = warning_lines((WarningView(one.code, one.place, one.text),))
            assert line.words != "English words", code


def test_the_same_warning_at_many_places_is_one_line() -> None:
    found = tuple(WarningView("null-text", f"parties[{n}].name", "Null.") for n in range(5))
    (line,) = warning_lines(found)
    assert (line.count, line.more, len(line.places)) == (5, 2, 3)
