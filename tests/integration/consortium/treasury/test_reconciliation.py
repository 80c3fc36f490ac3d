"""The bank's statement against what was sent: what is settled, what is told, what changes nothing."""

import pytest

from consortium.decisions import Refused
from consortium.selectors.ledger import check_books
from consortium.services import batches
from consortium.services.reconciliation import reconcile
from consortium.treasury.states import BatchState
from tests.factories import treasury as money
from tests.integration.consortium.treasury.test_batches import STATEMENT, left, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> money.Treasury:
    books = money.treasury()
    money.own_account(books)
    return books


def test_a_statement_settles_the_batch_and_twice_changes_nothing(books: money.Treasury) -> None:
    batch = sent(books)
    found = reconcile(by=books.lead, consortium=books.network, content=STATEMENT.encode())
    assert (found.paid, found.failed, found.others, found.to_look_at) == (2, 0, 1, [])
    assert batches.locked(batch).state == BatchState.CLOSED
    assert left(books) == (0, 4_615, 995_385)
    again = reconcile(by=books.lead, consortium=books.network, content=STATEMENT.encode())
    assert (again.paid, again.seen_before) == (0, 3)
    assert check_books(books.network).stand


def test_bacs_debits_one_sum_for_the_batch(books: money.Treasury) -> None:
    batch = sent(books)
    content = b"Date,Description,Amount\n30/11/2026,BACS MH1,-46.15\n"
    assert reconcile(by=books.lead, consortium=books.network, content=content).paid == 2
    assert batches.locked(batch).state == BatchState.CLOSED


def test_one_sum_for_several_payments_settles_all_that_it_names(books: money.Treasury) -> None:
    batch = sent(books)
    for pounds, paid in (("46.14", 0), ("46.15", 2)):
        content = f"Date,Description,Amount\n30/11/2026,MH1-1 MH1-2 MH1-1,-{pounds}\n".encode()
        found = reconcile(by=books.lead, consortium=books.network, content=content)
        assert (found.paid, bool(found.to_look_at)) == (paid, not paid)
    assert batches.locked(batch).state == BatchState.CLOSED
    back = b"Date,Description,Amount\n02/12/2026,RETURNED MH1-2 MH1-1,46.15\n"
    assert reconcile(by=books.lead, consortium=books.network, content=back).failed == 2


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("MH1-1,-36.24", "the bank says"),
        ("MH1-1,36.25", ""),
        ("MH1-11,-36.25", ""),
        ("MH1,-46.14", "MH1: the bank says £46.14, we sent £46.15."),
        ("MH1 BATCH REJECTED,46.15", "MH1: the bank names it, and we did not expect it."),
    ],
)
def test_what_does_not_match_pays_nothing(books: money.Treasury, row: str, says: str) -> None:
    sent(books)
    content = f"Date,Description,Amount\n30/11/2026,{row}\n".encode()
    found = reconcile(by=books.lead, consortium=books.network, content=content)
    assert found.paid == 0
    assert left(books)[1] == 0
    assert says in "".join(found.to_look_at)
    assert bool(says) is bool(found.to_look_at)


def test_a_number_that_the_bank_gives_twice_hides_no_line(books: money.Treasury) -> None:
    batch = sent(books)
    statement = "Date,Id,Description,Amount\n30/11/2026,1,CLUB MH1-{},-{}\n"
    for number, pounds in ((1, "36.25"), (2, "9.90")):
        content = statement.format(number, pounds).encode()
        found = reconcile(by=books.lead, consortium=books.network, content=content)
        assert (found.paid, found.seen_before) == (1, 0)
    assert batches.locked(batch).state == BatchState.CLOSED


def test_a_statement_that_cannot_be_read_changes_nothing(books: money.Treasury) -> None:
    sent(books)
    content = STATEMENT.replace("-9.90", "nine") + "\n"
    with pytest.raises(Refused, match="line 3: the amount"):
        reconcile(by=books.lead, consortium=books.network, content=content.encode())
    assert left(books)[1] == 0
