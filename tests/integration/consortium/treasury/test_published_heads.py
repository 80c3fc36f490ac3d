"""Books that were written again as a whole, every digest valid, against what was published of them."""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consortium.models import LedgerEntry, LedgerHead, PublishedHead
from consortium.selectors.ledger import check_books, entries_of, head_of
from consortium.services.published_heads import publish_heads
from consortium.treasury.ledger import FaultCode, digest_of, first_fault
from tests.factories import treasury as money
from tests.meddling import without_guards

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture
def books() -> money.Treasury:
    """Books whose head was published on Monday, and which went on after."""
    books = money.treasury()
    club = money.payee(books)
    money.due(books, club, pence=3_625, source="test:1")
    publish_heads(day=MONDAY)
    money.due(books, club, pence=990, source="test:2")
    return books


def rewrite(books: money.Treasury, number: int) -> None:
    """Change what an entry was for, and every digest from there on, and the head."""
    with without_guards():
        LedgerEntry.objects.filter(number=number).update(memo="Something else")
        previous = LedgerEntry.objects.get(number=number).previous
        for entry in list(entries_of(books.network))[number - 1 :]:
            LedgerEntry.objects.filter(number=entry.number).update(previous=previous)
            fresh = next(one for one in entries_of(books.network) if one.number == entry.number)
            previous = digest_of(fresh)
            LedgerEntry.objects.filter(number=entry.number).update(digest=previous)
        LedgerHead.objects.update(digest=previous)


def test_a_rewritten_chain_is_valid_and_is_found_all_the_same(books: money.Treasury) -> None:
    published = PublishedHead.objects.get()
    assert check_books(books.network).stand
    rewrite(books, 2)
    assert first_fault(entries_of(books.network), head_of(books.network)) is None
    fault = check_books(books.network).fault
    assert fault is not None
    assert (fault.number, fault.code) == (published.number, FaultCode.REWRITTEN)


def test_what_was_written_after_the_last_publication_is_not_covered(books: money.Treasury) -> None:
    rewrite(books, head_of(books.network).number)
    assert check_books(books.network).stand


def test_a_copy_that_somebody_kept_is_enough(
    books: money.Treasury, client: Client, tmp_path: Path
) -> None:
    kept = client.get("/budget/heads.json").content
    (tmp_path / "heads.json").write_bytes(kept)
    arguments = ["ledger", "verify", "--heads", str(tmp_path / "heads.json")]
    call_command(*arguments, stdout=StringIO())
    rewrite(books, 1)
    with without_guards("consortium_publishedhead"):
        PublishedHead.objects.all().delete()
    assert check_books(books.network).stand
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(*arguments, stdout=out)
    assert ended.value.code == 1
    assert "is bad: rewritten-since-it-was-published" in out.getvalue()
    head = json.loads(kept)["heads"][0]["head"]
    with pytest.raises(SystemExit) as ended:
        call_command(*arguments[:2], "--head", head, "--consortium", books.network.slug, stdout=out)
    assert ended.value.code == 1


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"heads": 3}', '{"heads": [{"consortium": "x", "head": "1:a"}]}',
     '{"heads": [{"consortium": "nobody", "head": "1:' + "a" * 64 + '"}]}', "\x00"],
)  # fmt: skip
def test_a_file_that_is_not_ours_is_refused_in_a_line(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "heads.json").write_text(content)
    with pytest.raises(SystemExit) as ended:
        call_command("ledger", "verify", "--heads", str(tmp_path / "heads.json"))
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith("--heads:")


def test_a_day_is_published_once_and_only_when_the_books_grew(books: money.Treasury) -> None:
    assert publish_heads(day=MONDAY) == []
    tuesday = publish_heads(day=MONDAY + timedelta(days=1))
    assert [head.number for head in tuesday] == [head_of(books.network).number]
    assert publish_heads(day=MONDAY + timedelta(days=2)) == []


def test_nothing_is_published_over_books_that_were_rewritten(books: money.Treasury) -> None:
    rewrite(books, 2)
    assert publish_heads(day=MONDAY + timedelta(days=1)) == []
    head = head_of(books.network)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedHead.objects.create(
            consortium=books.network,
            day=MONDAY + timedelta(days=1),
            number=head.number,
            digest=head.digest,
            published_at=timezone.now(),
        )


def test_what_was_published_never_changes(books: money.Treasury) -> None:
    for act in (
        lambda: PublishedHead.objects.update(digest="a" * 64),
        lambda: PublishedHead.objects.all().delete(),
        lambda: PublishedHead.objects.create(
            consortium=books.network,
            day=MONDAY + timedelta(days=1),
            number=99,
            digest="b" * 64,
            published_at=timezone.now(),
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_everybody_reads_where_the_books_ended(books: money.Treasury, client: Client) -> None:
    head = PublishedHead.objects.get()
    page = client.get("/budget/").content.decode()
    assert head.digest in page
    assert "hold it" in page
    row = client.get("/budget/heads.json").json()["heads"][0]
    assert (row["day"], row["entries"]) == ("2026-11-23", head.number)
    assert row["head"] == f"{head.number}:{head.digest}"
    assert row["head"] in client.get("/budget/heads.csv").content.decode()
    assert client.get("/budget/heads.xml").status_code == 404
    rewrite(books, 2)
    assert "are not these any more" in client.get("/budget/").content.decode()
