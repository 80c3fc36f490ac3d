"""Rules of members, roles and payments at their edges: the last day refused, the first that is not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from consortium import rules
from consortium.models import (
    BankCall,
    BankDetail,
    Consortium,
    Due,
    Membership,
    Organisation,
    Payee,
    Person,
    Role,
    User,
)
from consortium.states import ConsortiumKind, MembershipClass, RoleKind
from consortium.treasury.states import DueState

DAY = date(2026, 11, 18)  # a Wednesday
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
LONG_AGO = date(2024, 4, 1)
NOW = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("Europe/London"))
FULL, ASSOCIATE = MembershipClass.FULL, MembershipClass.ASSOCIATE


def membership(start: date = LONG_AGO, end: date | None = None) -> Membership:
    return Membership(start_on=start, end_on=end, membership_class=FULL)


def role(kind: RoleKind = RoleKind.LEAD, start: date = LONG_AGO, end: date | None = None) -> Role:
    return Role(kind=kind, start_on=start, end_on=end)


@pytest.mark.parametrize("closed, is_allowed", [(None, True), (AFTER, True), (DAY, False)])
def test_what_has_closed_by_the_day_does_not_join(closed: date | None, is_allowed: bool) -> None:
    assert bool(rules.can_join(Organisation(closed_on=closed), [], DAY)) is is_allowed


@pytest.mark.parametrize("end, is_allowed", [(None, False), (DAY, False), (BEFORE, True)])
def test_a_member_joins_again_and_offers_no_more_after_its_last_day(
    end: date | None, is_allowed: bool
) -> None:
    held = [membership(end=end)]
    assert bool(rules.can_join(Organisation(), held, DAY)) is is_allowed
    assert bool(rules.can_offer(held, DAY)) is not is_allowed


def test_a_membership_lasts_a_day_at_least_and_ends_once() -> None:
    assert rules.can_leave(membership(start=DAY), DAY)
    assert not rules.can_leave(membership(start=DAY), BEFORE)
    assert not rules.can_leave(membership(end=AFTER), DAY)


def test_a_class_changes_from_a_later_day_to_another() -> None:
    assert rules.can_change_class(membership(start=DAY), ASSOCIATE, AFTER)
    assert not rules.can_change_class(membership(start=DAY), ASSOCIATE, DAY)
    assert not rules.can_change_class(membership(start=DAY), FULL, AFTER)
    assert not rules.can_change_class(membership(end=AFTER), ASSOCIATE, AFTER)


def test_an_organisation_closes_once_on_a_day_that_has_come() -> None:
    assert rules.can_close(Organisation(), False, DAY, today=DAY)
    assert not rules.can_close(Organisation(), False, AFTER, today=DAY)
    assert not rules.can_close(Organisation(), True, DAY, today=DAY)
    assert not rules.can_close(Organisation(closed_on=BEFORE), False, DAY, today=DAY)


@pytest.mark.parametrize("kind", RoleKind)
def test_contacts_act_for_a_member_and_runners_for_the_network(kind: RoleKind) -> None:
    for_a_member = rules.can_hold_role(kind, Organisation())
    for_the_network = rules.can_hold_role(kind, None)
    assert bool(for_a_member) is (kind not in rules.RUNNERS)
    assert bool(for_the_network) is (kind not in rules.CONTACTS)
    assert rules.RUNNERS | rules.CONTACTS | {RoleKind.CHAIR} == set(RoleKind)


def test_a_role_ends_once_and_on_its_first_day_at_the_earliest() -> None:
    chair = role(RoleKind.CHAIR, start=DAY)
    assert rules.can_end_role(chair, DAY, [])
    assert not rules.can_end_role(chair, BEFORE, [])
    assert rules.can_end_role(role(RoleKind.CHAIR, end=AFTER), DAY, [])
    assert not rules.can_end_role(role(RoleKind.CHAIR, end=DAY), DAY, [])


@pytest.mark.parametrize(
    "other, is_followed",
    [
        (role(), True),
        (role(start=AFTER), True),
        (role(start=AFTER + timedelta(days=1)), False),
        (role(end=DAY), False),
        (role(end=AFTER), True),
    ],
)
def test_somebody_leads_on_the_day_after(other: Role, is_followed: bool) -> None:
    assert bool(rules.can_end_role(role(), DAY, [other])) is is_followed


def test_a_year_is_known_on_its_last_day() -> None:
    assert rules.can_record_income(DAY, today=DAY)
    assert not rules.can_record_income(AFTER, today=DAY)


def test_a_company_names_its_asset_lock_body() -> None:
    assert not rules.can_say_of_itself(Consortium(kind=ConsortiumKind.CIC), "")
    assert rules.can_say_of_itself(Consortium(kind=ConsortiumKind.CIC), "A trust")
    assert rules.can_say_of_itself(Consortium(kind=ConsortiumKind.NETWORK), "")


def account(**fields: object) -> BankDetail:
    person = Person(pk=1, name="Ann", user_id=5)
    return BankDetail(payee=Payee(person=person), entered_by_id=6, payable_from=NOW, **fields)


def test_the_call_is_anothers_than_who_entered_it_or_is_paid() -> None:
    detail = account()
    assert rules.can_hear_call(User(pk=7), detail, detail)
    assert not rules.can_hear_call(User(pk=6), detail, detail)
    assert not rules.can_hear_call(User(pk=5), detail, detail)
    assert not rules.can_hear_call(User(pk=7), detail, BankDetail(pk=2))
    assert not rules.can_hear_call(User(pk=7), detail, None)
    detail.call = BankCall(matched=True)
    assert not rules.can_hear_call(User(pk=7), detail, detail)


def test_an_account_is_paid_into_from_the_end_of_its_wait_after_a_call_that_was_right() -> None:
    payee, detail = Payee(person=Person(name="Ann")), account()
    assert not rules.can_pay_into(payee, None, NOW)
    assert not rules.can_pay_into(payee, detail, NOW)
    detail.call = BankCall(matched=False)
    assert not rules.can_pay_into(payee, detail, NOW)
    detail.call = BankCall(matched=True)
    assert rules.can_pay_into(payee, detail, NOW)
    assert not rules.can_pay_into(payee, detail, NOW - timedelta(microseconds=1))


@pytest.mark.parametrize(
    "day, is_allowed", [(DAY, True), (BEFORE, False), (date(2026, 11, 21), False)]
)
def test_banks_pay_today_and_on_no_saturday(day: date, is_allowed: bool) -> None:
    assert bool(rules.can_pay_on(day, today=DAY)) is is_allowed


@pytest.mark.parametrize("part", ["claimant_id", "first_approver_id", "second_approver_id"])
def test_who_claimed_or_approved_pays_nothing_of_it(part: str) -> None:
    due = Due(state=DueState.OWED, **{part: 5})
    assert rules.can_draw(User(pk=6), due)
    assert not rules.can_draw(User(pk=5), due)
    assert not rules.can_draw(User(pk=6), Due(state=DueState.IN_BATCH))
