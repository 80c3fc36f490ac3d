"""Who meets the rule joins at once; a refusal names the condition; one organisation has one vote."""

from datetime import date, timedelta

import pytest

from consortium.decisions import Refused
from consortium.models import Organisation
from consortium.states import RoleKind
from representation.selectors.electorates import forums_for, voters_on, voting_home_on
from representation.services.memberships import choose_voting_home, join_structure, leave_structure
from tests.factories import consortium as make
from tests.integration.representation.county import FAMILIES, FOUNDED, County, county

pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 1)
DAY = timedelta(days=1)


@pytest.fixture
def derbyshire() -> County:
    return county()


def names(body: str, of: County, day: date = LATER) -> list[str]:
    return [one.name for one in voters_on(of.body(body), day)]


def test_who_meets_the_rule_is_a_member_at_once_and_votes_at_home(derbyshire: County) -> None:
    derbyshire.member("Hasland Homework Club", "Chesterfield")
    assert names("Chesterfield Forum", derbyshire) == ["Hasland Homework Club"]
    assert names("Bolsover Forum", derbyshire) == []


@pytest.mark.parametrize(
    "declared, district, form, match",
    [
        ((), "Chesterfield", "group", "children, young people or families.*ask the coordinator"),
        (FAMILIES, "Portsmouth", "group", "work in one of the districts"),
        (FAMILIES, "Chesterfield", "public-body", "voluntary or community"),
    ],
)
def test_a_refusal_names_the_condition_and_the_appeal(
    derbyshire: County, declared: tuple[str, ...], district: str, form: str, match: str
) -> None:
    make.area("E06000044", "Portsmouth")
    club = make.organisation("Hasland Homework Club", legal_form=form)
    club.areas.set(type(make.area()).objects.filter(name=district))
    with pytest.raises(Refused, match=match):
        join_structure(
            by=None,
            structure=derbyshire.structure,
            organisation=club,
            declared=declared,
            start_on=LATER,
        )
    assert not derbyshire.structure.memberships.exists()


def test_an_organisation_in_two_places_is_invited_twice_and_votes_once(derbyshire: County) -> None:
    club = derbyshire.member("Clay Cross Carers", "Chesterfield and Bolsover")
    forums = forums_for(derbyshire.structure, club, LATER)
    assert [forum.name for forum in forums] == ["Bolsover Forum", "Chesterfield Forum"]
    assert voting_home_on(derbyshire.structure, club, LATER) is None
    membership = derbyshire.structure.memberships.get()
    for name, day in (("Chesterfield", LATER), ("Bolsover", LATER + DAY)):
        choose_voting_home(
            by=None, membership=membership, body=derbyshire.body(f"{name} Forum"), start_on=day
        )
    assert names("Chesterfield Forum", derbyshire, LATER) == ["Clay Cross Carers"]
    assert names("Bolsover Forum", derbyshire, LATER) == []
    assert names("Chesterfield Forum", derbyshire, LATER + DAY) == []
    assert names("Bolsover Forum", derbyshire, LATER + DAY) == ["Clay Cross Carers"]


def test_nobody_votes_where_they_do_not_work(derbyshire: County) -> None:
    derbyshire.member("Hasland Homework Club", "Chesterfield")
    membership = derbyshire.structure.memberships.get()
    for body in ("Bolsover Forum", "GRID"):
        with pytest.raises(Refused, match="does not work where"):
            choose_voting_home(
                by=None, membership=membership, body=derbyshire.body(body), start_on=LATER
            )


def test_who_has_left_votes_no_more_and_may_join_again(derbyshire: County) -> None:
    club = derbyshire.member("Hasland Homework Club", "Chesterfield")
    leave_structure(by=None, membership=derbyshire.structure.memberships.get(), last_day=LATER)
    assert names("Chesterfield Forum", derbyshire, LATER) == [club.name]
    assert names("Chesterfield Forum", derbyshire, LATER + DAY) == []
    given = {"by": None, "structure": derbyshire.structure, "organisation": club}
    with pytest.raises(Refused, match="a member already"):
        join_structure(**given, declared=FAMILIES, start_on=LATER)  # type: ignore[arg-type]
    join_structure(**given, declared=FAMILIES, start_on=LATER + DAY)  # type: ignore[arg-type]


def test_the_organisations_contact_and_the_leaders_act_for_it(derbyshire: County) -> None:
    allowed = set()
    for number, kind in enumerate(RoleKind):
        club = make.organisation(f"Club {number}")
        club.areas.set([make.area()])
        if acts(derbyshire, club, kind):
            allowed.add(kind)
    assert allowed == {RoleKind.LEAD, RoleKind.COORDINATOR}
    own = make.organisation("Own Club")
    own.areas.set([make.area()])
    contact = make.role(RoleKind.MEMBER_CONTACT, at=own, email="own@x.example")
    join_structure(
        by=contact,
        structure=derbyshire.structure,
        organisation=own,
        declared=FAMILIES,
        start_on=FOUNDED,
    )


def acts(of: County, club: Organisation, kind: RoleKind) -> bool:
    try:
        join_structure(
            by=of.user(kind),
            structure=of.structure,
            organisation=club,
            declared=FAMILIES,
            start_on=FOUNDED,
        )
    except Refused:
        return False
    return True
