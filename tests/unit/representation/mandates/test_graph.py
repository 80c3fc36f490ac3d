"""Who speaks for whom: the walk against a search written again, and a small Derbyshire by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from representation.mandates.graph import Hop, MandateGraph
from representation.mandates.records import (
    AppointmentRecord,
    BodyRecord,
    Days,
    Records,
    SeatRecord,
    VoterRecord,
)
from representation.states import Mandate
from tests.strategies.mandates import ALWAYS, LAST_DAY, START, records

CHESTERFIELD, BOLSOVER, GRID, BOARD, SUB_GROUP = range(5)
CLUB, YOUTH = 50, 51
CARL, FAY = 70, 71
DAY = timedelta(days=1)
LATER = date(2026, 6, 11)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def derbyshire() -> Records:
    """Two forums elect one each to the GRID; the GRID elects one of them, Fay, to the board."""
    bodies = [
        BodyRecord(CHESTERFIELD, ALWAYS, area="Chesterfield"),
        BodyRecord(BOLSOVER, ALWAYS, area="Bolsover"),
        BodyRecord(GRID, ALWAYS),
        BodyRecord(BOARD, ALWAYS),
        BodyRecord(SUB_GROUP, ALWAYS, parent=BOARD),
    ]
    seats = [
        SeatRecord(1, GRID, ALWAYS, electing_body=CHESTERFIELD),
        SeatRecord(2, GRID, ALWAYS, electing_body=BOLSOVER),
        SeatRecord(3, BOARD, ALWAYS, electing_body=GRID),
        SeatRecord(4, BOARD, ALWAYS),
        SeatRecord(5, SUB_GROUP, ALWAYS, electing_body=GRID),
    ]
    held = [
        AppointmentRecord(1, 1, CARL, Days(START, LATER), Mandate.ELECTED, CLUB),
        AppointmentRecord(2, 2, FAY, ALWAYS, Mandate.ELECTED, YOUTH),
        AppointmentRecord(3, 3, FAY, Days(LATER), Mandate.INDIRECTLY_ELECTED, YOUTH, basis=2),
        AppointmentRecord(4, 4, 72, ALWAYS, Mandate.INVITED),
    ]
    voters = [VoterRecord(CLUB, CHESTERFIELD, ALWAYS), VoterRecord(YOUTH, BOLSOVER, ALWAYS)]
    return Records(bodies, seats, held, voters)


def test_a_vote_leads_through_the_grid_to_the_board(derbyshire: Records) -> None:
    graph = MandateGraph(derbyshire, LATER)
    (voice,) = graph.voices(CLUB, BOARD)
    assert voice.route == (Hop(CHESTERFIELD, (1,)), Hop(GRID, (3,)))
    assert (voice.seat, voice.appointment, voice.chain) == (3, 3, (2, 3))
    assert voice.has_mandate
    assert not voice.is_own
    (own,) = graph.voices(YOUTH, BOARD)
    assert own.is_own
    assert graph.voters_of(BOARD) == {CLUB, YOUTH}


def test_the_same_question_on_an_earlier_day_has_an_earlier_answer(derbyshire: Records) -> None:
    (voice,) = MandateGraph(derbyshire, LATER - DAY).voices(CLUB, BOARD)
    assert (voice.seat, voice.appointment, voice.chain) == (3, None, ())
    assert MandateGraph(derbyshire, START - DAY).voices(CLUB, BOARD) == ()


def test_nobody_elects_whom_a_board_invites(derbyshire: Records) -> None:
    graph = MandateGraph(derbyshire, LATER)
    assert all(voice.seat != 4 for voice in graph.voices(CLUB, BOARD))


def test_sub_groups_count_where_asked(derbyshire: Records) -> None:
    graph = MandateGraph(derbyshire, LATER)
    assert [voice.seat for voice in graph.voices(CLUB, BOARD, with_parts=True)] == [3, 5]


def test_a_stranger_has_no_voice(derbyshire: Records) -> None:
    graph = MandateGraph(derbyshire, LATER)
    assert graph.voices(999, BOARD) == ()
    assert graph.voters_of(999) == frozenset()


def reaches(of: Records, body: int, seat: SeatRecord) -> bool:
    """Whether a body's vote leads to the seat: it elects to it, or to the body that does."""
    if seat.electing_body is None:
        return False
    if seat.electing_body == body:
        return True
    return any(reaches(of, body, other) for other in of.seats if other.body == seat.electing_body)


@UNHURRIED
@given(records())
def test_voices_are_the_seats_that_a_vote_leads_to(of: Records) -> None:
    graph = MandateGraph(of, LAST_DAY)
    for voter in of.voters:
        for body in of.bodies:
            found = graph.voices(voter.organisation, body.key)
            wanted = {
                seat.key
                for seat in of.seats
                if seat.body == body.key and reaches(of, voter.body, seat)
            }
            assert {voice.seat for voice in found} == wanted
            assert (voter.organisation in graph.voters_of(body.key)) or not wanted


@UNHURRIED
@given(records())
def test_every_answer_explains_itself(of: Records) -> None:
    graph = MandateGraph(of, LAST_DAY)
    for voter in of.voters:
        for body in of.bodies:
            for voice in graph.voices(voter.organisation, body.key):
                assert voice.route[0].body == voter.body
                assert voice.seat in voice.route[-1].seats
                assert of.seat[voice.seat].electing_body == voice.route[-1].body
                if voice.appointment is not None:
                    assert voice.chain[-1] == voice.appointment
                    assert of.appointment[voice.chain[0]].basis is None
