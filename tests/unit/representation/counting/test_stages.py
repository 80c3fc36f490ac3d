"""What holds at every stage of every count, whatever the papers."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.counting.ballots import Contest, build_contest
from representation.counting.count import count_contest
from representation.counting.errors import CountingError
from representation.counting.lots import Lot
from representation.counting.result import Action, CountResult, Rule
from tests.strategies.elections import contests_with_lot

rules = st.sampled_from(list(Rule))


@given(rules, contests_with_lot(irregular=True))
def test_nothing_is_lost(rule: Rule, election: tuple[Contest, Lot]) -> None:
    contest, lot = election
    result = count_contest(contest, rule, lot=lot)
    for stage in result.stages:
        if stage.action is not Action.APPROVALS:
            total = sum(stage.votes) + stage.non_transferable
            assert total == result.valid * 10**result.places
    papers = sum(contest.ballots.values()) + sum(contest.irregular.values()) + contest.blank
    assert result.valid + result.invalid == papers


@given(rules, contests_with_lot(irregular=True))
def test_transfers_explain_every_change(rule: Rule, election: tuple[Contest, Lot]) -> None:
    contest, lot = election
    result = count_contest(contest, rule, lot=lot)
    for before, after in zip(result.stages, result.stages[1:], strict=False):
        votes = [*before.votes, before.non_transferable]
        for transfer in after.transfers:
            assert transfer.votes > 0
            votes[transfer.source] -= transfer.votes
            votes[-1 if transfer.target is None else transfer.target] += transfer.votes
        assert votes == [*after.votes, after.non_transferable]


@given(rules, contests_with_lot(irregular=True))
def test_places_are_filled(rule: Rule, election: tuple[Contest, Lot]) -> None:
    contest, lot = election
    result = count_contest(contest, rule, lot=lot)
    seats = 1 if rule is Rule.AV else contest.seats
    assert len(set(result.elected)) == len(result.elected) == min(seats, len(contest.standing))
    assert set(result.elected) <= set(contest.standing)
    excluded = [c for stage in result.stages for c in stage.excluded]
    assert not set(excluded) & set(result.elected)


def facts(result: CountResult) -> list[tuple]:
    """A result by name, so that counts with other numbers for the candidates can be compared."""
    name = result.name
    return [
        (
            stage.action,
            {name(c): stage.votes[c] for c in result.contest.standing},
            stage.non_transferable,
            {name(c) for c in stage.elected},
            {name(c) for c in stage.excluded},
            {name(t.chosen) for t in stage.ties},
        )
        for stage in result.stages
    ]


@given(rules, contests_with_lot(), st.randoms())
def test_numbers_of_candidates_do_not_matter(
    rule: Rule, election: tuple[Contest, Lot], rng: random.Random
) -> None:
    contest, lot = election
    new = list(range(len(contest.candidates)))
    rng.shuffle(new)
    names = [""] * len(new)
    for old, number in enumerate(new):
        names[number] = contest.candidates[old]
    ballots = {tuple(new[c] for c in ranking): n for ranking, n in contest.ballots.items()}
    moved = replace(contest, candidates=tuple(names), ballots=ballots)
    first, second = (count_contest(c, rule, lot=lot) for c in (contest, moved))
    assert facts(first) == facts(second)


@given(rules, contests_with_lot(), st.randoms())
def test_order_and_grouping_of_papers_do_not_matter(
    rule: Rule, election: tuple[Contest, Lot], rng: random.Random
) -> None:
    contest, lot = election
    papers = [ranking for ranking, n in contest.ballots.items() for _ in range(n)]
    rng.shuffle(papers)
    single = build_contest(
        title=contest.title, seats=contest.seats, candidates=contest.candidates, rankings=papers
    )
    first, second = (count_contest(c, rule, lot=lot) for c in (contest, single))
    assert (first.stages, first.elected) == (second.stages, second.elected)
    assert first.digest == second.digest


@given(contests_with_lot())
def test_digest_depends_on_papers_rule_and_lot(election: tuple[Contest, Lot]) -> None:
    contest, lot = election
    result = count_contest(contest, Rule.PLURALITY, lot=lot)
    others = [
        count_contest(contest, Rule.SCOTTISH_STV, lot=lot),
        count_contest(replace(contest, blank=1), Rule.PLURALITY, lot=lot),
        count_contest(contest, Rule.PLURALITY, lot=replace(lot, order=(*lot.order, "nobody"))),
    ]
    assert result.digest not in {other.digest for other in others}


def test_nobody_stands() -> None:
    contest = build_contest(title="T", seats=1, candidates=["A"], rankings=[(0,)]).without([0])
    with pytest.raises(CountingError, match="withdrawn"):
        count_contest(contest, Rule.SCOTTISH_STV)
