"""OCDS notices read offline: Find a Tender, Contracts Finder, Sell2Wales, Public Contracts Scotland."""

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from bids.notices.loading import MISSING, NoticeError, Release, load_releases
from bids.notices.notice import Criterion, Lot, Notice, NoticeWarning
from bids.notices.values import LARGEST_INT32, Part, Warnings
from bids.notices.wrinkles import in_one_currency, tell_wrinkles
from consortium.faults import Fault, gettext_noop

SOURCES = {
    "ocds-h6vhtk": "find-a-tender",
    "ocds-b5fd17": "contracts-finder",
    "ocds-kuma6s": "sell2wales",
    "ocds-r6ebe6": "public-contracts-scotland",
}
CPV = re.compile(r"^\d{8}")
ONE_PER_CENT = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,2})?)\s*%?\s*$")
LONGEST_ID = 400
LONGEST_LOT_ID = 120
MOST_LOTS = 2_000
ALL_BP = 10_000
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
    value, lots = in_one_currency(tender, tender.money("value"), lots)
    rules = _lot_rules(tender)
    _require_identity(root)
    _require_lot_ids(tender, lots)
    tell_wrinkles(root, value, lots)
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
        part_bids=_part_bids(lots, rules),
        lot_rules=rules,
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


def _longer_than(most: int) -> Fault:
    return Fault(gettext_noop("is longer than %(most)s characters"), most=most)


def _require_identity(root: Part) -> None:
    ocid = root.ident("ocid")
    if not ocid:
        raise NoticeError(root.place("ocid"), MISSING)
    if len(ocid) > LONGEST_OCID:
        raise NoticeError(root.place("ocid"), _longer_than(LONGEST_OCID))
    if len(root.ident("id")) > LONGEST_ID:
        raise NoticeError(root.place("id"), _longer_than(LONGEST_ID))


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
    stated = list(tender.parts("lots"))
    only = stated[0].ident("id") if len(stated) == 1 else ""
    for item in tender.parts("items"):
        lot = item.ident("relatedLot") or only
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
        for part in stated
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
    kind, stated = one.text("type"), _weight_stated(one)
    match = ONE_PER_CENT.match(stated)
    weight = int(Decimal(match[1]) * 100) if match else None
    if weight is None and "%" in stated:
        one.warn("weight-in-words", "The weight is a text, not a number.", "description")
    if weight is not None and weight > ALL_BP:
        one.warn("weight-over-all", f"{stated} is no share of 100: points, perhaps.", "description")
        weight = None
    return Criterion(
        name=one.text("name"),
        kind=kind if kind in {"price", "cost", "quality"} else "",
        weight_text=stated,
        weight_bp=weight,
    )


def _weight_stated(one: Part) -> str:
    """One exact percentage where the weight is given in numbers; else what the description says."""
    description = one.text("description")
    numbers = [(part.number("number"), part.text("weight")) for part in one.parts("numbers")]
    stated = [(number, weight) for number, weight in numbers if number is not None]
    if not stated:
        return description
    if len(stated) == 1 and stated[0][1] == "percentageExact":
        return f"{stated[0][0]:f}"
    one.warn("weight-not-exact", "The weight is not one exact percentage.", "numbers")
    return description or ", ".join(f"{number:f} ({weight})" for number, weight in stated)


def _most_lots(tender: Part) -> int | None:
    details = tender.part("lotDetails")
    limits = []
    for key in ("maximumLotsBidPerSupplier", "maximumLotsAwardedPerSupplier"):
        number = details.number(key)
        if number is None:
            continue
        if number >= LARGEST_INT32:
            details.warn("no-lot-limit", f"{number} stands for “no limit”.", key)
        elif number < 1 or number != int(number):
            details.warn("odd-lot-limit", f"{number} is no number of lots; it is left out.", key)
        elif key.startswith("maximumLotsBid"):
            limits.append(int(number))
    return limits[0] if limits else None


def _part_bids(lots: tuple[Lot, ...], rules: str) -> bool | None:
    """Where there are several lots a bid may be for some of them, unless a rule in words may forbid it."""
    return True if len(lots) > 1 and not rules else None


def _lot_rules(tender: Part) -> str:
    rules = tender.part("lotDetails").text("awardCriteriaDetails")
    if rules:
        text = "A rule on combining lots is published in words only; read it."
        tender.part("lotDetails").warn("lot-rule-in-words", text, "awardCriteriaDetails")
    return rules


def _require_lot_ids(tender: Part, lots: tuple[Lot, ...]) -> None:
    if len(lots) > MOST_LOTS:
        raise NoticeError(
            tender.place("lots"),
            Fault(
                gettext_noop("has %(count)s lots, more than %(most)s"),
                count=len(lots),
                most=MOST_LOTS,
            ),
        )
    refs: set[str] = set()
    for index, lot in enumerate(lots):
        place = f"{tender.place('lots')}[{index}].id"
        if not lot.ref:
            raise NoticeError(place, MISSING)
        if len(lot.ref) > LONGEST_LOT_ID:
            raise NoticeError(place, _longer_than(LONGEST_LOT_ID))
        if lot.ref in refs:
            raise NoticeError(
                place, Fault(gettext_noop("%(text)s stands twice"), text=repr(lot.ref))
            )
        refs.add(lot.ref)
