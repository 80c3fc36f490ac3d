"""A case of the matching engine as the rows of a consortium: its tender's lines, members and offers."""

from datetime import date

from django.db import transaction

from bids.matching.problem import Member, Problem
from bids.models import LineEvidence, RequirementLine, Tender
from bids.states import LARGEST_VOLUME
from consortium.models import (
    Adjacency,
    Area,
    Band,
    BandScheme,
    Capacity,
    Consortium,
    Evidence,
    EvidenceType,
    Income,
    Membership,
    Offer,
    Organisation,
    Person,
    Role,
    User,
)
from consortium.states import (
    AreaKind,
    ConsortiumKind,
    EvidenceKind,
    LegalForm,
    MembershipClass,
    RoleKind,
)

LONG_AGO = date(2024, 4, 1)
FIRST_DAY, LAST_DAY = date(2027, 4, 1), date(2030, 3, 31)
SMALL_BELOW = 25_000_000


@transaction.atomic
def tender_of(problem: Problem) -> Tender:
    """The tender that asks what the case asks, of a fictional consortium made for it."""
    areas = _areas(problem)
    consortium = Consortium.objects.create(
        organisation=Organisation.objects.create(
            slug="many-valleys", name="Many Valleys CIC", legal_form=LegalForm.CIC_GUARANTEE
        ),
        slug="many-valleys",
        kind=ConsortiumKind.CIC,
        area=next(iter(areas.values())),
        asset_lock_body="Valleys Trust",
        fee_pct=problem.policy.fee_pct,
    )
    scheme = BandScheme.objects.create(
        slug="case", name="Of the case", source="us", is_default=True
    )
    Band.objects.create(
        scheme=scheme,
        slug="small",
        name="Small",
        from_pence=0,
        below_pence=SMALL_BELOW,
        is_small=True,
    )
    kinds = {
        name: EvidenceType.objects.get_or_create(
            code=name.lower(), defaults={"name": name, "kind": EvidenceKind.ACCREDITATION}
        )[0]
        for name in sorted({name for line in problem.lines for name in line.accreditations})
    }
    codes = {
        service: f"85{number:03}100"
        for number, service in enumerate(
            sorted({line.service for line in problem.lines}), start=100
        )
    }
    for number, member in enumerate(problem.members):
        _member(consortium, number, member, areas, codes, kinds)
    return _tender(consortium, problem, areas, codes, kinds)


def _areas(problem: Problem) -> dict[str, Area]:
    areas = {
        name: Area.objects.create(
            code=f"E99{number:06}", name=f"{name} and district", kind=AreaKind.DISTRICT
        )
        for number, name in enumerate(problem.localities)
    }
    for name, near in problem.localities.items():
        Adjacency.objects.bulk_create(
            Adjacency(first=areas[name], second=areas[other])
            for other in near
            if areas[name].pk < areas[other].pk
        )
    return areas


def _member(
    consortium: Consortium,
    number: int,
    member: Member,
    areas: dict[str, Area],
    codes: dict[str, str],
    kinds: dict[str, EvidenceType],
) -> None:
    organisation = Organisation.objects.create(
        slug=f"member-{number:05}", name=f"Neighbours {member.id}", legal_form=LegalForm.CIO
    )
    Membership.objects.create(
        consortium=consortium,
        organisation=organisation,
        membership_class=MembershipClass.FULL,
        start_on=LONG_AGO,
    )
    Income.objects.create(
        organisation=organisation, year_end_on=LONG_AGO, pence=member.income, source="the case"
    )
    Capacity.objects.create(
        consortium=consortium,
        organisation=organisation,
        turnover_cap_pence=member.turnover_cap,
        least_contract_pence=member.min_contract,
        valid_from=LONG_AGO,
    )
    Evidence.objects.bulk_create(
        Evidence(organisation=organisation, type=kinds[name], issued_on=LONG_AGO)
        for name in sorted(member.accreditations & kinds.keys())
    )
    for offer in member.offers:
        row = Offer.objects.create(
            consortium=consortium,
            organisation=organisation,
            service=offer.service,
            cpv_prefix=codes[offer.service],
            unit="hour",
            volume=min(offer.capacity, LARGEST_VOLUME),
            unit_cost_pence=offer.unit_cost,
            least_lot_pct=offer.min_lot_pct,
            valid_from=LONG_AGO,
        )
        row.areas.set(areas[name] for name in offer.localities)


def _tender(
    consortium: Consortium,
    problem: Problem,
    areas: dict[str, Area],
    codes: dict[str, str],
    kinds: dict[str, EvidenceType],
) -> Tender:
    tender = Tender.objects.create(
        consortium=consortium,
        title="Help in every valley",
        buyer="Valleys County Council",
        period_start=FIRST_DAY,
        period_end=LAST_DAY,
    )
    for number, line in enumerate(problem.lines, start=1):
        row = RequirementLine.objects.create(
            tender=tender,
            ref=line.id,
            position=number,
            service=f"Service {line.service}",
            cpv=codes[line.service],
            area=areas[line.locality],
            volume=line.volume,
            unit="hour",
            unit_price_pence=line.unit_price,
            most_members=line.max_members,
        )
        LineEvidence.objects.bulk_create(
            LineEvidence(line=row, type=kinds[name]) for name in sorted(line.accreditations)
        )
    return tender


def lead_of(consortium: Consortium) -> User:
    """Somebody who leads it, to act and to sign in."""
    user = User.objects.create_user("lead@valleys.example")
    person = Person.objects.create(name="Val", user=user)
    Role.objects.create(person=person, kind=RoleKind.LEAD, consortium=consortium, start_on=LONG_AGO)
    return user
