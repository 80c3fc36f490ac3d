"""Presets and settings hold together; rules explain a refusal; seats follow their rules."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.states import CompositionPer
from representation.structures.composition import SeatMade, SeatRule, SeatWanted, changes
from representation.structures.membership import Applicant, InvalidRule, read_rule, unmet
from representation.structures.preset import catalogue, presets
from representation.structures.settings import Provenance, completed, faults, provenance
from representation.structures.terms import days_held, staggered, term_end

PRESETS = ["denbighshire", "derbyshire", "northumberland", "portsmouth", "west-northants"]


def test_the_presets_are_those_of_the_sources() -> None:
    assert sorted(presets()) == PRESETS


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_holds_together(key: str) -> None:
    preset = presets()[key]
    assert faults(catalogue(), {name: one.value for name, one in preset.stated.items()}) == {}
    known: set[str] = set()
    for body in preset.bodies:
        assert not body.parent or body.parent in known
        assert all(not one.electing or one.electing in known for one in body.seats)
        assert ("{area}" in body.name.en) == ("{area}" in body.name.cy) == bool(body.each)
        known.add(body.key)


def test_every_default_is_allowed_and_says_where_it_comes_from() -> None:
    defaults = completed(catalogue(), {})
    assert faults(catalogue(), defaults) == {}
    assert all(one.basis.en and one.basis.cy for one in catalogue().values())


@pytest.mark.parametrize(
    "key, value, fault",
    [
        ("term_months", 0, "out-of-range"),
        ("term_months", 121, "out-of-range"),
        ("term_months", True, "not-whole"),
        ("term_months", "36", "not-whole"),
        ("payment", "gold", "not-a-choice"),
        ("observers", 1, "not-yes-or-no"),
        ("colour", "plum", "unknown"),
    ],
)
def test_a_value_out_of_place_is_named(key: str, value: Any, fault: str) -> None:
    assert faults(catalogue(), {key: value, "notice_days": 14}) == {key: fault}


def test_a_setting_says_why_it_has_its_value() -> None:
    stated = presets()["portsmouth"].stated
    meetings = catalogue()["meetings"]
    assert provenance(meetings, "fortnightly", stated["meetings"]) is Provenance.STATED
    assert provenance(meetings, "monthly", stated["meetings"]) is Provenance.CHOSEN
    assert provenance(meetings, "quarterly", None) is Provenance.DEFAULT


GARDENERS = Applicant(areas=frozenset({"E06000057"}), declared=frozenset({"contact-with-children"}))
COUNTY = frozenset({"E06000057", "E07000157"})


def test_a_gardening_club_joins_where_contact_is_enough_and_is_told_why_elsewhere() -> None:
    open_rule = read_rule(presets()["northumberland"].membership)
    special = read_rule(presets()["portsmouth"].membership)
    assert unmet(open_rule, GARDENERS, COUNTY) == ()
    (refused,) = unmet(special, GARDENERS, COUNTY)
    assert refused.words.en == "We work with children and young people."


def test_a_group_whose_income_is_not_known_counts_as_small() -> None:
    rule = read_rule(presets()["west-northants"].membership)
    declared = frozenset({"charter"})
    for is_small, count in ((None, 0), (True, 0), (False, 1)):
        who = Applicant(areas=COUNTY, is_small=is_small, declared=declared)
        assert len(unmet(rule, who, COUNTY)) == count


WORDS = {"en": "a", "cy": "b"}


@pytest.mark.parametrize(
    "document, place",
    [
        ([], "rule"),
        ({"words": WORDS}, "appeal"),
        ({"words": {"en": "a"}, "appeal": WORDS}, "words.cy"),
        ({"words": WORDS, "appeal": WORDS, "conditions": {}}, "conditions"),
        ({"words": WORDS, "appeal": WORDS, "conditions": [1]}, "conditions[0]"),
        ({"words": WORDS, "appeal": WORDS, "conditions": [{"kind": "rich"}]}, "conditions[0].kind"),
        (
            {"words": WORDS, "appeal": WORDS, "conditions": [{"kind": "theme", "words": WORDS}]},
            "conditions[0].themes",
        ),
        (
            {"words": WORDS, "appeal": WORDS, "conditions": [{"kind": "declares", "words": WORDS}]},
            "conditions[0].key",
        ),
    ],
)
def test_a_broken_rule_names_its_place(document: Any, place: str) -> None:
    with pytest.raises(InvalidRule, match="^" + re.escape(place) + ":"):
        read_rule(document)


GRID = SeatRule(1, CompositionPer.FORUM, 2)


def test_two_seats_a_district_appear_and_a_ninth_adds_two() -> None:
    eight = list(range(8))
    first = changes([GRID], eight, [])
    assert len(first.add) == 16
    made = [SeatMade(n, one.rule, one.electing_body, True) for n, one in enumerate(first.add)]
    assert changes([GRID], [*eight, 8], made).add == (SeatWanted(1, 8), SeatWanted(1, 8))


def test_vacant_seats_are_closed_first_and_held_ones_stay() -> None:
    made = [SeatMade(1, 1, 5, True), SeatMade(2, 1, 5, False), SeatMade(3, 1, 6, True)]
    found = changes([SeatRule(1, CompositionPer.FORUM, 1)], [5], made)
    assert (found.add, found.close, found.held) == ((), (2,), (3,))


@given(
    st.lists(
        st.builds(
            SeatRule,
            st.integers(1, 3),
            st.sampled_from(CompositionPer),
            st.integers(1, 4),
            st.none(),
        ),
        unique_by=lambda one: one.key,
        max_size=3,
    ),
    st.lists(st.integers(10, 15), unique=True),
    st.lists(st.tuples(st.integers(1, 4), st.integers(10, 15), st.booleans()), max_size=20),
)
def test_after_the_changes_nothing_is_to_be_changed_but_what_is_held(
    rules: list[SeatRule], forums: list[int], given_seats: list[tuple[int, int, bool]]
) -> None:
    seats = [SeatMade(n, *one) for n, one in enumerate(given_seats)]
    found = changes(rules, forums, seats)
    kept = [one for one in seats if one.key not in found.close]
    new = [SeatMade(100 + n, one.rule, one.electing_body, False) for n, one in enumerate(found.add)]
    again = changes(rules, forums, [*kept, *new])
    assert (again.add, again.close, again.held) == ((), (), found.held)
    for rule in rules:
        for place in forums if rule.per is CompositionPer.FORUM else [None]:
            there = [
                one for one in [*kept, *new] if (one.rule, one.electing_body) == (rule.key, place)
            ]
            assert len(there) >= rule.seats


@pytest.mark.parametrize(
    "start, months, end",
    [
        (date(2026, 6, 11), 36, date(2029, 6, 10)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
    ],
)
def test_a_term_ends_the_day_before(start: date, months: int, end: date) -> None:
    assert term_end(start, months) == end


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 60), st.integers(1, 60))
def test_longer_terms_end_later(start: date, months: int, more: int) -> None:
    assert start <= term_end(start, months) < term_end(start, months + more)


def test_first_terms_are_staggered_by_place() -> None:
    assert staggered(36, 3, True) == (36, 24, 12)
    assert staggered(36, 2, True) == (36, 18)
    assert staggered(36, 6, True) == (36, 36, 24, 24, 12, 12)
    assert staggered(36, 3, False) == (36, 36, 36)
    assert staggered(36, 1, True) == (36,)


def test_days_held_stop_at_the_day_of_asking() -> None:
    day = date(2026, 1, 10)
    periods = [(date(2026, 1, 1), date(2026, 1, 3)), (date(2026, 1, 9), None)]
    assert days_held(periods, day) == 5
    assert days_held([(day + timedelta(days=1), None)], day) == 0
