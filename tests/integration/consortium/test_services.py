"""Joining, leaving, roles and organisations: what is allowed is done and recorded, what is not is neither."""

from datetime import date

import pytest

from consortium.decisions import Refused
from consortium.identifiers.schemes import read_identifier
from consortium.models import Consortium, Event, EvidenceType, Organisation, User
from consortium.selectors.roles import holders
from consortium.services.memberships import change_class, join_consortium, leave_consortium
from consortium.services.organisations import (
    add_evidence,
    add_identifier,
    close_organisation,
    create_organisation,
    edit_organisation,
)
from consortium.services.people import end_role, ensure_person, start_role
from consortium.states import EvidenceKind, LegalForm, MembershipClass, RoleKind
from tests.factories import consortium as make

pytestmark = pytest.mark.django_db
FULL, ASSOCIATE = MembershipClass.FULL, MembershipClass.ASSOCIATE
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def network() -> Consortium:
    return make.network()


@pytest.fixture
def lead(network: Consortium) -> User:
    return make.role(RoleKind.LEAD, of=network)


@pytest.fixture
def club() -> Organisation:
    return make.organisation()


def test_a_membership_from_joining_to_leaving(
    network: Consortium, lead: User, club: Organisation
) -> None:
    common = {"by": lead, "consortium": network, "organisation": club}
    joined = join_consortium(**common, membership_class=ASSOCIATE, start_on=MAY)
    with pytest.raises(Refused, match="a member already"):
        join_consortium(**common, membership_class=FULL, start_on=JUNE)
    with pytest.raises(Refused, match="of that class already"):
        change_class(by=lead, membership=joined, membership_class=ASSOCIATE, start_on=JUNE)
    with pytest.raises(Refused, match="after the membership began"):
        change_class(by=lead, membership=joined, membership_class=FULL, start_on=MAY)
    full = change_class(by=lead, membership=joined, membership_class=FULL, start_on=JUNE)
    assert joined.end_on == date(2026, 5, 31)
    with pytest.raises(Refused, match="before it begins"):
        leave_consortium(by=lead, membership=full, last_day=MAY)
    leave_consortium(by=lead, membership=full, last_day=JULY)
    with pytest.raises(Refused, match="ended already"):
        leave_consortium(by=lead, membership=full, last_day=JULY)
    with pytest.raises(Refused, match="a member already"):
        join_consortium(**common, membership_class=FULL, start_on=JULY)
    join_consortium(**common, membership_class=FULL, start_on=date(2026, 7, 2))
    assert list(Event.objects.values_list("kind", flat=True)) == [
        "membership.begun",
        "membership.class-changed",
        "membership.ended",
        "membership.begun",
    ]


def test_only_who_may_admits(network: Consortium, club: Organisation) -> None:
    treasurer = make.role(RoleKind.TREASURER, of=network)
    with pytest.raises(Refused):
        join_consortium(
            by=treasurer,
            consortium=network,
            organisation=club,
            membership_class=FULL,
            start_on=MAY,
        )
    assert not Event.objects.exists()


def test_an_organisation_and_its_numbers(network: Consortium, lead: User) -> None:
    common = {"by": lead, "consortium": network, "legal_form": LegalForm.CIO}
    number = read_identifier("GB-CHC-9900101")
    first = create_organisation(**common, name="Ripley Play Rangers", identifiers=[number])
    with pytest.raises(Refused, match="of this name is here"):
        create_organisation(**common, name="Ripley play rangers")
    with pytest.raises(Refused, match="another organisation's"):
        create_organisation(**common, name="Others", identifiers=[number])
    assert not Organisation.objects.filter(name="Others").exists()
    make.membership(network, first)
    edit_organisation(by=lead, organisation=first, phone="01632 960111", email="")
    edit_organisation(by=lead, organisation=first, phone="01632 960111")
    assert Event.objects.filter(kind="organisation.edited").count() == 1
    with pytest.raises(TypeError):
        edit_organisation(by=lead, organisation=first, slug="x")
    other = make.organisation("Others")
    make.membership(network, other)
    with pytest.raises(Refused, match="another organisation's"):
        add_identifier(by=lead, organisation=other, identifier=number)
    add_identifier(by=lead, organisation=first, identifier=read_identifier("GB-COH-1"))
    close_organisation(by=lead, organisation=first, closed_on=JUNE)
    with pytest.raises(Refused, match="has closed"):
        close_organisation(by=lead, organisation=first, closed_on=JUNE)


def test_evidence_of_one_day_stands_once(club: Organisation) -> None:
    contact = make.role(RoleKind.MEMBER_CONTACT, at=club)
    policy = EvidenceType.objects.create(code="p", kind=EvidenceKind.POLICY, name="Policy")
    common = {"by": contact, "organisation": club, "type": policy}
    add_evidence(**common, issued_on=MAY)
    with pytest.raises(Refused, match="here already"):
        add_evidence(**common, issued_on=MAY)
    with pytest.raises(Refused, match="before it was issued"):
        add_evidence(**common, issued_on=JUNE, expires_on=MAY)


def test_people_share_an_address_and_roles_begin_and_end(
    network: Consortium, lead: User, club: Organisation
) -> None:
    ana = ensure_person(by=lead, name="Ana Rowe", email="Shop@Example.org")
    bo = ensure_person(by=lead, name="Bo Tully", email="shop@example.org")
    assert ensure_person(by=lead, name="Ana Rowe", email="shop@example.org") == ana
    assert ana.user == bo.user
    common = {"by": lead, "kind": RoleKind.TREASURER, "consortium": network}
    role = start_role(**common, person=ana, start_on=MAY)
    assert start_role(**common, person=ana, start_on=MAY) == role
    with pytest.raises(Refused, match="holds that role already"):
        start_role(**common, person=ana, start_on=JUNE)
    with pytest.raises(Refused, match="before it starts"):
        end_role(by=lead, role=role, end_on=date(2026, 4, 30))
    end_role(by=lead, role=role, end_on=date(2026, 5, 31))
    with pytest.raises(Refused, match="ended already"):
        end_role(by=lead, role=role, end_on=JULY)
    start_role(**common, person=bo, organisation=club, start_on=JUNE)
    assert holders(network, RoleKind.TREASURER, MAY) == ("Ana Rowe",)
    assert holders(network, RoleKind.TREASURER, JUNE) == ("Bo Tully",)
