"""Who is elected in a contest, counted or unopposed, and to which of its seats each comes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from representation.election_states import ElectionState
from representation.models import (
    AccountLine,
    Candidacy,
    Contest,
    Count,
    Election,
    Outcome,
    Seat,
)
from representation.selectors.contests import candidates_on_paper, is_contested, seats_of
from representation.selectors.wording import seat_in_words


@dataclass(frozen=True)
class Elected:
    """A candidate comes to a seat; `unopposed`: no vote was held."""

    candidacy: Candidacy
    seat: Seat
    unopposed: bool


def elected_in(contest: Contest) -> tuple[Elected, ...]:
    """Who comes to which seat, in order of election; reserved seats go to small organisations first."""
    standing = {one.name: one for one in candidates_on_paper(contest)}
    unopposed = not is_contested(contest)
    if unopposed:
        chosen = list(standing.values())
    else:
        count = Count.objects.filter(contest=contest).first()
        chosen = [standing[name] for name in count.document["elected"]] if count else []
    seats = _seats_for(chosen, seats_of(contest))
    return tuple(Elected(one, seats[one.pk], unopposed) for one in chosen if one.pk in seats)


@dataclass(frozen=True)
class CameIn:
    """Somebody who came to a seat later, when who was elected had left."""

    name: str
    seat: str
    start_on: date


def came_in(contest: Contest) -> tuple[CameIn, ...]:
    """Who filled vacancies by the papers of this contest, in the order in which they did."""
    later = Outcome.objects.filter(contest=contest, by_vacancy=True)
    related = ("candidacy", "appointment__seat__body")
    return tuple(
        CameIn(one.candidacy.name, seat_in_words(one.appointment.seat), one.appointment.start_on)
        for one in later.select_related(*related).order_by("pk")
    )


def papers_returned(election: Election) -> int:
    """How many voted, whatever the channel."""
    return sum(line.returned for line in AccountLine.objects.filter(election=election))


def challenge_window_ends(election: Election) -> datetime | None:
    """So many days after the first declaration; None before it."""
    declared = election.steps.filter(to_state=ElectionState.DECLARED).order_by("number").first()
    return declared.at + timedelta(days=election.challenge_days) if declared else None


def _seats_for(chosen: list[Candidacy], seats: tuple[Seat, ...]) -> dict[int, Seat]:
    """A seat for each: reserved ones to the first who fit, then the others in order."""
    reserved = [seat for seat in seats if seat.reserved_up_to_id]
    free = [seat for seat in seats if not seat.reserved_up_to_id]
    given: dict[int, Seat] = {}
    for one in chosen:
        if one.is_small and reserved:
            given[one.pk] = reserved.pop(0)
    for one in chosen:
        if one.pk not in given and free:
            given[one.pk] = free.pop(0)
    return given
