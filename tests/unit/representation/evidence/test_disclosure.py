"""Small electorates keep their secrets, and what is published still gives the count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.counting.ballots import build_contest
from representation.counting.count import count_contest
from representation.counting.lots import Lot, LotSource
from representation.counting.result import Rule
from representation.evidence.disclosure import (
    Form,
    Thresholds,
    as_far_as_used,
    disclose,
    merge_groups,
)
from tests.strategies.elections import contests_with_lot
from tests.unit.representation.evidence.packs import count

RULES = [Rule.SCOTTISH_STV, Rule.MEEK_STV, Rule.ERS97_STV, Rule.PLURALITY]


@pytest.mark.parametrize("rule", RULES)
@given(drawn=contests_with_lot())
def test_cut_papers_give_the_same_stages(rule: Rule, drawn: tuple) -> None:
    contest, lot = drawn
    if not contest.ballots:
        return
    result = count_contest(contest, rule, lot=lot)
    cut = as_far_as_used(result)
    assert cut is not None, "the cut changed the count"
    assert count_contest(cut, rule, lot=lot).stages == result.stages
    assert sum(cut.ballots.values()) == sum(contest.ballots.values())
    assert max(map(len, cut.ballots)) <= max(map(len, contest.ballots))


def test_what_stands_behind_the_last_one_looked_at_is_cut() -> None:
    contest = build_contest(
        title="One place",
        seats=1,
        candidates="ABCD",
        rankings=[(0, 1, 2, 3)] * 6 + [(1, 0, 3, 2)] * 5,
    )
    cut = as_far_as_used(count_contest(contest, Rule.PLURALITY))
    assert cut is not None
    assert cut.ballots == {(0,): 6, (1,): 5}


@pytest.mark.parametrize(
    "papers, form",
    [
        (4, Form.WINNERS),
        (5, Form.STAGES),
        (9, Form.STAGES),
        (10, Form.USED),
        (299, Form.USED),
        (300, Form.FULL),
    ],
)
def test_the_form_follows_the_number_of_papers(papers: int, form: Form) -> None:
    told = disclose(count(papers), Thresholds())
    assert (told.form, told.papers) == (form, papers)
    assert (told.published is None) == (form in (Form.STAGES, Form.WINNERS))


def test_the_officer_may_publish_all_and_the_share_is_measured() -> None:
    result = count(12)
    told = disclose(result, Thresholds(), in_full=True)
    assert told.form is Form.FULL
    assert told.unique == sum(1 for n in result.contest.ballots.values() if n == 1)
    assert disclose(result, Thresholds()).unique_published <= told.unique


def test_approval_has_nothing_to_cut() -> None:
    assert disclose(count(50, rule=Rule.APPROVAL), Thresholds()).form is Form.STAGES


@pytest.mark.parametrize(
    "rankings, unanimous",
    [([(0,), (0, 1)], True), ([(0,), (1,)], False), ([(0,), ()], False)],
)
def test_unanimity_is_told(rankings: list[tuple[int, ...]], unanimous: bool) -> None:
    contest = build_contest(title="T", seats=1, candidates="AB", rankings=rankings)
    result = count_contest(contest, Rule.PLURALITY, lot=Lot(tuple("AB"), LotSource.DRAWN))
    assert disclose(result, Thresholds()).unanimous is unanimous


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), max_size=8),
    st.integers(1, 20),
)
def test_no_group_of_some_but_few_stands_alone(sizes: dict[str, int], least: int) -> None:
    groups = merge_groups(sizes, least)
    assert sorted(name for names in groups for name in names) == sorted(sizes)
    totals = [sum(sizes[name] for name in names) for names in groups]
    short = [total for total in totals if 0 < total < least]
    assert not short or sum(1 for total in totals if total) == 1


def test_groups_that_are_large_enough_stay() -> None:
    assert merge_groups({"web": 40, "post": 12, "phone": 3}, 10) == (("web",), ("post", "phone"))
    assert merge_groups({"web": 40, "post": 0, "phone": 3}, 10) == (("web", "phone"), ("post",))
