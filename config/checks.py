"""What must not be so where it matters: looked at by `check --deploy`."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register


@register(Tags.security, deploy=True)
def demonstration_is_off(**kwargs: Any) -> list[CheckMessage]:
    """The demonstration shows everybody the codes that people sign in with."""
    if not settings.DEMO:
        return []
    hint = "Unset MANYHANDS_DEMO and set EMAIL_URL."
    return [
        checks.Warning("Anybody can read the sign-in codes at /mail/.", hint, id="manyhands.W001")
    ]


@register(Tags.security, deploy=True)
def mail_is_sent(**kwargs: Any) -> list[CheckMessage]:
    """Without a mail server nobody's code reaches them."""
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return []
    return [checks.Warning("Sign-in codes reach nobody.", "Set EMAIL_URL.", id="manyhands.W002")]


@register(Tags.security, deploy=True)
def links_lead_here(**kwargs: Any) -> list[CheckMessage]:
    """The link in the mail to an elector is their vote: it leads to these pages, and by TLS."""
    address = urlsplit(settings.SITE_ADDRESS)
    is_ours = address.hostname in settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS
    is_local = address.hostname in {"127.0.0.1", "localhost", "::1"}
    if address.scheme == "https" and is_ours and not is_local:
        return []
    hint = "Set MANYHANDS_ADDRESS to https:// and one of MANYHANDS_HOSTS."
    return [checks.Warning("Links in mail lead elsewhere.", hint, id="manyhands.W003")]
