"""Each wrinkle of published notices is told, and none stops the reading."""

import json
from typing import Any

import pytest

from bids.notices.loading import NoticeError
from bids.notices.notice import Notice
from bids.notices.reader import read_notices


def release(**tender: Any) -> dict[str, Any]:
    return {
        "ocid": "ocds-h6vhtk-1",
        "id": "1",
        "tag": ["tender"],
        "date": "2026-06-01T09:00:00+01:00",
        "buyer": {"name": "Portsmouth City Council"},
        "tender": {"title": "Early Help", **tender},
    }


def read(value: Any, *, literal: str = "") -> Notice:
    """One release; `literal` stands for "NUMBER" in its text, to write what json.dumps would not."""
    text = json.dumps(value).replace('"NUMBER"', literal or '"NUMBER"')
    return read_notices(text.encode())[0]


def codes(notice: Notice) -> set[str]:
    return {warning.code for warning in notice.warnings}


def test_a_title_cannot_turn_what_stands_beside_it() -> None:
    notice = read(release() | {"tender": {"title": "Early \u202epleH\u202c \u2067ylraE\u2069"}})
    assert notice.title == "Early pleH ylraE"


LOTS = [{"id": "1", "title": "North"}, {"id": "2", "title": "South"}]


def lots(*values: float | None) -> list[dict[str, Any]]:
    return [
        {"id": str(n), "title": "T", **({"value": {"amount": value}} if value else {})}
        for n, value in enumerate(values, start=1)
    ]


def judged_by(criterion: dict[str, Any]) -> dict[str, Any]:
    return {"lots": [{**LOTS[0], "awardCriteria": {"criteria": [criterion]}}]}


@pytest.mark.parametrize(
    "tender, code",
    [
        ({"lots": LOTS, "lotDetails": {"maximumLotsBidPerSupplier": 2**31 - 1}}, "no-lot-limit"),
        ({"lots": lots(5_000, None)}, "lots-without-value"),
        ({"lots": lots(300, 200), "value": {"amount": 460}}, "lot-sum-differs"),
        ({"lots": lots(600, None), "value": {"amount": 460}}, "lot-sum-differs"),
        ({"lots": lots(210, 210), "value": {"amount": 210}}, "total-repeated"),
        ({"lots": [{"id": "LOT-0000", "title": "All"}]}, "virtual-lot"),
        ({"lots": [{"id": "1"}]}, "virtual-lot"),
        ({"lots": [{"id": "1"}, {"id": "2", "title": "T"}]}, "lot-without-title"),
        ({"lots": [{"id": "5", "title": "T"}, {"id": "1", "title": "U"}]}, "lots-out-of-order"),
        (
            {"lots": [{"id": "LOT-0002", "title": "T"}, {"id": "LOT-0001", "title": "U"}]},
            "lots-out-of-order",
        ),
        ({"lotDetails": {"maximumLotsBidPerSupplier": 2.5}}, "odd-lot-limit"),
        ({"lotDetails": {"maximumLotsAwardedPerSupplier": 0}}, "odd-lot-limit"),
        ({"description": None}, "null-text"),
        ({"value": {"amountGross": 0}}, "gross-without-net"),
        ({"value": {"amount": 0.01}}, "placeholder-value"),
        ({"value": {"amount": 10.005}}, "part-pence"),
        ({"value": {"amount": -1}}, "impossible-value"),
        ({"value": {"amount": 1e15}}, "impossible-value"),
        ({"description": "First line.rn Second line"}, "literal-newlines"),
        ({"description": "In the area.  rnThe second line"}, "literal-newlines"),
        ({"description": "About Â£5"}, "mojibake"),
        ({"description": "Pay \u202e5£ to"}, "turned-text"),
        ({"tenderPeriod": {"endDate": "2025-07-07"}}, "zoneless-date"),
        ({"tenderPeriod": {"endDate": "2025-07-07T12:00:00"}}, "zoneless-date"),
        ({"tenderPeriod": {"endDate": "0001-01-01T00:00:00Z"}}, "impossible-date"),
        ({"tenderPeriod": {"endDate": "9999-12-31T23:59:59Z"}}, "impossible-date"),
        ({"documents": [{"url": "http://Contract Finder"}]}, "broken-url"),
        (
            {
                "contractPeriod": {
                    "startDate": "2027-04-02T00:00:00Z",
                    "endDate": "2027-04-01T00:00:00Z",
                }
            },
            "period-reversed",
        ),
        (
            {"lots": LOTS, "lotDetails": {"awardCriteriaDetails": "Bid for both lots"}},
            "lot-rule-in-words",
        ),
        (judged_by({"description": "15-40%"}), "weight-in-words"),
        (judged_by({"description": "600"}), "weight-over-all"),
        (judged_by({"numbers": [{"number": 0.6, "weight": "decimalExact"}]}), "weight-not-exact"),
    ],
)
def test_a_wrinkle_is_told(tender: dict[str, Any], code: str) -> None:
    assert code in codes(read(release(**tender)))


def test_a_plain_notice_has_no_warning() -> None:
    plain = release(lots=lots(300, 200), value={"amount": 500, "currency": "GBP"})
    assert read(plain).warnings == ()


def test_an_endless_number_is_left_out_and_told() -> None:
    notice = read(
        release(lots=LOTS, lotDetails={"maximumLotsBidPerSupplier": "NUMBER"}), literal="1e9999"
    )
    assert notice.most_lots_bid is None
    assert "endless-number" in codes(notice)
    assert "1e9999" in notice.raw


@pytest.mark.parametrize(
    "criterion, text, share",
    [
        ({"description": "60"}, "60", 6_000),
        ({"description": "63.7 %"}, "63.7 %", 6_370),
        ({"numbers": [{"number": 40, "weight": "percentageExact"}]}, "40", 4_000),
        ({"description": "15-40%"}, "15-40%", None),
        ({"description": "600"}, "600", None),
        (
            {"numbers": [{"number": 5e1, "weight": "percentageRangeMiddle"}]},
            "50.0 (percentageRangeMiddle)",
            None,
        ),
        ({"description": "50", "numbers": [{"number": 1, "weight": "order"}]}, "50", 5_000),
    ],
)
def test_a_weight_is_a_number_only_where_it_is_one(
    criterion: dict[str, Any], text: str, share: int | None
) -> None:
    (read_lot,) = read(release(**judged_by(criterion))).lots
    (one,) = read_lot.criteria
    assert (one.weight_text, one.weight_bp) == (text, share)


def test_a_rule_in_words_leaves_open_whether_part_may_be_bid_for() -> None:
    rules = {"awardCriteriaDetails": "Tenders must bid for both lots"}
    assert read(release(lots=LOTS)).part_bids is True
    assert read(release(lots=LOTS, lotDetails=rules)).part_bids is None


def test_award_values_that_do_not_add_up() -> None:
    awards = [{"value": {"amount": 100}}, {"value": {"amount": 150}}]
    assert "award-sum-differs" in codes(read({**release(value={"amount": 300}), "awards": awards}))
    awards = [{"value": {"amount": 100}}, {"value": {"amount": 100}}]
    assert "award-repeated" in codes(read({**release(), "awards": awards}))


def test_a_release_without_an_id_is_told_by_its_content() -> None:
    value = release()
    del value["id"]
    notice = read(value)
    assert (codes(notice), notice.key) == ({"no-release-id"}, f"sha256:{notice.digest}")
    again = read(dict(reversed(value.items())))
    assert again.key == notice.key


def test_parties_without_a_register() -> None:
    value = {**release(), "parties": [{"name": "A", "identifier": {"legalName": "A"}}]}
    assert codes(read(value)) == {"party-without-scheme"}


def test_values_dates_and_lots() -> None:
    notice = read(
        release(
            value={"amount": 1_860_000, "amountGross": 2_232_000.5, "currency": "GBP"},
            tenderPeriod={"endDate": "2026-07-18T11:00:00Z"},
            enquiryPeriod={"endDate": "2026-12-04T17:00:00Z"},
            items=[
                {
                    "relatedLot": "2",
                    "additionalClassifications": [{"scheme": "CPV", "id": "85311300-5"}],
                    "deliveryAddresses": [{"region": "UKJ31"}],
                }
            ],
            lots=[{"id": "2", "title": "South"}, {"id": "1", "title": "North"}],
            documents=[{"noticeType": "UK4"}],
            procurementMethodDetails="Light touch",
        )
    )
    assert (notice.value.net_pence, notice.value.gross_pence) == (186_000_000, 223_200_050)
    assert str(notice.bids_close_at) == "2026-07-18 12:00:00+01:00"
    assert str(notice.questions_close_at) == "2026-12-04 17:00:00+00:00"
    assert [(lot.ref, lot.cpv, lot.regions) for lot in notice.lots] == [
        ("2", ("85311300",), ("UKJ31",)),
        ("1", (), ()),
    ]
    assert (notice.notice_type, notice.source, notice.regime) == (
        "UK4",
        "find-a-tender",
        "Light touch",
    )


@pytest.mark.parametrize(
    "value",
    [
        {"releases": [release()]},
        {"records": [{"ocid": "o", "releases": [release()]}]},
        {"records": [{"ocid": "o", "releases": [{"url": "x"}], "compiledRelease": release()}]},
        {"ocid": "o", "compiledRelease": release()},
        release(),
    ],
)
def test_every_wrapping_is_read(value: dict[str, Any]) -> None:
    assert read(value).title == "Early Help"


@pytest.mark.parametrize(
    "content, place",
    [
        (b"", "line 1 column 1"),
        (b"[]", "document"),
        (b"{}", "document"),
        (b'{"releases": {}}', "releases"),
        (b'{"releases": []}', "releases"),
        (b'{"releases": [5]}', "releases[0]"),
        (b'{"releases": [{"ocid": ""}]}', "releases[0].ocid"),
        (b'{"releases": [{"ocid": "a"}, {"ocid": "b", "tender": []}]}', "releases[1].tender"),
        (b'{"ocid": "a", "tender": {"lots": [{"title": "T"}]}}', "tender.lots[0].id"),
        (b'{"ocid": "a", "tender": {"lots": [{"id": "1"}, {"id": "1"}]}}', "tender.lots[1].id"),
        (b'{"ocid": "a", "tender": {"title": 5}}', "tender.title"),
        (b'{"ocid": "a", "tender": {"value": {"amount": "5"}}}', "tender.value.amount"),
        (
            b'{"ocid": "a", "tender": {"tenderPeriod": {"endDate": "soon"}}}',
            "tender.tenderPeriod.endDate",
        ),
        (b'{"ocid": "a", "tender": {"title": "\\u0000"}}', "tender.title"),
        (b'{"ocid": "a", "tender": {"title": "\\ud800"}}', "tender.title"),
        (b'{"ocid": "a", "ocid": "b"}', "ocid"),
        (b'\xef\xbb\xbf{"ocid": "a"}', "byte 0"),
        (b'{"ocid": "caf\xe9"}', "byte 13"),
        (b'{"ocid": "a", "x": ' + b"9" * 5_000 + b"}", "x"),
        (b'{"ocid": "a", "x": ' + b"[" * 70 + b"]" * 70 + b"}", "x"),
        (b"[" * 5_000 + b"]" * 5_000, "document"),
    ],
)
def test_what_is_no_notice_is_refused_with_its_place(content: bytes, place: str) -> None:
    with pytest.raises(NoticeError) as refusal:
        read_notices(content)
    text = str(refusal.value)
    assert text.startswith(place)
    assert "\n" not in text


FULL = {
    **release(
        description="Help",
        status="active",
        value={"amount": 500, "amountGross": 600, "currency": "GBP"},
        tenderPeriod={"endDate": "2026-12-18T12:00:00Z"},
        contractPeriod={"startDate": "2027-04-01", "endDate": "2028-03-31"},
        items=[{"relatedLot": "1", "classification": {"scheme": "CPV", "id": "85311300"}}],
        lotDetails={"maximumLotsBidPerSupplier": 2, "awardCriteriaDetails": "Both"},
        lots=[
            {
                **LOTS[0],
                "value": {"amount": 5},
                "awardCriteria": {
                    "criteria": [
                        {"name": "P", "numbers": [{"number": 5, "weight": "percentageExact"}]}
                    ]
                },
            }
        ],
        documents=[{"url": "https://example.org/", "noticeType": "UK4"}],
    ),
    "parties": [{"name": "A", "roles": ["buyer"], "identifier": {"scheme": "GB-COH"}}],
    "awards": [{"value": {"amount": 5}, "documents": []}],
    "planning": {"documents": []},
}
ODD = [None, 5, -1, 1e300, "", "x", True, [], {}, [None], [1], {"a": 1}, "http://[bad", "\x00"]


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Every container of the value with each of its keys."""
    if not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    return [(value, key) for key in keys] + [
        found for key in keys for found in places_in(value[key])
    ]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_value_of_any_kind_in_any_place_is_read_or_refused_in_one_line(odd: Any) -> None:
    for container, key in places_in(FULL):
        kept, container[key] = container[key], odd
        try:
            read_notices(json.dumps(FULL).encode())
        except NoticeError as refusal:
            assert "\n" not in str(refusal)  # noqa: PT017 - most places are read, some refused
        finally:
            container[key] = kept
