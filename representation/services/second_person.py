"""A second person agrees at the first one's desk: by a code that only they are sent.

Nothing of it is kept. What is asked travels in the page, signed, and the code is good for it alone, for a
quarter of an hour.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from consortium.decisions import Refused
from consortium.models import Person, User

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 10
GOOD_FOR = 15 * 60
SALT = "representation.second-person"


@dataclass(frozen=True)
class Agreed:
    """Who agreed, and to what."""

    second: User
    asked: Mapping[str, Any]


def ask_second(*, by: User, second: Person, about: str, asked: Mapping[str, Any]) -> str:
    """Send the second person a code, and give the text that the page carries. Raises Refused.

    about: what the message says it is for, which whoever can read their mail may know; asked: plain values
    for `agreed` to give back.
    """
    user = second.user
    if user is None:
        raise Refused(_("%(name)s cannot be reached by mail.") % {"name": second.name})
    if user.pk == by.pk:
        raise Refused(_("A second person must agree."))
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    slip = {"by": by.pk, "second": user.pk, "asked": dict(asked), "salt": secrets.token_hex(16)}
    transaction.on_commit(partial(_send, second, user.email, about, code), robust=True)
    return signing.dumps(slip | {"seal": _seal(str(slip["salt"]), code)}, salt=SALT)


def agreed(*, by: User, slip: str, code: str) -> Agreed:
    """What the second person agreed to by giving their code. Raises Refused."""
    try:
        found = signing.loads(slip, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise Refused(_("The code is too old. Begin again.")) from None
    seal = found.pop("seal")
    typed = "".join(code.split()).upper()
    if found["by"] != by.pk or not constant_time_compare(seal, _seal(found["salt"], typed)):
        raise Refused(_("This is not the code that was sent."))
    return Agreed(User.objects.get(pk=found["second"]), found["asked"])


def _seal(salt: str, code: str) -> str:
    return salted_hmac(SALT, f"{salt} {code}").hexdigest()


def _send(second: Person, address: str, about: str, code: str) -> None:
    with translation.override(second.language):
        send_mail(
            _("Your code as the second person"),
            _(
                "%(about)s\n\nIf you have seen and agree to it, type this code at their desk:\n\n%(code)s\n\n"
                "It is good for a quarter of an hour. If nobody is with you, do nothing, and tell the "
                "returning officer."
            )
            % {"about": about, "code": f"{code[:5]} {code[5:]}"},
            None,
            [address],
        )
