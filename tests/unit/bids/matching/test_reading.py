"""Whatever is wrong with a case, the answer is one line that names the place."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bids.matching.command_line import Asked, split_file
from bids.matching.document import problem_document
from bids.matching.problem import Problem
from bids.matching.reading import ProblemError, read_problem
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import line, member, problem

GOOD = problem_document(
    problem([line("L1", 10), line("L2", 5, locality="Gosport")], [member("M1", 9), member("M2", 9)])
)


UNKNOWN_PLACE = "is not a locality of this problem"
OTHER_VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([[], {}])
)


WRONG_VALUES = [
    ("format", "split-problem/2", 'format: "split-problem/2" is not "split-problem/1"'),
    ("format", ..., "format: is missing"),
    ("currency", "EUR", 'currency: "EUR" is not "GBP"'),
    ("policy", ..., "policy: is missing"),
    ("policy", [], "policy: a list is not an object"),
    ("policy.fee_pct", 101, "policy.fee_pct: 101 is more than 100"),
    ("policy.fee_pct", 7.5, "policy.fee_pct: 7.5 is not a whole percent"),
    ("policy.line_cost", True, "policy.line_cost: true is not a whole number of pence"),
    ("policy.contiguity", "maybe", 'policy.contiguity: "maybe" is not one of off, soft, hard'),
    (
        "localities.Havant",
        ["Atlantis"],
        'localities.Havant[0]: "Atlantis" is not a locality of this problem',
    ),
    ("localities", [], "localities: a list is not an object"),
    ("lines", {}, "lines: an object is not a list"),
    ("lines.1", 3, "lines[1]: 3 is not an object"),
    ("lines.1.id", "L1", 'lines[1].id: "L1" is listed twice'),
    ("lines.0.id", 7, "lines[0].id: 7 is not a text"),
    ("lines.0.id", " ", 'lines[0].id: " " is empty'),
    ("lines.0.volume", "10", 'lines[0].volume: "10" is not a whole number of units'),
    ("lines.0.volume", None, "lines[0].volume: null is not a whole number of units"),
    ("lines.0.unit_price", 0, "lines[0].unit_price: 0 is less than 1"),
    (
        "lines.0.unit_price",
        10**15,
        "lines[0]: brings the tender's value over £10,000,000,000,000",
    ),
    ("lines.0.locality", "Ryde", f'lines[0].locality: "Ryde" {UNKNOWN_PLACE}'),
    ("lines.0.accreditations", ["Q", "Q"], 'lines[0].accreditations[1]: "Q" is listed twice'),
    ("lines.0.max_members", -1, "lines[0].max_members: -1 is not a whole number of members"),
    ("members.1.id", "M1", 'members[1].id: "M1" is listed twice'),
    ("members.0.small", 1, "members[0].small: 1 is not true or false"),
    ("members.0.turnover_cap", ..., "members[0].turnover_cap: is missing"),
    (
        "members.0.conflicts",
        ["M9"],
        'members[0].conflicts: "M9" is not another member of this problem',
    ),
    ("members.0.declined", ["L9"], 'members[0].declined: "L9" is not a line of this problem'),
    (
        "members.0.offers.0.capacity",
        -4,
        "members[0].offers[0].capacity: -4 is not a whole number of units",
    ),
    (
        "members.0.offers.0.localities",
        ["Ryde"],
        'members[0].offers[0].localities[0]: "Ryde" is not a locality of this problem',
    ),
    (
        "members.0.offers.0.min_lot_pct",
        101,
        "members[0].offers[0].min_lot_pct: 101 is more than 100",
    ),
]


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good case with one value replaced; path as in members.0.offers.0.capacity."""
    document = json.loads(json.dumps(GOOD))
    *outer, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    place = document
    for key in outer:
        place = place[key]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return document


def refusal(content: str | bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        read_problem(content)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@given(case=problems())
def test_what_is_written_is_read_back(case: Problem) -> None:
    assert read_problem(json.dumps(problem_document(case))) == case


@pytest.mark.parametrize(("path", "value", "message"), WRONG_VALUES)
def test_a_wrong_value_is_named(path: str, value: Any, message: str) -> None:
    assert refusal(json.dumps(changed(path, value))) == message


def test_a_service_offered_twice_is_named() -> None:
    offer = GOOD["members"][0]["offers"][0]
    document = changed("members.0.offers", [offer, offer])
    assert (
        refusal(json.dumps(document))
        == 'members[0].offers[1].service: "youth work" is listed twice'
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1 column 1: is not JSON (expecting value)"),
        (b"\x00", "line 1 column 1: is not JSON (expecting value)"),
        (b"[]", "document: is not an object"),
        (b"null", "document: is not an object"),
        (b'{"a": \xff}', "byte 6: is not UTF-8"),
        ("﻿{}".encode(), "byte 0: a byte order mark; save the file as UTF-8 without one"),
        ("{}".encode("utf-16"), "byte 0: is not UTF-8"),
        (b"[" * 5_000, "document: is nested too deeply"),
        (b'{"a":' * 5_000, "document: is nested too deeply"),
        (b'{"format": 1, "format": 2}', 'document: the key "format" stands twice'),
        (b"9" * 6_000, "document: is not an object"),
        (b" " * (64 * 2**20 + 1), "document: is larger than 64 MiB"),
    ],
)
def test_a_wrong_document_is_named(content: bytes, message: str) -> None:
    assert refusal(content) == message


@pytest.mark.parametrize("number", ["1e9999", "-1e9999", "NaN", "Infinity", "9" * 5_000, "1.0"])
def test_numbers_that_are_none(number: str) -> None:
    text = json.dumps(changed("members.0.income", "HERE")).replace('"HERE"', number)
    assert refusal(text).startswith("members[0].income: ")


@pytest.mark.parametrize("name", ["\ud800", "a\x00b", "a\nb", "x" * 201])
def test_names_that_cannot_be_printed(name: str) -> None:
    assert refusal(json.dumps(changed("lines.0.service", name))).startswith("lines[0].service: ")


@settings(max_examples=200)
@given(cut=st.integers(0, 100_000))
def test_a_truncated_case_is_refused(cut: int) -> None:
    whole = json.dumps(GOOD)
    refusal(whole[: cut % len(whole)])


@settings(max_examples=200)
@given(data=st.data())
def test_any_value_replaced_by_any_other_is_read_or_refused(data: st.DataObject) -> None:
    document = json.loads(json.dumps(GOOD))
    place: Any = document
    while True:
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(OTHER_VALUES)
    message = ""
    try:
        read_problem(json.dumps(document))
    except ProblemError as error:
        message = str(error)
    assert "\n" not in message


def test_the_command_answers_with_one_line_and_status_two(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(changed("members.1.offers.0.unit_cost", -1)))
    for path in (broken, tmp_path / "absent.json", tmp_path, "a\0b"):
        output, errors = io.StringIO(), io.StringIO()
        assert split_file(Asked(str(path)), output, errors) == 2
        assert output.getvalue() == ""
        assert errors.getvalue().count("\n") == 1


def test_the_command_prints_a_plan(tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    good.write_text(json.dumps(GOOD))
    output, errors = io.StringIO(), io.StringIO()
    assert split_file(Asked(str(good)), output, errors) == 0
    plan = json.loads(output.getvalue())
    assert plan["format"] == "split-plan/1"
    assert plan["shortages"] == []
    assert errors.getvalue() == ""
