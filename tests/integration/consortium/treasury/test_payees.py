"""A changed account is payable only when every gate was passed; numbers are seen nowhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import BankCall, BankDetail, Payee, PaymentLine
from consortium.services import batches, payees
from consortium.services.payees import payable_account, reveal
from consortium.states import RoleKind
from tests.factories import consortium as make
from tests.factories import treasury as money

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> money.Treasury:
    return money.treasury()


def change(books: money.Treasury, payee: Payee, number: str = "77319999") -> BankDetail:
    return payees.enter_bank_details(
        by=books.lead, payee=payee, name="Somebody", sort_code="608371", number=number
    )


def cooled(detail: BankDetail) -> BankDetail:
    """The same version, as if entered four days ago."""
    past = timezone.now() - timedelta(days=4)
    with make_mutable():
        BankDetail.objects.filter(pk=detail.pk).update(
            entered_at=past, payable_from=past + payees.COOLING_OFF
        )
    return BankDetail.objects.get(pk=detail.pk)


def make_mutable() -> Any:
    from tests.meddling import without_guards

    return without_guards("consortium_bankdetail")


def test_the_first_account_is_payable_after_a_call(books: money.Treasury) -> None:
    payee = money.payee(books, payable=False)
    assert "No bank account" in payable_account(payee)[1].reason
    detail = change(books, payee)
    assert "not checked by a call" in payable_account(payee)[1].reason
    payees.record_call(by=books.treasurer, detail=detail, spoke_to="Their chair", matched=True)
    assert payable_account(payee)[1].allowed


def test_a_call_says_with_whom(books: money.Treasury) -> None:
    detail = change(books, money.payee(books, payable=False))
    with pytest.raises(Refused, match="whom you spoke to"):
        payees.record_call(by=books.treasurer, detail=detail, spoke_to=" ", matched=True)


def test_a_wrong_account_is_never_payable(books: money.Treasury) -> None:
    payee = money.payee(books, payable=False)
    detail = change(books, payee)
    payees.record_call(by=books.treasurer, detail=detail, spoke_to="Their chair", matched=False)
    assert "is wrong" in payable_account(payee)[1].reason
    with pytest.raises(Refused, match="made already"):
        payees.record_call(by=books.treasurer, detail=detail, spoke_to="Again", matched=True)


def test_a_change_cools_off_and_the_old_account_is_payable_no_more(books: money.Treasury) -> None:
    payee = money.payee(books)
    detail = change(books, payee)
    payees.record_call(by=books.treasurer, detail=detail, spoke_to="Their chair", matched=True)
    assert "three days" in payable_account(payee)[1].reason
    cooled(detail)
    found, decision = payable_account(payee)
    assert decision.allowed
    assert found == detail


def test_who_enters_does_not_call(books: money.Treasury) -> None:
    detail = change(books, money.payee(books, payable=False))
    with pytest.raises(Refused, match="Another person"):
        payees.record_call(by=books.lead, detail=detail, spoke_to="Myself", matched=True)


def test_who_is_paid_does_not_call(books: money.Treasury) -> None:
    person = books.treasurer.people.get()
    detail = change(books, money.payee(books, person=person, payable=False))
    with pytest.raises(Refused, match="Another person"):
        payees.record_call(by=books.treasurer, detail=detail, spoke_to="Myself", matched=True)


@pytest.mark.parametrize("kind", [RoleKind.MEMBER_CONTACT, RoleKind.CHAIR])
def test_an_organisations_own_people_enter_its_account(
    books: money.Treasury, kind: RoleKind
) -> None:
    payee = money.payee(books, payable=False)
    user = make.role(kind, at=payee.organisation, email="own@club.example")
    payees.enter_bank_details(
        by=user, payee=payee, name="Club", sort_code="608371", number="77311111"
    )


def test_strangers_enter_nothing(books: money.Treasury) -> None:
    payee = money.payee(books, payable=False)
    stranger = make.role(RoleKind.MEMBER_CONTACT, of=books.network, email="other@club.example")
    for user in (stranger, books.coordinator, books.chair):
        with pytest.raises(Refused, match="Only the payee"):
            payees.enter_bank_details(
                by=user, payee=payee, name="Club", sort_code="608371", number="77311111"
            )


def test_a_change_is_told_to_the_address_on_file_without_numbers(
    books: money.Treasury, django_capture_on_commit_callbacks: Any
) -> None:
    club = make.organisation("Ripley Play Rangers", email="hello@ripley.example")
    with django_capture_on_commit_callbacks(execute=True):
        payee = money.payee(books, organisation=club)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        change(books, payee)
    assert [message.to for message in mail.outbox] == [["hello@ripley.example"]]
    assert "7731" not in mail.outbox[0].body


def test_details_open_for_their_own_row_alone(books: money.Treasury) -> None:
    one = payees.latest_detail(money.payee(books))
    other = payees.latest_detail(money.payee(books, make.organisation("Clay Cross Carers")))
    assert one is not None
    assert other is not None
    assert reveal(one).number.startswith("7731")
    with make_mutable():
        BankDetail.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))
    with pytest.raises(payees.CannotOpen):
        reveal(BankDetail.objects.get(pk=one.pk))
    assert reveal(one).number not in bytes(one.sealed).decode("latin-1")


GATES = ("call", "matched", "cooled", "second-person", "newest")


@pytest.mark.parametrize("left_out", GATES)
def test_the_database_pays_into_no_account_that_missed_a_gate(
    books: money.Treasury, left_out: str
) -> None:
    """Past every service: rows written by hand, with one gate left out each time."""
    payee = money.payee(books)
    money.own_account(books)
    due = money.due(books, payee)
    batch = batches.draw_batch(
        by=books.lead,
        consortium=books.network,
        dues=[money.due(books, payee, source="test:2").pk],
        pay_on=money.next_pay_day(),
    )
    detail = change(books, payee)
    if left_out != "cooled":
        detail = cooled(detail)
    caller = books.lead if left_out == "second-person" else books.treasurer
    call = BankCall(
        detail=detail,
        called_by=caller,
        called_at=timezone.now(),
        spoke_to="X",
        matched=left_out != "matched",
    )
    if left_out == "second-person":
        with pytest.raises(IntegrityError), transaction.atomic():
            call.save()
    elif left_out != "call":
        call.save()
    if left_out == "newest":
        change(books, payee, "77318888")
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentLine.objects.create(
            batch=batch, number=9, due=due, detail=detail, payer=books.lead, pence=due.pence
        )


def test_with_every_gate_passed_the_database_pays(books: money.Treasury) -> None:
    payee = money.payee(books)
    money.own_account(books)
    due = money.due(books, payee)
    batch = batches.draw_batch(
        by=books.lead,
        consortium=books.network,
        dues=[money.due(books, payee, source="test:2").pk],
        pay_on=money.next_pay_day(),
    )
    detail = cooled(change(books, payee))
    payees.record_call(by=books.treasurer, detail=detail, spoke_to="Their chair", matched=True)
    PaymentLine.objects.create(
        batch=batch, number=9, due=due, detail=detail, payer=books.lead, pence=due.pence
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consortium_bankdetail SET ending = '99'",
        "DELETE FROM consortium_bankdetail",
        "DELETE FROM consortium_bankcall",
        "UPDATE consortium_bankcall SET matched = matched",
    ],
)
def test_accounts_and_calls_never_change(books: money.Treasury, statement: str) -> None:
    from django.db import connection

    money.payee(books)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_account_sent_twice_is_one_version_and_does_not_cool_off(books: money.Treasury) -> None:
    payee = money.payee(books, payable=False)
    first = change(books, payee)
    assert change(books, payee) == first
    assert change(books, payee, "77319998").version == 2
    called = change(books, payee)
    payees.record_call(by=books.treasurer, detail=called, spoke_to="Their chair", matched=False)
    assert change(books, payee).version == 4
    other = payees.enter_bank_details(
        by=books.treasurer, payee=payee, name="Somebody", sort_code="608371", number="77319999"
    )
    assert other.version == 5


def test_a_name_put_right_is_another_version(books: money.Treasury) -> None:
    payee = money.payee(books, payable=False)
    change(books, payee)
    again = payees.enter_bank_details(
        by=books.lead, payee=payee, name="Somebody Else", sort_code="608371", number="77319999"
    )
    assert again.version == 2
