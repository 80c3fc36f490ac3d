"""How often a stranger may send a public form: counted by address and by what they give as theirs."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_too_often(
    request: HttpRequest, action: str, *, most: int, seconds: int, key: str = ""
) -> bool:
    """Count one more try by the sender's address, or by `key`; True above `most` in so many seconds."""
    who = key.casefold() if key else f"ip:{get_adapter(request).get_client_ip(request)}"
    name = f"tries:{action}:{who}"
    if cache.add(name, 1, seconds):
        return most < 1
    try:
        return bool(cache.incr(name) > most)
    except ValueError:  # it ran out between the two
        return False
