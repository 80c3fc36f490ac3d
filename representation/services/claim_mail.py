"""What a claimant is told by mail: that a claim waits for them, and what was asked."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from representation.models import Claim


def tell_claimant(claim: Claim, words: str) -> None:
    """On commit, a message with what the approver wrote."""
    user = claim.claimant.user
    if user is not None:
        transaction.on_commit(partial(_send, claim, user.email, words), robust=True)


def _send(claim: Claim, address: str, words: str) -> None:
    with translation.override(claim.claimant.language):
        send_mail(
            _("Your claim %(number)s needs you") % {"number": claim.number},
            _(
                "We looked at your claim %(number)s for %(body)s:\n\n%(words)s\n\n"
                "Sign in to answer or to change it."
            )
            % {"number": claim.number, "body": claim.attendance.meeting.body, "words": words},
            None,
            [address],
        )
