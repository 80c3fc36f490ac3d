"""The books: balanced by their shape, chained, and every meddling by SQL found and named."""

import random
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from consortium.decisions import Refused
from consortium.models import Account, Budget, Due, Fund, LedgerEntry, LedgerHead
from consortium.selectors.ledger import check_books, head_of
from consortium.services import budgets, ledger
from consortium.treasury.ledger import FaultCode
from consortium.treasury.states import DueState, EntryKind
from tests.factories import consortium as make
from tests.factories import treasury as money
from tests.meddling import meddle_at_random, without_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> money.Treasury:
    """Books with a dozen entries, one of them reversed."""
    books = money.treasury()
    club = money.payee(books, payable=False)
    for number in range(8):
        entry = budgets.commit(
            by=books.treasurer, budget=books.budget, payee=club, pence=100 + number, memo="Claim"
        )
    budgets.release(by=books.treasurer, budget=books.budget, entry=entry, memo="Not after all")
    return books


def test_what_services_write_stands(books: money.Treasury) -> None:
    found = check_books(books.network)
    assert found.stand
    assert found.entries == 11
    assert found.head == head_of(books.network)


def test_a_commitment_leaves_less(books: money.Treasury) -> None:
    books.budget.refresh_from_db()
    assert books.budget.committed_pence == sum(range(100, 107))
    assert books.budget.left_pence == 1_000_000 - sum(range(100, 107))


def test_a_budget_is_never_overdrawn(books: money.Treasury) -> None:
    club = money.payee(books, payable=False)
    books.budget.refresh_from_db()
    left = books.budget.left_pence
    with pytest.raises(Refused, match="is left in the budget"), transaction.atomic():
        budgets.commit(
            by=books.treasurer, budget=books.budget, payee=club, pence=left + 1, memo="Too much"
        )
    budgets.commit(by=books.treasurer, budget=books.budget, payee=club, pence=left, memo="All")
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.filter(pk=books.budget.pk).update(paid_pence=1)


def test_a_fund_gives_no_more_than_came(books: money.Treasury) -> None:
    with pytest.raises(Refused, match="does not hold"):
        budgets.plan_budget(by=books.lead, budget=books.budget, pence=1)


def test_an_entry_is_reversed_once(books: money.Treasury) -> None:
    entry = LedgerEntry.objects.exclude(kind=EntryKind.REVERSAL).latest("number")
    with pytest.raises(Refused, match="reversed already"), transaction.atomic():
        ledger.reverse_entry(by=None, entry=entry, memo="Again")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consortium_ledgerentry SET pence = 1 WHERE number = 3",
        "DELETE FROM consortium_ledgerentry WHERE number = 3",
        "UPDATE consortium_account SET code = 'bank2' WHERE kind = 'bank'",
        "UPDATE consortium_ledgerhead SET number = 3",
        "UPDATE consortium_budget SET committed_pence = planned_pence + 1",
        "UPDATE consortium_fund SET allocated_pence = received_pence + 1",
    ],
)
def test_the_database_refuses(books: money.Treasury, statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def row(books: money.Treasury, **changed: Any) -> LedgerEntry:
    """An entry that would follow, with something changed."""
    head = LedgerHead.objects.get(consortium=books.network)
    last = LedgerEntry.objects.get(consortium=books.network, number=head.number)
    given = {
        "consortium": books.network,
        "number": head.number + 1,
        "at": last.at,
        "kind": EntryKind.COMMITMENT,
        "debit": last.debit,
        "credit": last.credit,
        "pence": 5,
        "memo": "By hand",
        "previous": head.digest,
        "digest": "a" * 64,
    } | changed
    return LedgerEntry.objects.create(**given)


def test_an_entry_that_breaks_a_rule_is_refused(books: money.Treasury) -> None:
    other = money.make.network("Nene Small Voices")
    foreign = Account.objects.create(consortium=other, kind="bank", code="bank")
    first = LedgerEntry.objects.get(consortium=books.network, number=1)
    broken: list[dict[str, Any]] = [
        {"number": 40},
        {"previous": "b" * 64},
        {"pence": 0},
        {"pence": -5},
        {"credit": first.debit, "debit": first.debit},
        {"credit": foreign},
        {"kind": EntryKind.REVERSAL},
        {"reverses": first},
        {"kind": EntryKind.REVERSAL, "reverses": first, "pence": 4},
        {"digest": "short"},
    ]
    for changed in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            row(books, **changed)
    row(books)


@pytest.mark.parametrize("seed", range(15))
def test_meddling_by_sql_is_named(books: money.Treasury, seed: int) -> None:
    """Long proof: make prove-money meddles a thousand times."""
    with without_guards():
        done = meddle_at_random(books.network, random.Random(seed))
    fault = check_books(books.network).fault
    assert fault is not None, done
    assert fault.number == done.number, done


def test_books_rewritten_as_a_whole_are_found_against_a_published_head(
    books: money.Treasury,
) -> None:
    published = head_of(books.network)
    with without_guards():
        LedgerEntry.objects.filter(number=published.number).delete()
        last = LedgerEntry.objects.latest("number")
        LedgerHead.objects.update(number=last.number, digest=last.digest)
    assert check_books(books.network).fault is None
    found = check_books(books.network, [published]).fault
    assert found is not None
    assert (found.number, found.code) == (published.number, FaultCode.MISSING)


def test_a_pot_that_differs_is_named(books: money.Treasury) -> None:
    Budget.objects.filter(pk=books.budget.pk).update(paid_pence=3)
    found = check_books(books.network)
    assert not found.stand
    assert {pot.name for pot in found.pots} == {"Backfill", str(books.network)}


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"committed_pence": 600, "paid_pence": 121}, {"Derbyshire Families Network"}),
        ({"planned_pence": 1_000_005, "committed_pence": 726}, {"Backfill"}),
    ],
)
def test_two_changes_to_a_budget_do_not_make_up_for_each_other(
    books: money.Treasury, changed: dict[str, int], names: set[str]
) -> None:
    left = Budget.objects.get().left_pence
    Budget.objects.update(**changed)
    assert Budget.objects.get().left_pence == left
    assert {pot.name for pot in check_books(books.network).pots} == names


def test_two_changes_to_a_fund_do_not_make_up_for_each_other(books: money.Treasury) -> None:
    Fund.objects.update(received_pence=1_000_500, allocated_pence=1_000_500)
    pots = check_books(books.network).pots
    assert [(pot.says, pot.ledger_says) for pot in pots] == [(1_000_500, 1_000_000)] * 2


def test_an_account_of_another_network_is_none_of_ours(books: money.Treasury) -> None:
    """Both call theirs "bank", and the digest holds the code alone."""
    theirs = Account.objects.create(consortium=make.network("Other"), kind="bank", code="bank")
    with without_guards():
        LedgerEntry.objects.filter(number=1).update(debit=theirs)
    fault = check_books(books.network).fault
    assert fault is not None
    assert (fault.number, fault.code) == (1, FaultCode.ALTERED)


def test_two_changes_to_what_is_owed_do_not_make_up_for_each_other() -> None:
    books = money.treasury()
    clubs = [money.payee(books, make.organisation(f"Club {n}")) for n in (1, 2)]
    one, two = (money.due(books, club, 500, f"test:{n}") for n, club in enumerate(clubs, 1))
    assert check_books(books.network).stand
    for changes in ({one: {"pence": 600}, two: {"pence": 400}}, swapped_payees(one, two)):
        with without_guards("consortium_due"):
            for due, changed in changes.items():
                Due.objects.filter(pk=due.pk).update(**{"pence": 500} | changed)
        assert [pot.name for pot in check_books(books.network).pots] == ["test:1", "test:2"]


def swapped_payees(one: Due, two: Due) -> dict[Due, dict[str, Any]]:
    return {one: {"payee": two.payee}, two: {"payee": one.payee}}


def test_two_budgets_do_not_pay_for_each_other() -> None:
    books = money.treasury()
    club = money.payee(books)
    money.due(books, club, 500, "test:1")
    budgets.pay(by=None, budget=books.budget, payee=club, pence=500, memo="MH1-1")
    Due.objects.update(state=DueState.PAID)
    second = replace(books, budget=another_budget(books))
    money.due(second, club, 500, "test:2")
    assert check_books(books.network).stand
    Budget.objects.filter(pk=books.budget.pk).update(paid_pence=0, committed_pence=500)
    Budget.objects.filter(pk=second.budget.pk).update(paid_pence=500, committed_pence=0)
    assert {pot.name for pot in check_books(books.network).pots} == {"Backfill", "Other"}


def another_budget(books: money.Treasury) -> Budget:
    fund = budgets.open_fund(by=books.lead, consortium=books.network, name="B", source="NHS")
    budgets.receive_funding(by=books.lead, fund=fund, pence=900, memo="All")
    return budgets.open_budget(
        by=books.lead, fund=fund, name="Other", start_on=money.BEGINS, end_on=money.ENDS, pence=900
    )


def test_the_command_names_the_first_bad_entry(books: money.Treasury) -> None:
    out = StringIO()
    call_command("ledger", "verify", stdout=out)
    assert "11 entries stand; head 11:" in out.getvalue()
    with without_guards():
        LedgerEntry.objects.filter(number=4).update(memo="Something else")
    with pytest.raises(SystemExit) as ended:
        call_command("ledger", "verify", stdout=out)
    assert ended.value.code == 1
    assert "entry 4 is bad: altered" in out.getvalue()


@pytest.mark.parametrize(
    "arguments", [["--consortium", "nobody"], ["--head", "x"], ["--head", f"3:{'a' * 64}"]]
)
def test_the_command_refuses_what_it_cannot_do(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("ledger", "verify", *arguments)
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
