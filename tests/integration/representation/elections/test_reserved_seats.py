"""Seats that are reserved for small organisations: who stands for them, who comes in, who follows."""

from datetime import date, timedelta

import pytest

from consortium.decisions import Refused
from consortium.models import Band, BandScheme, Income
from representation.election_states import ElectionState, FillRule
from representation.evidence.verify import verify_pack
from representation.models import Contest, Election, Outcome
from representation.selectors.contests import is_contested
from representation.selectors.election_pages import election_view, result_view
from representation.selectors.evidence_packs import pack_files
from representation.services.appointments import end_appointment
from representation.services.election_planning import ContestPlan
from representation.services.seats import edit_seat
from representation.services.vacancies import fill_vacancy, prospect
from representation.states import EndReason
from tests import clock
from tests.factories import elections as make

pytestmark = pytest.mark.django_db

YEAR_END = date(2026, 3, 31)


def bands() -> tuple[Band, Band]:
    """Micro and small; what is larger is of the third."""
    scheme = BandScheme.objects.create(slug="ours", name="Ours", source="us")
    steps = [("m", "Micro", 0, 100), ("s", "Small", 100, 1_000), ("l", "Large", 1_000, None)]
    made = [
        Band.objects.create(
            scheme=scheme, slug=slug, name=name, from_pence=start, below_pence=end,
            is_small=slug != "l",
        )
        for slug, name, start, end in steps
    ]  # fmt: skip
    return made[0], made[1]


def forum_of(*pence: int) -> make.Forum:
    """A forum whose members have these incomes."""
    forum = make.forum(members=len(pence))
    for member, income in zip(forum.members, pence, strict=True):
        Income.objects.create(
            organisation=member, year_end_on=YEAR_END, pence=income, source="accounts"
        )
    return forum


def plan_of(forum: make.Forum, reserved: Band, number: int, free: int) -> list[ContestPlan]:
    seats = make.board_seats(forum, number, reserved_up_to=reserved)
    return [ContestPlan("Board", [*seats, *make.board_seats(forum, free)])]


LARGE, SMALL = 5_000, 500


def nominated(*pence: int, reserved: int = 1, free: int = 1) -> Election:
    """Everybody stands for so many reserved and free seats."""
    forum = forum_of(*pence)
    _micro, small = bands()
    plans = plan_of(forum, small, reserved, free)
    return make.nominated(forum, standing=len(pence), plans=plans)


@pytest.mark.parametrize(
    ("pence", "reserved", "free", "contested"),
    [
        ((LARGE, LARGE), 1, 1, True),
        ((LARGE, SMALL), 1, 1, False),
        ((SMALL, SMALL), 1, 1, False),
        ((LARGE, LARGE, SMALL), 2, 1, True),
        ((LARGE, SMALL, SMALL), 2, 1, False),
        ((LARGE,), 2, 1, False),
        ((LARGE, LARGE, LARGE), 1, 3, False),
    ],
)
def test_there_is_a_vote_where_more_stand_than_the_places_that_they_can_fill(
    pence: tuple[int, ...], reserved: int, free: int, contested: bool
) -> None:
    election = nominated(*pence, reserved=reserved, free=free)
    assert is_contested(election.contests.get()) is contested
    wanted = ElectionState.NOMINATIONS_CLOSED if contested else ElectionState.UNCONTESTED
    assert election.state == wanted


def polled(pence: tuple[int, ...], reserved: int, free: int, **fields: object) -> make.Poll:
    forum = forum_of(*pence)
    _micro, small = bands()
    return make.opened(
        forum, standing=len(pence), plans=plan_of(forum, small, reserved, free), **fields
    )


def numbers(contest: Contest) -> dict[str, int]:
    """Numbers on the ballot paper by the member's."""
    return {c.on_behalf_of.name[-1]: c.paper_number for c in contest.candidacies.all()}


def voted(poll: make.Poll, *orders: str) -> None:
    """Voter by voter, members' numbers in the order of preference."""
    at = numbers(poll.election.contests.get())
    for line, order in enumerate(orders, start=1):
        poll.vote(line, [at[one] for one in order])
    make.declared(make.counted(make.closed(poll)))


def holders(poll: make.Poll) -> dict[bool, str]:
    """Who came in, by whether the seat is reserved."""
    return {
        bool(one.appointment.seat.reserved_up_to_id): one.candidacy.on_behalf_of.name[-1]
        for one in Outcome.objects.filter(appointment__ended_on=None)
    }


def test_a_reserved_seat_for_which_nobody_small_stands_stays_vacant_after_a_vote() -> None:
    poll = polled((LARGE, LARGE, LARGE), 1, 1)
    assert election_view(poll.election).contests[0].places == 1
    voted(poll, "21", "21", "1")
    assert holders(poll) == {False: "2"}
    found = result_view(poll.election)
    assert found is not None
    assert (found.contests[0].elected, found.contests[0].vacant) == (("Birch Chesterfield 1",), 1)
    assert verify_pack(pack_files(poll.election)) == ()


def test_the_small_one_comes_in_whatever_its_votes() -> None:
    poll = polled((LARGE, LARGE, SMALL), 1, 1)
    voted(poll, "12", "12", "31")
    assert holders(poll) == {False: "1", True: "3"}
    assert verify_pack(pack_files(poll.election)) == ()


@pytest.mark.parametrize("rule", [FillRule.COUNTBACK, FillRule.RUNNER_UP])
def test_who_follows_on_a_reserved_seat_is_small_too(rule: FillRule) -> None:
    """Large 2 is ahead of small 4, and could not hold the seat that small 3 leaves."""
    poll = polled((LARGE, LARGE, SMALL, SMALL), 1, 1, fill_rule=rule)
    voted(poll, "1243", "1243", "2134", "3421")
    make.published(poll)
    assert holders(poll) == {False: "1", True: "3"}
    for follower in ("4", None):
        left = Outcome.objects.get(
            appointment__ended_on=None, appointment__seat__reserved_up_to__isnull=False
        ).appointment
        later = left.start_on + timedelta(days=30)
        with clock.at(poll.election.closes_at + timedelta(days=40)):
            end_appointment(
                by=poll.forum.lead, appointment=left, last_day=later, reason=EndReason.RESIGNED
            )
            start = later + timedelta(days=1)
            coming = prospect(left=left, start_on=start)
            found = coming.newcomer.on_behalf_of.name[-1] if coming.newcomer else None
            assert found == follower
            if follower:
                fill_vacancy(by=poll.forum.returning_officer, left=left, start_on=start)


def test_seats_reserved_for_different_sizes_need_contests_of_their_own() -> None:
    forum = forum_of(LARGE, SMALL)
    micro, small = bands()
    seats = [make.board_seats(forum, 1, reserved_up_to=band)[0] for band in (micro, small)]
    with pytest.raises(Refused, match="contests of their own"):
        make.drafted(forum, plans=[ContestPlan("Board", seats)])
    apart = [ContestPlan(f"Board {n}", [seat]) for n, seat in enumerate(seats)]
    assert make.drafted(forum, plans=apart).contests.count() == 2


def test_for_whom_a_seat_is_reserved_stands_once_it_was_put_to_a_vote() -> None:
    election = nominated(LARGE, SMALL)
    seat = election.filling.get(seat__reserved_up_to__isnull=False).seat
    with pytest.raises(Refused, match="put to a vote as it is"):
        edit_seat(by=None, seat=seat, reserved_up_to=None)
    assert edit_seat(by=None, seat=seat, term_months=12).reserved_up_to is not None
    belper = make.forum(members=0, name="Belper Forum")
    fresh = make.board_seats(belper, 1, reserved_up_to=seat.reserved_up_to)[0]
    assert edit_seat(by=None, seat=fresh, reserved_up_to=None).reserved_up_to is None
