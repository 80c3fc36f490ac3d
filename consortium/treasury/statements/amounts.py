"""Amounts with their sign, as statements write them."""

import re

from consortium.treasury.amounts import AmountError, read_pounds
from consortium.treasury.statements.line import StatementError, StatementFault

_MINUS = "\u2212-"
_SIGNED = re.compile(
    rf"""
    (?P<bracket>\()? \s*
    (?P<sign>[+{_MINUS}]?) \s* £? \s* (?P<inner>[+{_MINUS}]?) \s*
    (?P<figure> [0-9][0-9,]* \.? [0-9]* | \.[0-9]+ ) \s*
    (?P<after> [+{_MINUS}] | CR | DR )? \s*
    (?(bracket)\))
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_NOUGHTS = re.compile(r"(\.[0-9]{2})0+\Z|\.\Z")


def signed_pence(text: str, place: str) -> int:
    """Pence of "-12.50", "12.5", "+3", "(4.00)", "12.50-", "12.50 DR", "12.50000". Raises StatementError."""
    found = _SIGNED.fullmatch(text.strip())
    signs = (
        [found[name] for name in ("bracket", "sign", "inner", "after") if found[name]]
        if found
        else []
    )
    if found is None or len(signs) > 1:
        raise StatementError(StatementFault.AMOUNT, place)
    figure = _NOUGHTS.sub(r"\1", found["figure"])
    try:
        pence = read_pounds(f"0{figure}" if figure.startswith(".") else figure)
    except AmountError:
        raise StatementError(StatementFault.AMOUNT, place) from None
    return -pence if signs and signs[0].upper() in {"(", "DR", *_MINUS} else pence
