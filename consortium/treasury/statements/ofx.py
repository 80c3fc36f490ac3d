"""A statement as OFX, both the tags without ends of version 1 and the XML of version 2."""

import html
import re
from datetime import date

from consortium.treasury.statements.amounts import signed_pence
from consortium.treasury.statements.line import StatementError, StatementFault, StatementLine

_TRANSACTION = re.compile(r"<STMTTRN>(.*?)(?:</STMTTRN>|(?=<STMTTRN>)|(?=</BANKTRANLIST>))", re.S)
_ACCOUNT_CURRENCY = re.compile(r"<CURDEF>\s*([A-Z]{3})")
_OWN_CURRENCY = re.compile(r"<CURRENCY>.*?<CURSYM>\s*([A-Z]{3})", re.S)
POUNDS = "GBP"


def read(text: str) -> list[StatementLine]:
    """The transactions. Raises StatementError naming the one that cannot be read."""
    if "<OFX>" not in text or "<BANKTRANLIST>" not in text:
        raise StatementError(StatementFault.NOT_A_STATEMENT)
    if any(found[1] != POUNDS for found in _ACCOUNT_CURRENCY.finditer(text)):
        raise StatementError(StatementFault.CURRENCY, "CURDEF")
    return [
        _line(found[1], f"STMTTRN {number}")
        for number, found in enumerate(_TRANSACTION.finditer(text), start=1)
    ]


def _line(block: str, place: str) -> StatementLine:
    posted = _value(block, "DTPOSTED")
    try:
        booked_on = date(int(posted[:4]), int(posted[4:6]), int(posted[6:8]))
    except ValueError:
        raise StatementError(StatementFault.DATE, place) from None
    currency = _OWN_CURRENCY.search(block)
    if currency and currency[1] != POUNDS:
        raise StatementError(StatementFault.CURRENCY, place)
    words = [_value(block, name) for name in ("NAME", "MEMO", "REFNUM", "CHECKNUM")]
    return StatementLine(
        booked_on,
        signed_pence(_value(block, "TRNAMT"), place),
        " ".join(" ".join(words).split()),
        _value(block, "FITID"),
    )


def _value(block: str, name: str) -> str:
    found = re.search(rf"<{name}>([^<\r\n]*)", block)
    return html.unescape(found[1]).strip() if found else ""
