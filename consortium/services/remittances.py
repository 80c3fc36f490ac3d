"""A note to a payee that money is on its account: how much, for what, under which reference."""

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from consortium.models import Payee, PaymentLine
from consortium.treasury.amounts import pounds


def address_of(payee: Payee) -> tuple[str, str]:
    """The payee's address and language; no address where none is known."""
    if payee.person is not None:
        user = payee.person.user
        return (user.email if user else ""), payee.person.language
    return (payee.organisation.email if payee.organisation else ""), settings.LANGUAGE_CODE


def tell_of_payment(line: PaymentLine) -> None:
    """On commit, the remittance note for a payment that arrived; its account by its last two digits."""
    address, _language = address_of(line.due.payee)
    if address:
        transaction.on_commit(partial(_send, line), robust=True)


def _send(line: PaymentLine) -> None:
    payee = line.due.payee
    address, language = address_of(payee)
    with translation.override(language):
        send_mail(
            _("%(amount)s is paid to you") % {"amount": pounds(line.pence)},
            _(
                "%(network)s paid %(amount)s to %(payee)s, into the account ending %(ending)s.\n"
                "For: %(memo)s\nReference on your statement: %(reference)s"
            )
            % {
                "network": payee.consortium,
                "amount": pounds(line.pence),
                "payee": payee,
                "ending": line.detail.ending,
                "memo": line.due.memo,
                "reference": line.reference,
            },
            None,
            [address],
        )
