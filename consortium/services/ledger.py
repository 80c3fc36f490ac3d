"""Writing the books: one entry at a time, under the lock of the consortium's head."""

from datetime import UTC

from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.decisions import refuse
from consortium.models import Account, Consortium, LedgerEntry, LedgerHead, Payee, User
from consortium.models.budget import Budget, Fund
from consortium.treasury.ledger import Entry, digest_of
from consortium.treasury.states import AccountKind, EntryKind

MEMO_LENGTH = 140


def account(consortium: Consortium, kind: AccountKind, code: str = "") -> Account:
    """The consortium's account of that code (the kind, where there is one of it), opened where needed."""
    return Account.objects.get_or_create(
        consortium=consortium, code=code or kind.value, defaults={"kind": kind}
    )[0]


def bank_account(consortium: Consortium) -> Account:
    """What the consortium holds at its bank."""
    return account(consortium, AccountKind.BANK)


def fund_account(fund: Fund) -> Account:
    """What of a fund is not planned yet."""
    return account(fund.consortium, AccountKind.FUND, f"fund:{fund.pk}")


def budget_account(budget: Budget) -> Account:
    """What of a budget is left."""
    return account(budget.fund.consortium, AccountKind.BUDGET, f"budget:{budget.pk}")


def payee_account(payee: Payee) -> Account:
    """What is owed to a payee."""
    return account(payee.consortium, AccountKind.PAYEE, payee.code)


def post_entry(
    *,
    by: User | None,
    kind: EntryKind,
    debit: Account,
    credit: Account,
    pence: int,
    memo: str,
    reverses: LedgerEntry | None = None,
) -> LedgerEntry:
    """Append one entry to the books, inside the caller's transaction. The caller has decided that it may.

    Take every other lock before: this one is held until the transaction ends. A memo never holds
    bank details.
    """
    head = _locked_head(debit.consortium)
    entry = Entry(
        number=head.number + 1,
        at=timezone.now().astimezone(UTC),
        kind=kind.value,
        debit=debit.code,
        credit=credit.code,
        pence=pence,
        memo=memo[:MEMO_LENGTH],
        by=by.pk if by else None,
        reverses=reverses.number if reverses else None,
        previous=head.digest,
    )
    row = LedgerEntry.objects.create(
        consortium_id=debit.consortium_id,
        number=entry.number,
        at=entry.at,
        kind=entry.kind,
        debit=debit,
        credit=credit,
        pence=pence,
        memo=entry.memo,
        by=by,
        reverses=reverses,
        previous=entry.previous,
        digest=digest_of(entry),
    )
    LedgerHead.objects.filter(pk=head.pk).update(number=row.number, digest=row.digest)
    return row


def reverse_entry(*, by: User | None, entry: LedgerEntry, memo: str) -> LedgerEntry:
    """Undo an entry by its mirror; each is reversed at most once. Raises Refused."""
    head = _locked_head(entry.consortium)
    if LedgerEntry.objects.filter(consortium=head.consortium, reverses=entry).exists():
        refuse(_("This entry is reversed already.")).require()
    return post_entry(
        by=by,
        kind=EntryKind.REVERSAL,
        debit=entry.credit,
        credit=entry.debit,
        pence=entry.pence,
        memo=memo,
        reverses=entry,
    )


def _locked_head(consortium: Consortium) -> LedgerHead:
    LedgerHead.objects.get_or_create(consortium=consortium)
    return LedgerHead.objects.select_for_update().get(consortium=consortium)
