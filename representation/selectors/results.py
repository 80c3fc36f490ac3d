"""An election's papers as the counting engine reads them, and its counts made again."""

from representation.counting.ballots import Contest as CountedContest
from representation.counting.ballots import build_contest
from representation.counting.count import count_contest
from representation.counting.lots import Lot, LotSource, public_lot
from representation.counting.reserved import Reservation
from representation.counting.result import CountResult, Rule
from representation.election_states import TieRule
from representation.models import Ballot, Candidacy, Contest
from representation.selectors.contests import candidates_on_paper, fillable_places, seats_of


def counted_again(contest: Contest) -> CountResult:
    """The count of the contest's papers, by its rule and lot. Raises CountingError as a count does."""
    candidates = candidates_on_paper(contest)
    reserved = reservations(contest, candidates)
    return count_contest(
        counted_contest(contest, candidates),
        Rule(contest.election.rule),
        lot=lot_of(contest, candidates),
        seats=fillable_places(contest, candidates),
        reservations=reserved,
    )


def counted_contest(contest: Contest, candidates: list[Candidacy] | None = None) -> CountedContest:
    """The contest and its papers; candidates are in the order of the ballot paper."""
    standing = candidates if candidates is not None else list(candidates_on_paper(contest))
    rankings = Ballot.objects.filter(contest=contest).values_list("ranking", flat=True)
    return build_contest(
        title=contest.title,
        seats=max(1, fillable_places(contest, standing)),
        candidates=[one.name for one in standing],
        rankings=[tuple(int(n) - 1 for n in ranking.split()) for ranking in rankings],
    )


def lot_of(contest: Contest, candidates: list[Candidacy]) -> Lot:
    """The order that settles every tie: the public lot's, or as drawn in the room."""
    election = contest.election
    if election.tie_rule == TieRule.PUBLIC_LOT:
        return public_lot(
            seed=election.lot_seed,
            public_value=election.lot_public_value,
            title=contest.title,
            candidates=[one.name for one in candidates],
        )
    by_number = {one.paper_number: one.name for one in candidates}
    return Lot(tuple(by_number[number] for number in contest.drawn_order), LotSource.DRAWN)


def reservations(contest: Contest, candidates: list[Candidacy]) -> tuple[Reservation, ...]:
    """So many places for small organisations as seats are reserved, or as small ones stand."""
    reserved = [seat.reserved_up_to for seat in seats_of(contest) if seat.reserved_up_to]
    small = frozenset(place for place, one in enumerate(candidates) if one.is_small)
    least = min(len(reserved), len(small))
    if not reserved or not least:
        return ()
    return (Reservation(reserved[0].name, small, minimum=least),)
