"""Every way in which one person could have two parts in a payment, tried against services and tables."""

from dataclasses import dataclass, field
from itertools import product

from django.db import IntegrityError, transaction
from django.utils import timezone

from consortium.decisions import Refused
from consortium.models import Batch, BatchSignature, Due, PaymentLine, User
from consortium.services import batches, budgets, payees
from consortium.services.dues import Approval, Owed, owe
from tests.factories import consortium as make
from tests.factories import treasury as money


@dataclass
class Refusals:
    """How many overlaps were tried, and which were let through."""

    tried: int = 0
    accepted_by_services: list[tuple[int, ...]] = field(default_factory=list)
    accepted_by_tables: list[tuple[int, ...]] = field(default_factory=list)


def refusals(books: money.Treasury, people: list[User]) -> Refusals:
    """Claimant, first and second approver, payer, signer: all assignments of these people that overlap.

    With three people there are 243, and every one gives somebody two parts that exclude each other,
    because claimant and approvers must be three and payer and signer neither of them.
    """
    found = Refusals()
    payee = money.payee(books, make.organisation("Overlap Club"))
    for parts in product(range(len(people)), repeat=5):
        if len({*parts[:3]}) == 3 and not {*parts[3:]} & {*parts[:3]}:
            continue
        found.tried += 1
        chosen = [people[i] for i in parts]
        if _passes(_by_services, books, payee, chosen, f"s:{parts}"):
            found.accepted_by_services.append(parts)
        if _passes(_by_tables, books, payee, chosen, f"t:{parts}"):
            found.accepted_by_tables.append(parts)
    return found


def _passes(act, books, payee, chosen, source) -> bool:
    """Whether the whole way from approval to signature is let through; it is undone in any case."""
    try:
        with transaction.atomic():
            act(books, payee, chosen, source)
            transaction.set_rollback(True)
    except (Refused, IntegrityError):
        return False
    return True


def _by_services(books, payee, chosen, source) -> None:
    claimant, first, second, payer, signer = chosen
    owed = Owed(payee, books.budget, 500, source, "Overlap")
    due = owe(by=first, owed=owed, approval=Approval(claimant, first, second))
    batch = batches.draw_batch(
        by=payer, consortium=books.network, dues=[due.pk], pay_on=money.next_pay_day()
    )
    batches.sign_batch(by=signer, batch=batch, digest=batches.digest_of(batch))


def _by_tables(books, payee, chosen, source) -> None:
    claimant, first, second, payer, signer = chosen
    detail = payees.latest_detail(payee)
    entry = budgets.commit(by=first, budget=books.budget, payee=payee, pence=500, memo=source)
    due = Due.objects.create(
        consortium=books.network,
        payee=payee,
        budget=books.budget,
        pence=500,
        source=source,
        memo=source,
        claimant=claimant,
        first_approver=first,
        second_approver=second,
        commitment=entry,
    )
    batch = Batch.objects.create(
        consortium=books.network,
        number=10_000,
        drawn_by=payer,
        drawn_at=timezone.now(),
        pay_on=money.next_pay_day(),
        originator=detail,
        count=1,
        total_pence=500,
    )
    PaymentLine.objects.create(
        batch=batch, number=1, due=due, detail=detail, payer=payer, pence=500
    )
    BatchSignature.objects.create(
        batch=batch, position=1, signed_by=signer, signed_at=timezone.now(), digest="a" * 64
    )
