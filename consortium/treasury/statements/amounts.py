"""Amounts with their sign, as statements write them."""

from consortium.treasury.amounts import AmountError, read_pounds
from consortium.treasury.statements.line import StatementError, StatementFault


def signed_pence(text: str, place: str) -> int:
    """Pence of "-12.50", "12.5", "+3", "(4.00)". Raises StatementError."""
    bare = text.strip()
    is_negative = bare.startswith(("-", "(", "\u2212"))
    try:
        pence = read_pounds(bare.strip("-+()\u2212 "))
    except AmountError:
        raise StatementError(StatementFault.AMOUNT, place) from None
    return -pence if is_negative else pence
