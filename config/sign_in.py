"""How allauth is held to our rule: a code to an address we know, and no other way in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class CodesOnlyAdapter(DefaultAccountAdapter):
    """Accounts come with membership, so nobody signs up here; errors in our own words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code we sent. Check the newest message from us."),
        "too_many_login_attempts": _(
            "That was too many tries. Ask for a new code, or wait ten minutes first."
        ),
        "rate_limited": _(
            "That was too many codes in a short time. Wait ten minutes, then ask again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
