"""A small Derbyshire: two districts with a forum each, a GRID of four seats, and a board with one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from consortium.models import Area, Consortium, Organisation, User
from consortium.states import AreaKind, RoleKind
from representation.models import Appointment, Body, Seat, Structure
from representation.rules.choosing import Choice, Votes
from representation.services.appointments import appoint
from representation.services.founding import draft_from_preset, found_structure
from representation.services.memberships import choose_voting_home, join_structure
from representation.states import Mandate
from representation.structures.settings import Wording
from tests.factories import consortium as make
from tests.factories import representation as make_seats

FOUNDED = date(2024, 9, 1)
CHOSEN = date(2026, 5, 14)
TERM = date(2026, 5, 15)
BOARD_TERM = date(2026, 6, 12)
FAMILIES = ("works-with-families",)


@dataclass
class County:
    """The rows that tests ask for by name."""

    network: Consortium
    structure: Structure

    def body(self, name: str) -> Body:
        return self.structure.bodies.get(name=name)

    def seats(self, body: str, **where: Any) -> list[Seat]:
        return list(self.body(body).seats.filter(**where).order_by("number"))

    def user(self, kind: RoleKind) -> User:
        return make.role(kind, of=self.network, email=f"{kind.value}@derbyshire.example")

    def member(self, name: str, district: str, votes_in: str = "") -> Organisation:
        """An organisation that has joined, and votes in the district's forum where there are several."""
        club = make.organisation(name)
        club.areas.set(Area.objects.filter(name__in=district.split(" and ")))
        membership = join_structure(
            by=None,
            structure=self.structure,
            organisation=club,
            declared=FAMILIES,
            start_on=FOUNDED,
        )
        if votes_in:
            home = self.body(f"{votes_in} Forum")
            choose_voting_home(by=None, membership=membership, body=home, start_on=FOUNDED)
        return club

    def elect(self, seat: Seat, who: str, club: Organisation, **fields: Any) -> Appointment:
        given: dict[str, Any] = {
            "mandate": Mandate.ELECTED,
            "start_on": TERM,
            "votes": Votes(CHOSEN, electorate=58, voted=31, stood=5),
        } | fields
        choice = Choice(person=make_seats.person(who), on_behalf_of=club, **given)
        return appoint(by=None, seat=seat, choice=choice)

    def elect_from(self, basis: Appointment, seat: Seat, **fields: Any) -> Appointment:
        """The holder of one seat is elected to another by their peers."""
        assert basis.on_behalf_of is not None
        given = {
            "mandate": Mandate.INDIRECTLY_ELECTED,
            "start_on": BOARD_TERM,
            "basis": basis,
            "votes": Votes(BOARD_TERM, electorate=4, voted=3, stood=2),
        } | fields
        return self.elect(seat, basis.person.name, basis.on_behalf_of, **given)


def county(**settings: Any) -> County:
    """Founded from the preset, with settings changed before anything begins."""
    whole = make.area("E10000007", "Derbyshire", kind=AreaKind.COUNTY)
    for code, name in (("E07000034", "Chesterfield"), ("E07000033", "Bolsover")):
        make.area(code, name, parent=whole)
    network = make.network(area=whole)
    draft = draft_from_preset(
        "derbyshire",
        consortium=network,
        name=Wording("Derbyshire GRID", "GRID Swydd Derby"),
        founded_on=FOUNDED,
        owner="Derbyshire County Council",
    )
    draft = type(draft)(**{**vars(draft), "settings": {**draft.settings, **settings}})
    return County(network, found_structure(by=None, consortium=network, draft=draft))
