"""What is awkward in a release as a whole: nothing is put right, everything is told at its place."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from bids.notices.notice import Lot, Value
from bids.notices.values import Part

VIRTUAL_LOT = "LOT-0000"
CALLED_OFF = frozenset({"cancelled", "withdrawn", "unsuccessful"})  # OCDS tenderStatus
NUMBERED = re.compile(r"(\D*)([0-9]{1,9})")


def tell_wrinkles(root: Part, value: Value, lots: tuple[Lot, ...]) -> None:
    """Warn of what does not fit together in the release; `value` and `lots` are its tender's."""
    tender = root.part("tender")
    if not root.ident("id"):
        root.warn("no-release-id", "The release has no id; its content tells it from others.", "id")
    _tell_called_off(tender)
    _tell_lots(tender, lots)
    _tell_values(tender, value, lots)
    _tell_awards(root, value)
    _tell_parties(root)
    _tell_urls(root, tender)


def in_one_currency(
    tender: Part, total: Value, lots: tuple[Lot, ...]
) -> tuple[Value, tuple[Lot, ...]]:
    """The contract in its lots' currency where it names none; lots in another than its own without values."""
    others = {lot.value.currency for lot in lots} - {""}
    currency = total.currency or (others.pop() if len(others) == 1 else "")
    kept = []
    for index, lot in enumerate(lots):
        stated = lot.value.currency
        if currency and stated and stated != currency:
            text = f"The lot is in {stated}, the contract in {currency}; its value is left out."
            tender.warn("other-currency", text, f"lots[{index}].value.currency")
            lot = replace(lot, value=Value(currency=stated))
        kept.append(lot)
    return replace(total, currency=currency), tuple(kept)


def _tell_called_off(tender: Part) -> None:
    for part in (tender, *tender.parts("lots")):
        state = str(part.value.get("status"))
        if state in CALLED_OFF:
            part.warn("called-off", f"It is published as {state}.", "status")


def _tell_lots(tender: Part, lots: tuple[Lot, ...]) -> None:
    refs = [lot.ref for lot in lots]
    if len(lots) == 1 and (refs[0] == VIRTUAL_LOT or not (lots[0].title or lots[0].description)):
        tender.warn("virtual-lot", "The only lot stands for the whole contract.", "lots[0]")
    for index, lot in enumerate(lots):
        if not lot.title:
            tender.warn("lot-without-title", "The lot has no title.", f"lots[{index}]")
    numbers = [(match[1], int(match[2])) for match in map(NUMBERED.fullmatch, refs) if match]
    if len(numbers) == len(refs) and numbers != sorted(numbers):
        tender.warn("lots-out-of-order", "The lots' ids are not in order.", "lots")


def _tell_values(tender: Part, total: Value, lots: tuple[Lot, ...]) -> None:
    values = [lot.value.net_pence for lot in lots]
    known = [value for value in values if value is not None]
    if len(lots) > 1 and len(known) < len(lots):
        text = f"{len(known)} of {len(lots)} lots have a value."
        tender.warn("lots-without-value", text, "lots")
    if not known or total.net_pence is None:
        return
    comes_to = sum(known)
    if len(known) == len(lots) > 1 and set(known) == {total.net_pence}:
        tender.warn("total-repeated", "Every lot carries the whole contract's value.", "lots")
    elif comes_to > total.net_pence or (len(known) == len(lots) and comes_to != total.net_pence):
        text = f"The lots come to {_pounds(comes_to)}, the contract to {_pounds(total.net_pence)}."
        tender.warn("lot-sum-differs", text, "value")


def _tell_awards(root: Part, total: Value) -> None:
    values = [award.money("value").net_pence for award in root.parts("awards")]
    known = [value for value in values if value]
    if len(known) > 1 and len(set(known)) == 1:
        root.warn("award-repeated", "Every award carries the same value.", "awards")
    elif len(known) > 1 and total.net_pence and sum(known) != total.net_pence:
        stated = _pounds(total.net_pence)
        text = f"The awards come to {_pounds(sum(known))}, the contract to {stated}."
        root.warn("award-sum-differs", text, "awards")


def _tell_parties(root: Part) -> None:
    parties = list(root.parts("parties"))
    bare = [party for party in parties if not party.part("identifier").text("scheme")]
    if bare:
        text = f"{len(bare)} of {len(parties)} parties have no register number."
        root.warn("party-without-scheme", text, "parties")


def _tell_urls(root: Part, tender: Part) -> None:
    for place in (tender, *root.parts("awards"), root.part("planning")):
        for document in place.parts("documents"):
            url = document.text("url")
            if url and not _is_url(url):
                document.warn("broken-url", f"{url[:60]!r} is no address.", "url")


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in url


def _pounds(pence: int) -> str:
    return f"£{pence // 100:,}.{pence % 100:02}"
