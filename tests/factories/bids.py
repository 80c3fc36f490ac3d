"""Fictional tenders of a fictional consortium, in a real city."""

import hashlib
from datetime import date
from typing import Any

from bids.models import (
    LotPlan,
    Notice,
    PlanAllocation,
    PlanLot,
    PlanRequest,
    RequirementLine,
    Tender,
)
from consortium.models import (
    Area,
    Capacity,
    Consortium,
    Membership,
    Offer,
    Organisation,
    Person,
    Role,
    User,
)
from consortium.states import AreaKind, ConsortiumKind, LegalForm, MembershipClass, RoleKind

LONG_AGO = date(2024, 4, 1)


def area(code: str = "E05002441", name: str = "Baffins") -> Area:
    return Area.objects.get_or_create(code=code, defaults={"name": name, "kind": AreaKind.WARD})[0]


def organisation(slug: str) -> Organisation:
    name = slug.replace("-", " ").title()
    return Organisation.objects.get_or_create(
        slug=slug, defaults={"name": name, "legal_form": LegalForm.CIO}
    )[0]


def consortium(slug: str = "pompey-families") -> Consortium:
    found = Consortium.objects.filter(slug=slug).first()
    return found or Consortium.objects.create(
        organisation=organisation(slug),
        slug=slug,
        kind=ConsortiumKind.CIC,
        area=area("E06000044", "Portsmouth"),
        asset_lock_body="Solent Communities Trust",
        fee_pct=5,
    )


def lead_of(of: Consortium, email: str = "gail@pompey.example") -> User:
    return role_holder(of, RoleKind.LEAD, email)


def role_holder(of: Consortium, kind: RoleKind, email: str) -> User:
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    person = Person.objects.create(name=email.split("@")[0].title(), user=user)
    Role.objects.create(person=person, kind=kind, consortium=of, start_on=LONG_AGO)
    return user


def acts_for(organisation: Organisation, kind: RoleKind, email: str = "") -> User:
    """Somebody with a role in a member organisation."""
    user = User.objects.create_user(email or f"{kind}@{organisation.slug}.example")
    person = Person.objects.create(name=f"{kind} of {organisation}", user=user)
    Role.objects.create(person=person, kind=kind, organisation=organisation, start_on=LONG_AGO)
    return user


def member(of: Consortium, slug: str, *, cap: int = 50_000_000, least: int = 0) -> Organisation:
    joined = organisation(slug)
    Membership.objects.create(
        consortium=of,
        organisation=joined,
        membership_class=MembershipClass.FULL,
        start_on=LONG_AGO,
    )
    Capacity.objects.create(
        consortium=of,
        organisation=joined,
        turnover_cap_pence=cap,
        least_contract_pence=least,
        valid_from=LONG_AGO,
    )
    return joined


def offer(of: Consortium, by: Organisation, *areas: Area, **fields: Any) -> Offer:
    given = {
        "service": "Home visits",
        "cpv_prefix": "8531",
        "unit": "hour",
        "volume": 1_000,
        "unit_cost_pence": 2_000,
        "valid_from": LONG_AGO,
    } | fields
    made = Offer.objects.create(consortium=of, organisation=by, **given)
    made.areas.set(areas or [area()])
    return made


def notice(ocid: str = "ocds-example-1", **fields: Any) -> Notice:
    given = {
        "release_id": "1",
        "release_key": "1",
        "digest": hashlib.sha256(ocid.encode()).hexdigest(),
        "source": "other",
        "title": "Early Help",
        "buyer": "Portsmouth City Council",
        "reading": {},
        "lot_count": 0,
        "raw": "{}",
    } | fields
    return Notice.objects.create(ocid=ocid, **given)


def tender(of: Consortium | None = None, **fields: Any) -> Tender:
    given = {
        "title": "Early Help",
        "buyer": "Portsmouth City Council",
        "period_start": date(2027, 4, 1),
        "period_end": date(2030, 3, 31),
    } | fields
    return Tender.objects.create(consortium=of or consortium(), **given)


def line(of: Tender, ref: str = "A1", **fields: Any) -> RequirementLine:
    given = {
        "service": "Home visits",
        "cpv": "85311300",
        "area": area(),
        "volume": 100,
        "unit": "hour",
        "unit_price_pence": 2_500,
        "position": of.lines.count() + 1,
    } | fields
    return RequirementLine.objects.create(tender=of, ref=ref, **given)


def finished_plan(of: Tender, number: int = 1) -> LotPlan:
    """A plan's rows without an engine: one lot of one line."""
    request = PlanRequest.objects.create(
        tender=of,
        number=number,
        policy={},
        problem="{}",
        problem_digest="0" * 64,
        labels={},
        effort="normal",
    )
    plan = LotPlan.objects.create(
        request=request,
        document={},
        objective_pence=10,
        bound_pence=10,
        value_pence=100,
        covered_pence=100,
        ceiling_pence=100,
        small_pence=0,
        small_floor_pence=0,
        members_asked=1,
        members_with_part=1,
        lines_asked=1,
        lines_covered=1,
    )
    holder = {"organisation": organisation("farlington"), "member_ref": "farlington"}
    lot = PlanLot.objects.create(
        plan=plan,
        number=1,
        member_name="Farlington",
        service="85311300/hour",
        lines=["A1"],
        areas=["E05002441"],
        volume=1,
        value_pence=100,
        is_contiguous=True,
        **holder,
    )
    PlanAllocation.objects.create(
        plan=plan,
        lot=lot,
        line_ref="A1",
        volume=1,
        unit_price_pence=100,
        unit_cost_pence=50,
        **holder,
    )
    return plan
