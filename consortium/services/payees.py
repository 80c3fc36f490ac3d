"""Whom a consortium pays and into which account: every change passes a wait and a second person's call.

A version of an account is payable when it is the newest, its wait is over, and somebody who did not
enter it rang the number that was on file before and heard that it is right. The database says the same.
"""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from consortium.audit import record
from consortium.decisions import Decision, refuse
from consortium.models import BankCall, BankDetail, Consortium, Organisation, Payee, Person, User
from consortium.permissions import may_enter_account, may_manage_money
from consortium.rules import can_hear_call, can_pay_into
from consortium.services.remittances import address_of
from consortium.treasury.sealing import BankAccount, CannotOpen, Key, fingerprint, open_sealed, seal
from consortium.treasury.uk_accounts import AccountError, AccountFault, read_account

COOLING_OFF = timedelta(hours=72)


@transaction.atomic
def ensure_payee(
    *,
    consortium: Consortium,
    organisation: Organisation | None = None,
    person: Person | None = None,
) -> Payee:
    """The payee for one organisation or one person, made where there is none."""
    return Payee.objects.get_or_create(
        consortium=consortium, organisation=organisation, person=person
    )[0]


@sensitive_variables("name", "sort_code", "number", "account")
@transaction.atomic
def enter_bank_details(
    *, by: User, payee: Payee, name: str, sort_code: str, number: str
) -> BankDetail:
    """A new version of the payee's account. Permission: `may_enter_account`. Raises Refused.

    A change cools off for three days; what the same person sends twice is no change. Effects: on
    commit, a note without numbers to the address on file.
    """
    payee = Payee.objects.select_for_update().get(pk=payee.pk)
    may_enter_account(by, payee).require()
    try:
        account = read_account(name, sort_code, number)
    except AccountError as error:
        refuse(account_fault(error.fault)).require()
        raise
    latest = latest_detail(payee)
    if latest is not None and _is_the_same(latest, by, account):
        return latest
    now = timezone.now()
    detail = BankDetail(
        payee=payee,
        version=latest.version + 1 if latest else 1,
        key_id=current_key().id,
        ending=account.number[-2:],
        fingerprint=fingerprint(account, current_key()),
        entered_by=by,
        entered_at=now,
        payable_from=now + COOLING_OFF if latest else now,
    )
    detail.sealed = seal(account, row=detail.row, key=current_key())
    detail.save()
    record("bank-details.entered", subject=payee, by=by, version=detail.version)
    if latest:
        transaction.on_commit(partial(_tell_of_change, payee), robust=True)
    return detail


@sensitive_variables("account")
def _is_the_same(latest: BankDetail, by: User, account: BankAccount) -> bool:
    """Whether this person entered just this account last, and nobody has rung about it yet."""
    if latest.entered_by_id != by.pk or hasattr(latest, "call"):
        return False
    key = current_key()
    numbers_are = latest.key_id == key.id and latest.fingerprint == fingerprint(account, key)
    return numbers_are and reveal(latest) == account


@transaction.atomic
def record_call(*, by: User, detail: BankDetail, spoke_to: str, matched: bool) -> BankCall:
    """What a second person heard on the number on file. Permission: `may_manage_money`. Raises Refused."""
    Payee.objects.select_for_update().get(pk=detail.payee_id)
    may_manage_money(by, detail.payee.consortium).require()
    can_hear_call(by, detail, latest_detail(detail.payee)).require()
    if not spoke_to.strip():
        refuse(_("Say whom you spoke to.")).require()
    call = BankCall.objects.create(
        detail=detail,
        called_by=by,
        called_at=timezone.now(),
        spoke_to=spoke_to.strip()[:120],
        matched=matched,
    )
    record("bank-details.called", subject=detail.payee, by=by, matched=matched)
    return call


def latest_detail(payee: Payee) -> BankDetail | None:
    """The newest version of the payee's account."""
    newest = BankDetail.objects.filter(payee=payee).select_related("call", "payee")
    return newest.order_by("-version").first()


def payable_account(payee: Payee) -> tuple[BankDetail | None, Decision]:
    """The version that the payee can be paid into now, and whether it can."""
    detail = latest_detail(payee)
    return detail, can_pay_into(payee, detail, timezone.now())


def reveal(detail: BankDetail) -> BankAccount:
    """The account itself, for a payment file alone. Raises CannotOpen."""
    for key in bank_keys():
        if key.id == detail.key_id:
            return open_sealed(bytes(detail.sealed), row=detail.row, key=key)
    raise CannotOpen(detail.row)


def bank_keys() -> list[Key]:
    """The installation's keys, the one that seals first."""
    return [Key.of(text) for text in settings.BANK_KEYS]


def current_key() -> Key:
    """The key that new details are sealed under."""
    return bank_keys()[0]


def account_fault(fault: AccountFault) -> str:
    """What to put right, in words; never what was typed."""
    words = {
        AccountFault.NAME: _("Give the name on the account, in letters."),
        AccountFault.SORT_CODE: _("A sort code has six digits, like 12-34-56."),
        AccountFault.NUMBER: _("An account number has eight digits."),
    }
    return words[fault]


def _tell_of_change(payee: Payee) -> None:
    address, language = address_of(payee)
    if not address:
        return
    with translation.override(language):
        send_mail(
            _("The account we pay you into was changed"),
            _(
                "Somebody changed the bank account that %(network)s pays %(payee)s into. If that was not"
                " you, ring us now. Nothing is paid into it for three days, nor before we have rung you."
            )
            % {"network": payee.consortium, "payee": payee},
            None,
            [address],
        )
