"""Who may do what: every role against every permission; only what is listed is allowed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from consortium import permissions
from consortium.permissions import IN_CONSORTIUM, IN_ORGANISATION, Permission
from consortium.states import RoleKind
from tests.factories import consortium as make

pytestmark = pytest.mark.django_db

ALLOWED = {
    "may_see_members": set(RoleKind),
    "may_manage_members": {RoleKind.LEAD, RoleKind.COORDINATOR},
    "may_manage_roles": {RoleKind.LEAD},
}
PRODUCT = [(name, kind) for name in ALLOWED for kind in RoleKind]


@pytest.mark.parametrize(("name", "kind"), PRODUCT)
def test_in_a_consortium(name: str, kind: RoleKind) -> None:
    network, other = make.network(), make.network("Coast Voices")
    user = make.role(kind, of=network)
    decide = getattr(permissions, name)
    assert decide(user, network).allowed == (kind in ALLOWED[name])
    assert decide(user, other).reason


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
