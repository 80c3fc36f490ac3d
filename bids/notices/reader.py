"""OCDS notices read offline: Find a Tender, Contracts Finder, Sell2Wales, Public Contracts Scotland."""

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlsplit

from bids.notices.loading import NoticeError, Release, load_releases
from bids.notices.notice import Criterion, Lot, Notice, NoticeWarning, Value
from bids.notices.values import LARGEST_INT32, Part, Warnings

SOURCES = {
    "ocds-h6vhtk": "find-a-tender",
    "ocds-b5fd17": "contracts-finder",
    "ocds-kuma6s": "sell2wales",
    "ocds-r6ebe6": "public-contracts-scotland",
}
VIRTUAL_LOT = "LOT-0000"
CPV = re.compile(r"^\d{8}")
ONE_PER_CENT = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,2})?)\s*%?\s*$")
LONGEST_ID = 400
LONGEST_OCID = 200


def read_notices(content: bytes) -> tuple[Notice, ...]:
    """Every release of the file. Raises NoticeError, whose text is one line that names the place."""
    return tuple(read_release(release) for release in load_releases(content))


def read_release(release: Release) -> Notice:
    """One release. What is awkward is read as far as it can be, and told in `warnings`."""
    warnings = Warnings()
    root = Part(release.value, release.path, warnings)
    tender = root.part("tender")
    lots = _lots(tender)
    value = tender.money("value")
    _check_identity(root)
    _check_lots(tender, lots)
    _check_values(tender, value, lots)
    _check_awards(root)
    _check_parties(root)
    _check_urls(root, tender)
    return Notice(
        ocid=root.ident("ocid"),
        release_id=root.ident("id"),
        digest=release.digest,
        raw=release.raw,
        path=release.path,
        source=SOURCES.get(root.ident("ocid")[:11], "other"),
        published_at=root.moment("date"),
        tags=root.texts("tag"),
        notice_type=_notice_type(root, tender),
        has_tender=bool(tender.value),
        title=tender.text("title") or root.text("title"),
        description=tender.text("description"),
        buyer=_buyer(root),
        regime=tender.text("procurementMethodDetails"),
        value=value,
        bids_close_at=tender.part("tenderPeriod").moment("endDate"),
        questions_close_at=tender.part("enquiryPeriod").moment("endDate"),
        period=tender.period("contractPeriod"),
        most_lots_bid=_most_lots(tender),
        part_bids=_part_bids(tender, lots),
        lot_rules=_lot_rules(tender),
        cpv=_codes(tender),
        lots=lots,
        warnings=_within(release, warnings),
    )


def _within(release: Release, warnings: Warnings) -> tuple[NoticeWarning, ...]:
    """Each warning once, with its path from the release on: the same in whatever file it came."""
    prefix = f"{release.path}." if release.path else ""
    return tuple(
        dict.fromkeys(replace(one, place=one.place.removeprefix(prefix)) for one in warnings.found)
    )


def _check_identity(root: Part) -> None:
    ocid = root.ident("ocid")
    if not ocid:
        raise NoticeError(f"{root.place('ocid')}: is missing")
    if len(ocid) > LONGEST_OCID:
        raise NoticeError(f"{root.place('ocid')}: is longer than {LONGEST_OCID} characters")
    if len(root.ident("id")) > LONGEST_ID:
        raise NoticeError(f"{root.place('id')}: is longer than {LONGEST_ID} characters")
    if not root.ident("id"):
        root.warn("no-release-id", "The release has no id; its content tells it from others.", "id")


def _notice_type(root: Part, tender: Part) -> str:
    places = [tender, root.part("planning"), *root.parts("awards")]
    types = [
        document.text("noticeType") for place in places for document in place.parts("documents")
    ]
    return next((found for found in reversed(types) if found), "")[:40]


def _buyer(root: Part) -> str:
    name = root.part("buyer").text("name")
    if name:
        return name
    buyers = [party for party in root.parts("parties") if "buyer" in party.texts("roles")]
    return buyers[0].text("name") if buyers else ""


def _lots(tender: Part) -> tuple[Lot, ...]:
    codes: defaultdict[str, list[str]] = defaultdict(list)
    regions: defaultdict[str, list[str]] = defaultdict(list)
    for item in tender.parts("items"):
        lot = item.ident("relatedLot")
        codes[lot] += _codes(item)
        regions[lot] += [one.text("region") for one in item.parts("deliveryAddresses")]
    found = [
        Lot(
            ref=part.ident("id"),
            title=part.text("title"),
            description=part.text("description"),
            value=part.money("value"),
            period=part.period("contractPeriod"),
            cpv=tuple(dict.fromkeys(codes[part.ident("id")])),
            regions=tuple(dict.fromkeys(one for one in regions[part.ident("id")] if one)),
            criteria=_criteria(part),
        )
        for part in tender.parts("lots")
    ]
    return tuple(found)


def _codes(part: Part) -> tuple[str, ...]:
    """CPV codes of an item or tender, from both places where publishers put them."""
    stated = [part.part("classification"), *part.parts("additionalClassifications")]
    codes = [one.ident("id") for one in stated if one.text("scheme").upper() == "CPV"]
    return tuple(dict.fromkeys(code[:8] for code in codes if CPV.match(code)))


def _criteria(part: Part) -> tuple[Criterion, ...]:
    return tuple(_criterion(one) for one in part.part("awardCriteria").parts("criteria"))


def _criterion(one: Part) -> Criterion:
    description, kind = one.text("description"), one.text("type")
    weights = [
        str(number.number("number"))
        for number in one.parts("numbers")
        if number.text("weight").startswith("percentage")
    ]
    stated = weights[0] if len(weights) == 1 else description
    match = ONE_PER_CENT.match(stated)
    weight = int(Decimal(match[1]) * 100) if match else None
    if not weights and description and weight is None and "%" in description:
        one.warn("weight-in-words", "The weight is a text, not a number.", "description")
    return Criterion(
        name=one.text("name"),
        kind=kind if kind in {"price", "cost", "quality"} else "",
        weight_text=stated,
        weight_bp=weight if weight is not None and weight <= 10_000 else None,
    )


def _most_lots(tender: Part) -> int | None:
    details = tender.part("lotDetails")
    limits = []
    for key in ("maximumLotsBidPerSupplier", "maximumLotsAwardedPerSupplier"):
        number = details.number(key)
        if number is not None and number >= LARGEST_INT32:
            details.warn("no-lot-limit", f"{number} stands for “no limit”.", key)
        elif number is not None and key.startswith("maximumLotsBid"):
            limits.append(int(number))
    return limits[0] if limits else None


def _part_bids(tender: Part, lots: tuple[Lot, ...]) -> bool | None:
    """Where there are several lots a bid may be for some of them, unless the notice allows all alone."""
    return True if len(lots) > 1 else None


def _lot_rules(tender: Part) -> str:
    rules = tender.part("lotDetails").text("awardCriteriaDetails")
    if rules:
        text = "A rule on combining lots is published in words only; read it."
        tender.part("lotDetails").warn("lot-rule-in-words", text, "awardCriteriaDetails")
    return rules


def _check_lots(tender: Part, lots: tuple[Lot, ...]) -> None:
    refs = [lot.ref for lot in lots]
    for index, ref in enumerate(refs):
        place = f"{tender.place('lots')}[{index}].id"
        if not ref:
            raise NoticeError(f"{place}: is missing")
        if len(ref) > 120:
            raise NoticeError(f"{place}: is longer than 120 characters")
        if ref in refs[:index]:
            raise NoticeError(f"{place}: {ref!r} stands twice")
    if len(lots) == 1 and (refs[0] == VIRTUAL_LOT or not (lots[0].title or lots[0].description)):
        tender.warn("virtual-lot", "The only lot stands for the whole contract.", "lots[0]")
    for index, lot in enumerate(lots):
        if not lot.title:
            tender.warn("lot-without-title", "The lot has no title.", f"lots[{index}]")
    numbers = [int(ref) for ref in refs if ref.isascii() and ref.isdigit() and len(ref) < 10]
    if len(numbers) == len(refs) and numbers != sorted(numbers):
        tender.warn("lots-out-of-order", "The lots' ids are not in order.", "lots")


def _check_values(tender: Part, total: Value, lots: tuple[Lot, ...]) -> None:
    values = [lot.value.net_pence for lot in lots]
    known = [value for value in values if value is not None]
    if len(lots) > 1 and len(known) < len(lots):
        text = f"{len(known)} of {len(lots)} lots have a value."
        tender.warn("lots-without-value", text, "lots")
    if len(known) < len(lots) or not known or total.net_pence is None:
        return
    if len(known) > 1 and set(known) == {total.net_pence}:
        tender.warn("total-repeated", "Every lot carries the whole contract's value.", "lots")
    elif sum(known) != total.net_pence:
        text = (
            f"The lots come to {_pounds(sum(known))}, the contract to {_pounds(total.net_pence)}."
        )
        tender.warn("lot-sum-differs", text, "value")


def _check_awards(root: Part) -> None:
    values = [award.money("value").net_pence for award in root.parts("awards")]
    known = [value for value in values if value]
    total = root.part("tender").money("value").net_pence if known else None
    if len(known) > 1 and len(set(known)) == 1:
        root.warn("award-repeated", "Every award carries the same value.", "awards")
    elif len(known) > 1 and total and sum(known) != total:
        text = f"The awards come to {_pounds(sum(known))}, the contract to {_pounds(total)}."
        root.warn("award-sum-differs", text, "awards")


def _check_parties(root: Part) -> None:
    parties = list(root.parts("parties"))
    bare = [party for party in parties if not party.part("identifier").text("scheme")]
    if bare:
        text = f"{len(bare)} of {len(parties)} parties have no register number."
        root.warn("party-without-scheme", text, "parties")


def _check_urls(root: Part, tender: Part) -> None:
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
