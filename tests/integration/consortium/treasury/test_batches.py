"""Batches: drawn once, signed by two who had no part in it, the same bytes each time, settled by the bank."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from consortium.decisions import Refused
from consortium.models import Batch, BatchSignature, Due, Event, PaymentLine
from consortium.selectors.ledger import check_books
from consortium.services import batch_files, batches, payees, payment_outcomes
from consortium.services.reconciliation import reconcile
from consortium.states import RoleKind
from consortium.treasury.payment_files.batch import Totals
from consortium.treasury.payment_files.manifest import READERS
from consortium.treasury.states import (
    BATCH_TRANSITIONS,
    LINE_TRANSITIONS,
    BatchState,
    DueState,
    FileFormat,
    LineState,
)
from tests import overlaps
from tests.factories import consortium as make
from tests.factories import treasury as money

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> money.Treasury:
    books = money.treasury()
    money.own_account(books)
    return books


def drawn(books: money.Treasury, *pence: int) -> Batch:
    """A batch of so many payments, each to a club of its own."""
    dues = [
        money.due(
            books,
            money.payee(books, make.organisation(f"Club {number}")),
            amount,
            source=f"test:{number}",
        )
        for number, amount in enumerate(pence or (3_625, 990), start=1)
    ]
    return batches.draw_batch(
        by=books.lead,
        consortium=books.network,
        dues=[due.pk for due in dues],
        pay_on=money.next_pay_day(),
    )


def signed(books: money.Treasury, *pence: int) -> Batch:
    batch = drawn(books, *pence)
    for signer in (books.treasurer, books.chair):
        batches.sign_batch(by=signer, batch=batch, digest=batches.digest_of(batch))
    return batches.locked(batch)


def sent(books: money.Treasury, *pence: int) -> Batch:
    return batches.mark_sent(by=books.lead, batch=signed(books, *pence))


def states(batch: Batch) -> list[str]:
    return [line.state for line in batch.lines.order_by("number")]


def left(books: money.Treasury) -> tuple[int, int, int]:
    books.budget.refresh_from_db()
    return books.budget.committed_pence, books.budget.paid_pence, books.budget.left_pence


def test_a_due_is_in_one_batch(books: money.Treasury) -> None:
    batch = drawn(books)
    due = batch.lines.first().due
    with pytest.raises(Refused, match="in a batch, or paid"):
        batches.draw_batch(
            by=books.lead, consortium=books.network, dues=[due.pk], pay_on=money.next_pay_day()
        )
    line = batch.lines.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentLine.objects.create(
            batch=batch, number=9, due=due, detail=line.detail, payer=books.lead, pence=due.pence
        )


def test_a_batch_leaves_nothing_out_that_was_asked_for(books: money.Treasury) -> None:
    money.own_account(books)
    own = money.due(books, money.payee(books))
    elsewhere = Due.objects.aggregate(last=Max("pk"))["last"] + 1
    for asked in ([], [own.pk, elsewhere]):
        with pytest.raises(Refused, match="Choose what is to be paid"):
            batches.draw_batch(
                by=books.lead, consortium=books.network, dues=asked, pay_on=money.next_pay_day()
            )
    assert not books.network.batches.exists()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2030, 12, 25), "The next day on which they do is Friday 27 December 2030"),
        (date(2030, 8, 24), "Banks do not pay on Saturday 24 August 2030"),
        (date(2020, 1, 2), "The day of payment has passed"),
    ],
)
def test_a_batch_is_paid_on_a_day_on_which_banks_pay(
    books: money.Treasury, day: date, says: str
) -> None:
    due = money.due(books, money.payee(books, make.organisation("Club 1")), 990, source="test:1")
    with pytest.raises(Refused, match=says):
        batches.draw_batch(by=books.lead, consortium=books.network, dues=[due.pk], pay_on=day)
    assert Batch.objects.count() == 0


MOST = 10**11 - 1


@pytest.fixture
def rich_books() -> money.Treasury:
    books = money.treasury(pence=2 * 10**11)
    money.own_account(books)
    return books


def test_a_batch_comes_to_as_much_as_standard_18_can_say(rich_books: money.Treasury) -> None:
    batch = signed(rich_books, MOST - 2, 2)
    content = batch_files.export_file(
        by=rich_books.lead, batch=batch, file_format=FileFormat.BACS18
    )
    assert READERS[FileFormat.BACS18](content) == Totals(2, MOST)


def test_a_batch_comes_to_no_more(rich_books: money.Treasury) -> None:
    with pytest.raises(Refused, match=r"comes to £999,999,999.99 at most"):
        drawn(rich_books, MOST, 1)


def test_three_formats_one_total_and_the_same_bytes_ten_times(books: money.Treasury) -> None:
    batch = signed(books)
    for one in FileFormat:
        contents = [
            batch_files.export_file(by=books.lead, batch=batch, file_format=one) for _ in range(10)
        ]
        digests = {hashlib.sha256(content).hexdigest() for content in contents}
        assert digests == {batch.digests[one]}
        assert READERS[one](contents[0]) == Totals(batch.count, batch.total_pence)
        assert batch_files.check_file(by=books.chair, batch=batch, content=contents[0]).is_same
        spoilt = contents[0][:40] + bytes([contents[0][40] ^ 1]) + contents[0][41:]
        assert not batch_files.check_file(by=books.lead, batch=batch, content=spoilt).is_same


def test_who_only_sees_the_money_cannot_try_files(books: money.Treasury) -> None:
    batch = signed(books)
    with pytest.raises(Refused, match="Only the treasurer or the lead"):
        batch_files.check_file(by=books.coordinator, batch=batch, content=b"")
    for user in (books.treasurer, books.lead, books.chair):
        batch_files.check_file(by=user, batch=batch, content=b"")
    assert Event.objects.filter(kind="batch.checked").count() == 3


def test_a_batch_that_was_altered_in_the_database_is_no_measure(books: money.Treasury) -> None:
    batch = signed(books)
    content = batch_files.export_file(by=books.lead, batch=batch, file_format=FileFormat.CSV)
    batch.pay_on += timedelta(days=1)
    with pytest.raises(Refused, match="not the one that was signed"):
        batch_files.check_file(by=books.lead, batch=batch, content=content)


def test_no_file_leaves_before_two_have_signed(books: money.Treasury) -> None:
    batch = drawn(books)
    for signer in (None, books.treasurer):
        if signer:
            batches.sign_batch(by=signer, batch=batch, digest=batches.digest_of(batch))
        with pytest.raises(Refused, match="two people have signed"):
            batch_files.export_file(by=books.lead, batch=batch, file_format=FileFormat.CSV)
        with pytest.raises(Refused), transaction.atomic():
            batches.mark_sent(by=books.lead, batch=batch)
        with pytest.raises(IntegrityError), transaction.atomic():
            Batch.objects.filter(pk=batch.pk).update(state=BatchState.SENT)


def test_the_second_signature_is_another_persons(books: money.Treasury) -> None:
    batch = drawn(books)
    digest = batches.digest_of(batch)
    batches.sign_batch(by=books.treasurer, batch=batch, digest=digest)
    with pytest.raises(Refused, match="another person"):
        batches.sign_batch(by=books.treasurer, batch=batch, digest=digest)
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchSignature.objects.create(
            batch=batch,
            position=2,
            signed_by=books.treasurer,
            signed_at=batch.drawn_at,
            digest=digest,
        )


def test_a_signature_is_of_what_was_shown(books: money.Treasury) -> None:
    with pytest.raises(Refused, match="not the batch that you were shown"):
        batches.sign_batch(by=books.chair, batch=drawn(books), digest="a" * 64)


def test_nobody_has_two_parts_in_a_payment(books: money.Treasury) -> None:
    """Every overlap of three people over claimant, approvers, payer and signer is refused.

    Those with all parts apart need five people; `tests.overlaps` asks services and tables alike.
    """
    people = [books.lead, books.treasurer, books.chair]
    make.role(RoleKind.TREASURER, of=books.network, email=books.chair.email)
    found = overlaps.refusals(books, people)
    assert found.tried == 3**5
    assert found.accepted_by_services == []
    assert found.accepted_by_tables == []


def test_an_account_changed_since_holds_the_batch_back(books: money.Treasury) -> None:
    batch = signed(books)
    payees.enter_bank_details(
        by=books.lead,
        payee=batch.lines.first().due.payee,
        name="New",
        sort_code="608371",
        number="77317777",
    )
    with pytest.raises(Refused, match="Give the batch up"):
        batch_files.export_file(by=books.lead, batch=batch, file_format=FileFormat.CSV)
    with pytest.raises(Refused, match="Give the batch up"):
        batches.mark_sent(by=books.lead, batch=batch)
    batches.abandon_batch(by=books.lead, batch=batch, reason="Account changed")
    assert set(states(batch)) == {LineState.ABANDONED}
    assert set(Due.objects.values_list("state", flat=True)) == {DueState.OWED}


def test_paid_failed_and_unknown(books: money.Treasury) -> None:
    batch = sent(books, 100, 200, 300)
    one, two, three = batch.lines.order_by("number")
    mark = payment_outcomes.mark_line
    mark(by=books.lead, line=one, to=LineState.PAID, reason="On the statement")
    mark(by=books.lead, line=two, to=LineState.FAILED, reason="No such account")
    mark(by=books.lead, line=three, to=LineState.UNKNOWN, reason="The bank does not say")
    assert states(batch) == ["paid", "failed", "unknown"]
    assert left(books) == (500, 100, 999_400)
    assert [due.state for due in Due.objects.order_by("pk")] == ["paid", "owed", "in-batch"]
    assert check_books(books.network).stand
    with pytest.raises(Refused):
        batches.draw_batch(
            by=books.lead,
            consortium=books.network,
            dues=[three.due_id],
            pay_on=money.next_pay_day(),
        )
    again = batches.draw_batch(
        by=books.lead, consortium=books.network, dues=[two.due_id], pay_on=money.next_pay_day()
    )
    assert again.number == 2
    mark(by=books.lead, line=three, to=LineState.PAID, reason="It was")
    assert batches.locked(batch).state == BatchState.CLOSED


def test_a_payment_that_came_back_is_owed_again(books: money.Treasury) -> None:
    batch = sent(books, 100)
    line = batch.lines.get()
    payment_outcomes.mark_line(by=books.lead, line=line, to=LineState.PAID, reason="Seen")
    payment_outcomes.mark_line(by=books.lead, line=line, to=LineState.FAILED, reason="Came back")
    assert left(books) == (100, 0, 999_900)
    assert check_books(books.network).stand


@pytest.mark.parametrize("before", list(LineState))
def test_a_line_moves_only_by_the_table(books: money.Treasury, before: LineState) -> None:
    batch = sent(books, 100)
    PaymentLine.objects.filter(batch=batch).update(state=before)
    for to in LineState:
        line = batch.lines.get()
        if to in LINE_TRANSITIONS[before] or to is before:
            continue
        with pytest.raises(Refused), transaction.atomic():
            payment_outcomes.advance_line(by=None, line=line, to=to)


@pytest.mark.parametrize("before", list(BatchState))
def test_a_batch_moves_only_by_the_table(books: money.Treasury, before: BatchState) -> None:
    batch = signed(books)
    batch.state = before
    for to in set(BatchState) - BATCH_TRANSITIONS[before]:
        with pytest.raises(Refused):
            batches.advance_batch(batch, to, by=None)


STATEMENT = """Date,Description,Amount
30/11/2026,CLUB 1 MH1-1,-36.25
30/11/2026,CLUB 2 MH1-2,-9.90
30/11/2026,Rent,-500.00
"""


@pytest.mark.parametrize("act", ["draw", "send", "abandon", "export", "mark", "reconcile"])
def test_only_those_who_prepare_payments_do(books: money.Treasury, act: str) -> None:
    batch = signed(books)
    line, due = batch.lines.first(), money.due(books, money.payee(books), source="test:9")
    day = money.next_pay_day()
    acts: dict[str, Any] = {
        "draw": lambda by: batches.draw_batch(
            by=by, consortium=books.network, dues=[due.pk], pay_on=day
        ),
        "send": lambda by: batches.mark_sent(by=by, batch=batch),
        "abandon": lambda by: batches.abandon_batch(by=by, batch=batch, reason="x"),
        "export": lambda by: batch_files.export_file(
            by=by, batch=batch, file_format=FileFormat.CSV
        ),
        "mark": lambda by: payment_outcomes.mark_line(
            by=by, line=line, to=LineState.UNKNOWN, reason="x"
        ),
        "reconcile": lambda by: reconcile(
            by=by, consortium=books.network, content=STATEMENT.encode()
        ),
    }
    other = money.treasury(make.network("Nene Small Voices"))
    stranger = make.role(RoleKind.LEAD, of=other.network, email="far@away.example")
    for user in (books.chair, books.coordinator, stranger):
        with pytest.raises(Refused, match="Only the treasurer or the lead"), transaction.atomic():
            acts[act](user)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consortium_batch SET total_pence = 1",
        "UPDATE consortium_batch SET digests = '{}'",
        "DELETE FROM consortium_batch",
        "UPDATE consortium_paymentline SET pence = 1",
        "UPDATE consortium_paymentline SET detail_id = detail_id",
        "DELETE FROM consortium_paymentline",
        "UPDATE consortium_due SET pence = 1",
        "UPDATE consortium_due SET first_approver_id = claimant_id",
        "DELETE FROM consortium_due",
        "DELETE FROM consortium_batchsignature",
        "DELETE FROM consortium_moneyrecord",
        "DELETE FROM consortium_bankline",
    ],
)
def test_what_was_drawn_never_changes(books: money.Treasury, statement: str) -> None:
    sent(books)
    reconcile(by=books.lead, consortium=books.network, content=STATEMENT.encode())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_line_is_added_to_no_batch_that_was_signed(books: money.Treasury) -> None:
    batch = signed(books)
    payee = money.payee(books)
    due = money.due(books, payee, source="test:9")
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentLine.objects.create(
            batch=batch,
            number=9,
            due=due,
            detail=payees.latest_detail(payee),
            payer=books.lead,
            pence=due.pence,
        )
