"""The cascade against a calendar that is gone through day by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from representation.mandates.chain import cascade, chain_of, has_lost_basis
from representation.mandates.records import AppointmentRecord, Days, Records, SeatRecord
from representation.states import Mandate
from tests.strategies.mandates import LAST_DAY, START, records, with_end

DAY = timedelta(days=1)
HORIZON = 60
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def calendar(of: Records, grace: int) -> dict[int, tuple[date, date]]:
    """Day by day: who has lost the basis ends `grace` days after the basis's last day."""
    ends = {one.key: one.days.last for one in of.appointments}
    lost: dict[int, tuple[date, date]] = {}

    def goes_on(one: AppointmentRecord, day: date) -> bool:
        end = ends[one.key]
        return one.days.first <= day and (end is None or day <= end)

    for number in range(HORIZON):
        day = START + number * DAY
        changed = True
        while changed:
            changed = False
            for one in of.appointments:
                if one.basis is None or one.key in lost or not goes_on(one, day):
                    continue
                body = of.seat[of.appointment[one.basis].seat].body
                if not any(
                    other.person == one.person
                    and of.seat[other.seat].body == body
                    and goes_on(other, day)
                    for other in of.appointments
                ):
                    ends[one.key] = day - DAY + grace * DAY
                    lost[one.key] = (day, day - DAY + grace * DAY)
                    changed = True
    return lost


@UNHURRIED
@given(records(), st.integers(0, 9), st.data())
def test_the_cascade_is_what_the_calendar_says(
    of: Records, grace: int, data: st.DataObject
) -> None:
    if not of.appointments:
        return
    key = data.draw(st.sampled_from([one.key for one in of.appointments]))
    after = with_end(of, key, again=data.draw(st.booleans()))
    found = {one.appointment: (one.lost_on, one.ends_on) for one in cascade(after, key, grace)}
    assert found == calendar(after, grace)


@UNHURRIED
@given(records(), st.data())
def test_nothing_falls_where_the_person_comes_back(of: Records, data: st.DataObject) -> None:
    if not of.appointments:
        return
    key = data.draw(st.sampled_from([one.key for one in of.appointments]))
    assert cascade(with_end(of, key, again=True), key) == ()


@UNHURRIED
@given(records(), st.data())
def test_what_fell_had_a_chain_through_what_ended(of: Records, data: st.DataObject) -> None:
    if not of.appointments:
        return
    key = data.draw(st.sampled_from([one.key for one in of.appointments]))
    before = {one.key: chain_of(of, one.key, LAST_DAY) for one in of.appointments}
    for loss in cascade(with_end(of, key), key):
        assert key in before[loss.appointment]
        assert loss.depth == before[loss.appointment][::-1].index(key)


@UNHURRIED
@given(records())
def test_no_mandate_is_lost_while_nothing_ends(of: Records) -> None:
    assert not any(has_lost_basis(of, one, LAST_DAY) for one in of.appointments)


def test_what_goes_on_takes_nothing_with_it() -> None:
    going_on = AppointmentRecord(1, 1, 1, Days(START), Mandate.ELECTED)
    seats = [SeatRecord(1, 1, Days(START))]
    with pytest.raises(ValueError, match="goes on"):
        cascade(Records(seats=seats, appointments=[going_on]), 1)
    ended = replace(going_on, days=Days(START, LAST_DAY))
    assert cascade(Records(seats=seats, appointments=[ended]), 1) == ()
