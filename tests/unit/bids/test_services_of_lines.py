"""Lines made into services never promise a unit twice, and lose nobody who offers."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bids.selectors.supply import MemberSupply, OfferHeld
from bids.services.services_of_lines import (
    Need,
    offer_for,
    serves,
    services_of,
    significant,
)

DAY = date(2027, 4, 1)
CODES = ["85311100", "85311300", "85312000", "80500000"]
AREAS = ["E05000001", "E05000002", "E06000001"]


def offer(number: int, **fields: Any) -> OfferHeld:
    given_ = {
        "service": "Visits",
        "cpv_prefix": "8531",
        "unit": "hour",
        "areas": frozenset(AREAS),
        "volume": 100,
        "unit_cost": 10,
        "least_lot_pct": 0,
        "valid_from": date(2026, 1, 1),
        "valid_until": None,
    } | fields
    return OfferHeld(id=number, **given_)


def member(ref: str, *offers: OfferHeld) -> MemberSupply:
    return MemberSupply(ref, 1, ref, "", True, None, False, None, 0, None, offers, ())


def need(ref: str, cpv: str = "85311300", **fields: Any) -> Need:
    given_ = {
        "unit": "hour",
        "areas": frozenset({AREAS[0]}),
        "first_day": DAY,
        "volume": 10,
    } | fields
    return Need(ref, cpv, **given_)


@pytest.mark.parametrize(
    "prefix, code, fits",
    [
        ("85", "85311300", True),
        ("85311300", "85311300", True),
        ("85310000", "85311300", True),
        ("85000000", "85311300", True),
        ("8532", "85311300", False),
        ("85311300", "85310000", False),
        ("80", "80500000", True),
        ("80", "85311300", False),
    ],
)
def test_a_code_that_begins_alike(prefix: str, code: str, fits: bool) -> None:
    assert serves(offer(1, cpv_prefix=prefix), need("A", code)) is fits


def test_trailing_zeros_ask_for_nothing() -> None:
    assert [significant(code) for code in ("85310000", "80000000", "00000000")] == [
        "8531",
        "80",
        "00",
    ]


@pytest.mark.parametrize(
    "fields, fits",
    [
        ({"unit": " Hour "}, True),
        ({"unit": "session"}, False),
        ({"areas": frozenset({AREAS[1]})}, False),
        ({"valid_from": date(2027, 4, 2)}, False),
        ({"valid_from": DAY, "valid_until": DAY}, True),
        ({"valid_until": date(2027, 3, 31)}, False),
    ],
)
def test_unit_area_and_dates(fields: dict[str, Any], fits: bool) -> None:
    assert serves(offer(1, **fields), need("A")) is fits


def test_the_most_precise_offer_serves() -> None:
    wide, narrow = offer(1), offer(2, cpv_prefix="853113", unit_cost=99)
    assert offer_for(member("M", wide, narrow), need("A")) == narrow
    assert offer_for(member("M", wide, narrow), need("A", "85312000")) == wide


def test_one_offer_over_two_codes_is_one_service() -> None:
    lines = [need("A", "85311100"), need("B", "85312000")]
    (service,) = services_of(
        lines, [member("M", offer(1)), member("N", offer(2, cpv_prefix="85312"))]
    )
    assert (service.lines, service.shares["M"].capacity) == (("A", "B"), 100)
    assert service.served == {"M": {"A", "B"}, "N": {"B"}}
    assert not service.divided


def test_an_offer_over_services_that_must_stay_apart_is_divided_by_need() -> None:
    lines = [need("A", "85311100", volume=30), need("B", "85312000", volume=70)]
    two = member("N", offer(2, cpv_prefix="85311"), offer(3, cpv_prefix="85312", unit_cost=20))
    first, second = services_of(lines, [member("M", offer(1)), two])
    assert (first.shares["M"].capacity, second.shares["M"].capacity) == (30, 70)
    assert (first.shares["N"].offer.id, second.shares["N"].offer.id) == (2, 3)
    assert first.divided == {"M"}


offers = st.builds(
    lambda prefix, unit, areas, volume, cost: {
        "cpv_prefix": prefix,
        "unit": unit,
        "areas": frozenset(areas),
        "volume": volume,
        "unit_cost": cost,
    },
    st.sampled_from(["85", "8531", "85311", "853113", "85312000", "80"]),
    st.sampled_from(["hour", "session"]),
    st.sets(st.sampled_from(AREAS), min_size=1),
    st.integers(1, 50),
    st.integers(1, 9),
)
lines_strategy = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        st.sampled_from(["hour", "session"]),
        st.sampled_from(AREAS),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=12,
)


@given(lines_strategy, st.lists(st.lists(offers, max_size=3), max_size=5))
def test_no_unit_is_promised_twice_and_nobody_is_lost(
    asked: list[tuple[str, str, str, int]], offered: list[list[dict[str, Any]]]
) -> None:
    needs = [
        need(f"L{n}", code, unit=unit, areas=frozenset({area}), volume=volume)
        for n, (code, unit, area, volume) in enumerate(asked)
    ]
    members = [
        member(f"M{m}", *(offer(10 * m + n, **fields) for n, fields in enumerate(one)))
        for m, one in enumerate(offered)
    ]
    services = services_of(needs, members)
    assert sorted(ref for service in services for ref in service.lines) == sorted(
        one.ref for one in needs
    )
    assert len({service.name for service in services}) == len(services)
    promised: Counter[int] = Counter()
    for service in services:
        for share in service.shares.values():
            promised[share.offer.id] += share.capacity
    volumes = {one.id: one.volume for one_member in members for one in one_member.offers}
    assert all(promised[number] == volumes[number] for number in promised)
    for one_member in members:
        for one in needs:
            service = next(found for found in services if one.ref in found.lines)
            chosen = offer_for(one_member, one)
            assert (one.ref in service.served.get(one_member.ref, ())) == (chosen is not None)
            if chosen:
                assert service.shares[one_member.ref].offer == chosen
