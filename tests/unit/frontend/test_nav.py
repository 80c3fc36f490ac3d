"""What stands in the navigation of each role: at most six words, and the money where it may be seen."""

import pytest

from consortium.permissions import IN_CONSORTIUM, Permission
from consortium.states import RoleKind
from frontend.nav import MEMBER, items_for, nav_links


@pytest.mark.parametrize("kind", [*RoleKind, None])
def test_at_most_six_words(kind: RoleKind | None) -> None:
    assert 1 <= len(nav_links(items_for(kind, signed_in=True), "/")) <= 6


@pytest.mark.parametrize("kind", list(RoleKind))
def test_whoever_may_see_the_money_finds_it(kind: RoleKind) -> None:
    links = nav_links(items_for(kind, signed_in=True), "/money/claims/")
    found = [link.href for link in links if link.href.startswith("/money/")]
    assert bool(found) is (kind in IN_CONSORTIUM[Permission.MONEY_SEE])
    assert any(link.current for link in links) is bool(found)


def test_who_has_no_role_in_a_network_has_a_members_navigation() -> None:
    assert items_for(None, signed_in=True) == MEMBER
