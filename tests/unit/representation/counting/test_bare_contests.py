"""Contests with next to nothing in them: nobody, one, no papers, more places than people."""

import pytest

from representation.counting.blt import read_blt
from representation.counting.command_line import FORMATS
from representation.counting.count import count_contest
from representation.counting.errors import CountingError
from representation.counting.lots import Lot, LotSource
from representation.counting.result import CountResult, Rule

TAIL = '0\n"Ann"\n"Bob"\n"Cai"\n"Title"\n'


def counted(text: str, rule: Rule) -> CountResult:
    contest = read_blt(text)
    return count_contest(contest, rule, lot=Lot(contest.candidates, LotSource.DRAWN))


def codes(result: CountResult) -> list[str]:
    return [note.code for note in result.notes]


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("papers", ["", "7 0\n", "3 - - 0\n"])
def test_without_a_valid_paper_only_the_lot_decides(papers: str, rule: Rule) -> None:
    result = counted("3 1\n" + papers + TAIL, rule)
    assert (result.valid, len(result.elected)) == (0, 1)
    assert "no_valid" in codes(result)
    assert len(result.lots) > 0
    for show in FORMATS.values():
        assert "Ann" in show(result, "cy")


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule is not Rule.AV])
def test_more_places_than_candidates_elects_everybody(rule: Rule) -> None:
    result = counted("3 5\n4 1 0\n" + TAIL, rule)
    assert (set(result.elected), len(result.stages)) == ({0, 1, 2}, 1)
    assert "enough_places" in codes(result)


@pytest.mark.parametrize("rule", list(Rule))
def test_one_left_after_withdrawals_is_elected(rule: Rule) -> None:
    result = counted("3 1\n-1 -3\n4 1 2 0\n2 3 0\n" + TAIL, rule)
    assert (result.elected, result.valid, result.invalid) == ((1,), 4, 2)


@pytest.mark.parametrize("rule", list(Rule))
def test_nobody_left_after_withdrawals_is_an_error(rule: Rule) -> None:
    with pytest.raises(CountingError, match="every candidate has withdrawn"):
        counted("3 1\n-1 -2 -3\n4 1 2 0\n" + TAIL, rule)


def test_the_quota_met_exactly_elects_without_a_surplus_stage() -> None:
    result = counted("3 2\n4 1 2 0\n3 2 0\n3 3 2 0\n" + TAIL, Rule.SCOTTISH_STV)
    assert result.stages[0].reached == {0}
    assert [stage.action for stage in result.stages] == ["first preferences", "exclusion"]


def test_ers97_deems_nobody_elected_when_too_many_have_the_quota() -> None:
    """5.6.2: three hold the quota of 2.00 for two places and were never unequal."""
    result = counted("3 2\n2 1 0\n2 2 0\n2 3 0\n" + TAIL, Rule.ERS97_STV)
    assert (result.quota, result.stages[0].elected) == (200, ())
    assert (result.stages[1].excluded, set(result.elected)) == ((0,), {1, 2})


def test_weights_are_papers() -> None:
    one, many = (
        counted(f"3 1\n{w} 1 0\n{w} 2 3 0\n{w} 3 2 0\n" + TAIL, Rule.AV) for w in (1, 10**8)
    )
    assert [s.excluded for s in one.stages] == [s.excluded for s in many.stages]
    assert many.valid == 3 * 10**8
