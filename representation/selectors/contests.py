"""What a contest fills, who stands in it, and whether anybody has to vote."""

from collections.abc import Collection

from representation.election_states import CandidacyState
from representation.models import Candidacy, Contest, Election, Seat
from representation.sealing.paper import BallotPaper


def seats_of(contest: Contest) -> tuple[Seat, ...]:
    """The seats that the contest fills, in their order."""
    filling = contest.filling.select_related("seat__body__structure", "seat__reserved_up_to")
    return tuple(one.seat for one in filling)


def places(contest: Contest) -> int:
    """How many are to be elected."""
    return contest.filling.count()


def candidates_on_paper(contest: Contest) -> list[Candidacy]:
    """Who stands, in the order of the ballot paper."""
    standing = contest.candidacies.filter(state=CandidacyState.STANDING)
    return list(standing.select_related("on_behalf_of", "person").order_by("paper_number", "name"))


def fillable_places(contest: Contest, candidates: Collection[Candidacy]) -> int:
    """The places that can be filled: a reserved one for which nobody small stands is left vacant."""
    reserved = contest.filling.filter(seat__reserved_up_to__isnull=False).count()
    small = sum(1 for one in candidates if one.is_small)
    return places(contest) - max(0, reserved - small)


def fits(candidacy: Candidacy, seat: Seat) -> bool:
    """Whether the candidate may hold the seat, as far as reserved seats go."""
    return seat.reserved_up_to_id is None or bool(candidacy.is_small)


def is_contested(contest: Contest) -> bool:
    """More stand than there are places that they could fill."""
    standing = list(contest.candidacies.filter(state=CandidacyState.STANDING))
    return len(standing) > fillable_places(contest, standing)


def contested(election: Election) -> tuple[Contest, ...]:
    """The contests that are voted on, in the order of the ballot paper."""
    return tuple(one for one in election.contests.order_by("number") if is_contested(one))


def paper_of(election: Election) -> BallotPaper:
    """The ballot paper: each contested contest's number, and how many stand in it."""
    return BallotPaper({one.number: len(candidates_on_paper(one)) for one in contested(election)})
