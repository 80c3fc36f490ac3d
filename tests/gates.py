"""Every path by which a changed account could become payable, with gates left out, against both guards."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product

from django.db import IntegrityError, transaction
from django.utils import timezone

from consortium.models import BankCall, BankDetail, Batch, Due, Payee, PaymentLine
from consortium.services import batches, payees
from consortium.services.payees import current_key, payable_account
from consortium.treasury.sealing import fingerprint, seal
from consortium.treasury.uk_accounts import read_account
from tests.factories import treasury as money

GATES = ("called", "matched", "second-person", "cooled", "newest")


@dataclass
class Paths:
    """How many combinations of gates were tried, and which were payable with a gate missing."""

    tried: int = 0
    opened_by_services: list[tuple[str, ...]] = field(default_factory=list)
    opened_by_tables: list[tuple[str, ...]] = field(default_factory=list)
    full_path_is_open: bool = False


def walk_paths(books: money.Treasury) -> Paths:
    """Try all 32 combinations; only the one with every gate may be payable."""
    found = Paths()
    money.own_account(books)
    payee = money.payee(books)
    in_batch, due = (money.due(books, payee, source=f"gate:{i}") for i in (1, 2))
    batch = batches.draw_batch(
        by=books.lead, consortium=books.network, dues=[in_batch.pk], pay_on=money.next_pay_day()
    )
    for passed in product([True, False], repeat=len(GATES)):
        gates = tuple(gate for gate, is_passed in zip(GATES, passed, strict=True) if is_passed)
        found.tried += 1
        services, tables = _walk(books, payee, batch, due, frozenset(gates))
        if len(gates) == len(GATES):
            found.full_path_is_open = services and tables
            continue
        if services:
            found.opened_by_services.append(gates)
        if tables:
            found.opened_by_tables.append(gates)
    return found


def _walk(
    books: money.Treasury, payee: Payee, batch: Batch, due: Due, gates: frozenset[str]
) -> tuple[bool, bool]:
    """Whether services, and whether the tables, would pay into the version that passed these gates."""
    with transaction.atomic():
        detail = _version(books, payee, is_cool="cooled" in gates)
        if "called" in gates and not _call(books, detail, gates):
            transaction.set_rollback(True)
            return False, False
        if "newest" not in gates:
            _version(books, payee, is_cool=True)
        offered, decision = payable_account(payee)
        services = decision.allowed and offered == detail
        tables = _line_is_taken(books, batch, due, detail)
        transaction.set_rollback(True)
    return services, tables


def _version(books: money.Treasury, payee: Payee, *, is_cool: bool) -> BankDetail:
    """A version as the service writes it, four days ago where it is to be cool."""
    latest = payees.latest_detail(payee)
    at = timezone.now() - (timedelta(days=4) if is_cool else timedelta())
    account = read_account("Changed", "608371", "77316666")
    detail = BankDetail(
        payee=payee,
        version=(latest.version if latest else 0) + 1,
        key_id=current_key().id,
        ending=account.number[-2:],
        fingerprint=fingerprint(account, current_key()),
        entered_by=books.lead,
        entered_at=at,
        payable_from=at + payees.COOLING_OFF,
    )
    detail.sealed = seal(account, row=detail.row, key=current_key())
    detail.save()
    return detail


def _call(books: money.Treasury, detail: BankDetail, gates: frozenset[str]) -> bool:
    caller = books.treasurer if "second-person" in gates else books.lead
    try:
        with transaction.atomic():
            BankCall.objects.create(
                detail=detail,
                called_by=caller,
                called_at=timezone.now(),
                spoke_to="Somebody",
                matched="matched" in gates,
            )
    except IntegrityError:
        return False
    return True


def _line_is_taken(books: money.Treasury, batch: Batch, due: Due, detail: BankDetail) -> bool:
    try:
        with transaction.atomic():
            PaymentLine.objects.create(
                batch=batch, number=9, due=due, detail=detail, payer=books.lead, pence=due.pence
            )
    except IntegrityError:
        return False
    return True
