"""A consortium with one member, its people, and the forms that its pages take."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from consortium.models import Area, Consortium, EvidenceType, Organisation, ReadinessCriterion, User
from consortium.services.reference_data import ensure_reference_data
from consortium.states import AreaKind, ConsortiumKind, RoleKind
from tests.factories import consortium as make

MEMBER = "hasland-homework-club"
NETWORK = "derbyshire-families-network"
SOON = timedelta(days=20)


@dataclass(frozen=True)
class World:
    """`contact` and `lead` sign in; `stranger` is the contact of a member of another network."""

    network: Consortium
    member: Organisation
    area: Area
    lead: User
    coordinator: User
    contact: User
    voter: User
    stranger: User


def world() -> World:
    """One network that asks for liability insurance of £5m and a safeguarding policy, and another."""
    ensure_reference_data()
    county = make.area("E10000007", "Derbyshire", kind=AreaKind.COUNTY)
    area = make.area(parent=county)
    network = make.network(
        kind=ConsortiumKind.CIC, asset_lock_body="Peak Community Trust", fee_pct=5
    )
    for position, (code, cover) in enumerate(
        (("public-liability", 500_000_000), ("safeguarding-policy", None)), start=1
    ):
        ReadinessCriterion.objects.create(
            consortium=network,
            type=EvidenceType.objects.get(code=code),
            least_cover_pence=cover,
            position=position,
        )
    member, other = make.organisation(), make.organisation("Amble Harbour Club")
    make.membership(network, member)
    elsewhere = make.network("Coast Voices")
    make.membership(elsewhere, other)
    return World(
        network=network,
        member=member,
        area=area,
        lead=make.role(RoleKind.LEAD, of=network, email="ruth@derbyshire.example"),
        coordinator=make.role(RoleKind.COORDINATOR, of=network, email="joan@derbyshire.example"),
        contact=make.role(
            RoleKind.MEMBER_CONTACT, of=network, at=member, email="asha@hasland.example"
        ),
        voter=make.role(RoleKind.VOTING_CONTACT, of=network, at=member, email="bo@hasland.example"),
        stranger=make.role(
            RoleKind.MEMBER_CONTACT, of=elsewhere, at=other, email="una@amble.example"
        ),
    )


def hold(
    member: Organisation, code: str, expires_on: date | None, cover: int | None = None
) -> None:
    """The member holds that evidence since long ago."""
    member.evidence.create(
        type=EvidenceType.objects.get(code=code),
        issued_on=make.LONG_AGO,
        expires_on=expires_on,
        cover_pence=cover,
    )


def in_days(days: int) -> date:
    """That many days from today, in London."""
    return timezone.localdate() + timedelta(days=days)
