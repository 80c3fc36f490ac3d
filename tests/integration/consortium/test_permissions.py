"""Who may do what: every role against every permission; only what is listed is allowed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bids import permissions as of_tenders
from consortium import permissions
from consortium.permissions import IN_CONSORTIUM, IN_ORGANISATION, Permission
from consortium.states import RoleKind
from tests.factories import bids as tenders
from tests.factories import consortium as make

pytestmark = pytest.mark.django_db

R = RoleKind
LEADERS, MONEY = {R.LEAD, R.COORDINATOR}, {R.TREASURER, R.LEAD}
ALLOWED = {
    "may_see_members": set(R),
    "may_manage_members": LEADERS,
    "may_manage_roles": {R.LEAD},
    "may_edit_consortium": {R.LEAD},
    "may_see_money": {R.TREASURER, R.LEAD, R.COORDINATOR, R.CHAIR},
    "may_manage_money": MONEY,
    "may_approve_claims": {R.TREASURER, R.COORDINATOR, R.CHAIR},
    "may_prepare_payments": MONEY,
    "may_sign_payments": {R.TREASURER, R.LEAD, R.CHAIR},
    "may_manage_connections": LEADERS,
}
OF_SOMETHING_ELSE = {
    "may_edit_organisation", "may_close_organisation", "may_see_organisation", "may_enter_account",
    "may_declare_connection", "may_end_connection",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(RoleKind))
def test_in_a_consortium(kind: RoleKind) -> None:
    network, other = make.network(), make.network("Coast Voices")
    user = make.role(kind, of=network)
    for name, kinds in ALLOWED.items():
        decide = getattr(permissions, name)
        assert decide(user, network).allowed == (kind in kinds), name
        assert decide(user, other).reason, name


def test_the_table_has_every_permission_in_a_consortium() -> None:
    named = {name for name in vars(permissions) if name.startswith("may_")}
    assert named - OF_SOMETHING_ELSE == set(ALLOWED)


@pytest.mark.parametrize("kind", list(RoleKind))
def test_with_a_tender(kind: RoleKind) -> None:
    network, other = make.network(), make.network("Coast Voices")
    user, club = make.role(kind, of=network), make.organisation()
    ours, theirs = tenders.tender(network), tenders.tender(other)
    assert of_tenders.may_see_tenders(user, network)
    assert not of_tenders.may_see_tenders(user, other)
    assert of_tenders.may_open_tender(user, network).allowed == (kind == R.LEAD)
    assert not of_tenders.may_open_tender(user, other)
    for decide in (of_tenders.may_edit_tender, of_tenders.may_plan, of_tenders.may_settle):
        assert decide(user, ours).allowed == (kind == R.LEAD)
        assert not decide(user, theirs)
    assert of_tenders.may_answer_for(user, club, ours).allowed == (kind == R.LEAD)
    assert not of_tenders.may_answer_for(user, club, theirs)


@pytest.mark.parametrize(
    ("start", "end", "is_member"),
    [(0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False)],
)
def test_a_network_reaches_its_members_of_today(
    start: int, end: int | None, is_member: bool
) -> None:
    today = timezone.localdate()
    network, club = make.network(), make.organisation()
    lead, treasurer = (
        make.role(kind, of=network, email=f"{kind}@x.example") for kind in (R.LEAD, R.TREASURER)
    )
    make.membership(
        network,
        club,
        start_on=today + timedelta(days=start),
        end_on=None if end is None else today + timedelta(days=end),
    )
    for decide in (permissions.may_edit_organisation, permissions.may_close_organisation):
        assert decide(lead, club).allowed == is_member
        assert not decide(treasurer, club)


@pytest.mark.parametrize("kind", list(RoleKind))
def test_an_organisation_is_edited_by_its_own_people(kind: RoleKind) -> None:
    club, other = make.organisation(), make.organisation("Clay Cross Carers")
    user = make.role(kind, at=club)
    allowed = kind in {RoleKind.MEMBER_CONTACT, RoleKind.CHAIR}
    assert permissions.may_edit_organisation(user, club).allowed == allowed
    assert not permissions.may_edit_organisation(user, other)


@pytest.mark.parametrize("kind", list(RoleKind))
def test_an_organisation_is_edited_by_those_who_run_its_network(kind: RoleKind) -> None:
    network, club = make.network(), make.organisation()
    user = make.role(kind, of=network)
    assert not permissions.may_edit_organisation(user, club)
    make.membership(network, club)
    allowed = kind in {RoleKind.LEAD, RoleKind.COORDINATOR}
    assert permissions.may_edit_organisation(user, club).allowed == allowed


def test_no_network_reaches_an_organisation_by_another_networks_membership() -> None:
    """Two memberships, one ended and one of another network, must not add up to a current one."""
    network, other, club = make.network(), make.network("Coast Voices"), make.organisation()
    user = make.role(RoleKind.LEAD, of=network)
    make.membership(network, club, end_on=date(2024, 12, 31))
    make.membership(other, club)
    assert not permissions.may_edit_organisation(user, club)


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [(0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False)],
)
def test_a_role_counts_from_its_first_day_to_its_last(
    start: int, end: int | None, allowed: bool
) -> None:
    today = timezone.localdate()
    network = make.network()
    user = make.role(
        RoleKind.LEAD,
        of=network,
        start_on=today + timedelta(days=start),
        end_on=None if end is None else today + timedelta(days=end),
    )
    assert permissions.may_manage_members(user, network).allowed == allowed


def test_every_permission_is_somebodys() -> None:
    assert set(IN_CONSORTIUM) | set(IN_ORGANISATION) == set(Permission)
    assert all(IN_CONSORTIUM.values())
