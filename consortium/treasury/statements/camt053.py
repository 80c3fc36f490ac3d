"""A statement as ISO 20022 camt.053, any version: entries in sterling, booked."""

from datetime import date
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from consortium.treasury.statements.amounts import signed_pence
from consortium.treasury.statements.line import StatementError, StatementFault, StatementLine


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
        if _text(entry, "{*}Sts/{*}Cd") in {"PDNG", "INFO"} or _text(entry, "{*}Sts") == "PDNG":
            continue
        lines.extend(_entry(entry, f"Ntry {number}"))
    return lines


def _entry(entry: Any, place: str) -> list[StatementLine]:
    booked_on = _day(entry, place)
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    with_amounts = [one for one in details if _amount(one) is not None]
    parts = with_amounts if len(with_amounts) == len(details) > 1 else [entry]
    return [
        StatementLine(booked_on, _pence(part, entry, place), _words(part), _bank_id(part))
        for part in parts
    ]


def _day(entry: Any, place: str) -> date:
    for path in ("{*}BookgDt/{*}Dt", "{*}BookgDt/{*}DtTm", "{*}ValDt/{*}Dt"):
        if text := _text(entry, path):
            try:
                return date.fromisoformat(text[:10])
            except ValueError:
                break
    raise StatementError(StatementFault.DATE, place)


def _pence(part: Any, entry: Any, place: str) -> int:
    amount = _amount(part)
    if amount is None:
        raise StatementError(StatementFault.AMOUNT, place)
    if amount.get("Ccy") != "GBP":
        raise StatementError(StatementFault.CURRENCY, place)
    side = _text(part, "{*}CdtDbtInd") or _text(entry, "{*}CdtDbtInd")
    if side not in {"CRDT", "DBIT"}:
        raise StatementError(StatementFault.AMOUNT, place)
    pence = abs(signed_pence(amount.text or "", place))
    return pence if side == "CRDT" else -pence


def _amount(part: Any) -> Any:
    found = part.find("{*}Amt")
    return part.find("{*}AmtDtls/{*}TxAmt/{*}Amt") if found is None else found


def _bank_id(part: Any) -> str:
    return _text(part, "{*}Refs/{*}AcctSvcrRef") or _text(part, "{*}AcctSvcrRef")


def _words(part: Any) -> str:
    names = ("EndToEndId", "InstrId", "Ustrd", "AddtlNtryInf", "AddtlTxInf", "NtryRef", "Ref")
    found = [one.text for name in names for one in part.iterfind(f".//{{*}}{name}") if one.text]
    return " ".join(" ".join(found).split())


def _text(element: Any, path: str) -> str:
    return (element.findtext(path) or "").strip()
