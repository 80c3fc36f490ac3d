"""A statement as ISO 20022 camt.053, any version: entries in sterling, booked."""

from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError
from zoneinfo import ZoneInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from consortium.treasury.statements.amounts import signed_pence
from consortium.treasury.statements.line import StatementError, StatementFault, StatementLine

LONDON = ZoneInfo("Europe/London")
BOOKED = "BOOK"
AMOUNTS = ("{*}Amt", "{*}AmtDtls/{*}TxAmt/{*}Amt", "{*}AmtDtls/{*}InstdAmt/{*}Amt")
DAYS = ("{*}BookgDt/{*}Dt", "{*}BookgDt/{*}DtTm", "{*}ValDt/{*}Dt", "{*}ValDt/{*}DtTm")


def read(content: bytes) -> list[StatementLine]:
    """The booked entries; one that gathers several transfers is given transfer by transfer.

    Raises StatementError naming the entry.
    """
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError):  # an unknown encoding, too
        raise StatementError(StatementFault.NOT_A_STATEMENT) from None
    if "camt.053" not in root.tag:
        raise StatementError(StatementFault.NOT_A_STATEMENT)
    lines: list[StatementLine] = []
    for number, entry in enumerate(root.iterfind(".//{*}Ntry"), start=1):
        if _is_booked(entry):
            lines.extend(_entry(entry, f"Ntry {number}"))
    return lines


def _is_booked(entry: Any) -> bool:
    """Pending, future and informative entries have moved no money. Version 2 has no element inside Sts."""
    status = entry.find("{*}Sts")
    return status is None or "".join(status.itertext()).strip() == BOOKED


def _entry(entry: Any, place: str) -> list[StatementLine]:
    booked_on = _day(entry, place)
    pence = _pence(entry, entry, place)
    parts = _parts(entry, pence, place) or [(entry, pence)]
    return [StatementLine(booked_on, each, _words(part), _bank_id(part)) for part, each in parts]


def _parts(entry: Any, pence: int, place: str) -> list[tuple[Any, int]]:
    """Several transfers with the sum of each, where they come to the entry's sum; else nothing."""
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    try:
        parts = [(part, _pence(part, entry, place)) for part in details]
    except StatementError:
        return []
    is_whole = sum(each for _, each in parts) == pence
    return parts if is_whole and len(parts) > 1 else []


def _day(entry: Any, place: str) -> date:
    for path in DAYS:
        if text := _text(entry, path):
            try:
                return _in_london(text)
            except ValueError:
                break
    raise StatementError(StatementFault.DATE, place)


def _in_london(text: str) -> date:
    if "T" not in text:
        return date.fromisoformat(text[:10])
    at = datetime.fromisoformat(text)
    return (at.astimezone(LONDON) if at.tzinfo else at).date()


def _pence(part: Any, entry: Any, place: str) -> int:
    amount = next((one for path in AMOUNTS if (one := part.find(path)) is not None), None)
    if amount is None:
        raise StatementError(StatementFault.AMOUNT, place)
    if amount.get("Ccy") != "GBP":
        raise StatementError(StatementFault.CURRENCY, place)
    side = _text(part, "{*}CdtDbtInd") or _text(entry, "{*}CdtDbtInd")
    if side not in {"CRDT", "DBIT"}:
        raise StatementError(StatementFault.AMOUNT, place)
    pence = abs(signed_pence(amount.text or "", place))
    return pence if side == "CRDT" else -pence


def _bank_id(part: Any) -> str:
    return _text(part, "{*}Refs/{*}AcctSvcrRef") or _text(part, "{*}AcctSvcrRef")


def _words(part: Any) -> str:
    names = ("EndToEndId", "InstrId", "Ustrd", "AddtlNtryInf", "AddtlTxInf", "NtryRef", "Ref")
    found = [one.text for name in names for one in part.iterfind(f".//{{*}}{name}") if one.text]
    return " ".join(" ".join(found).split())


def _text(element: Any, path: str) -> str:
    return (element.findtext(path) or "").strip()
