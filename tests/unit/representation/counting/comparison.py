"""The engine against the naive counters, stage by stage."""

from decimal import Decimal
from fractions import Fraction

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.lots import Lot
from representation.counting.result import CountResult, Rule
from tests.unit.representation.counting import naive_ers97, naive_meek, naive_scottish


def scottish_differences(contest: Contest, lot: Lot, papers: list[tuple]) -> list[str]:
    result = count_contest(contest, Rule.SCOTTISH_STV, lot=lot)
    order = [contest.candidates.index(name) for name in lot.order]
    candidates = list(range(len(contest.candidates)))
    stages, winners = naive_scottish.count(papers, candidates, contest.seats, order)
    ours = [
        (
            {c: Fraction(s.votes[c], 10**5) for c in candidates},
            Fraction(s.non_transferable, 10**5),
            elected,
            excluded,
        )
        for s, elected, excluded in _so_far(result)
    ]
    return _differences(ours, stages, set(result.elected), winners)


def meek_differences(contest: Contest, lot: Lot, papers: list[tuple]) -> list[str]:
    result = count_contest(contest, Rule.MEEK_STV, lot=lot)
    order = [contest.candidates.index(name) for name in lot.order]
    candidates = list(range(len(contest.candidates)))
    rounds, winners = naive_meek.count(papers, candidates, contest.seats, order)
    ours = [
        ({c: Decimal(s.votes[c]).scaleb(-9) for c in candidates}, elected, excluded)
        for s, elected, excluded in _so_far(result)
    ]
    return _differences(ours, rounds, set(result.elected), winners)


def ers97_differences(contest: Contest, lot: Lot, papers: list[tuple]) -> list[str]:
    result = count_contest(contest, Rule.ERS97_STV, lot=lot)
    order = [contest.candidates.index(name) for name in lot.order]
    candidates = list(range(len(contest.candidates)))
    stages, winners = naive_ers97.count(papers, candidates, contest.seats, order)
    ours = [
        (
            {c: Decimal(s.votes[c]).scaleb(-2) for c in candidates},
            Decimal(s.non_transferable).scaleb(-2),
            elected,
            excluded,
        )
        for s, elected, excluded in _so_far(result)
    ]
    return _differences(ours, stages, set(result.elected), winners)


def _so_far(result: CountResult):
    elected, excluded = set(), set()
    for stage in result.stages:
        elected |= set(stage.elected)
        excluded |= set(stage.excluded)
        yield stage, set(elected), set(excluded)


def _differences(ours, theirs, winners, their_winners) -> list[str]:
    found = []
    if len(ours) != len(theirs):
        found.append(f"{len(ours)} stages against {len(theirs)}")
    for number, (mine, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        if mine != other:
            found.append(f"stage {number}: {mine} against {other}")
    if winners != their_winners:
        found.append(f"{winners} against {their_winners}")
    return found
