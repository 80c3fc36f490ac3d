"""A tender of a county's size, with members' offers to match."""

from random import Random

from django.db import transaction

from bids.models import PlanRequest, RequirementLine
from bids.services.planning import request_plan
from consortium.models import Adjacency, Area
from consortium.states import AreaKind
from tests.factories import bids as make

ACROSS = 6
SERVICES = ["85311100", "85312000", "85320000", "80500000", "92000000"]
MEMBERS = 120


@transaction.atomic
def ask_for_county_plan() -> PlanRequest:
    """180 lines in 36 areas, 120 members that offer a little more than is asked for."""
    draw = Random(7)
    of = make.consortium()
    areas = [
        Area.objects.create(code=f"E050{n:05}", name=f"Ward {n}", kind=AreaKind.WARD)
        for n in range(ACROSS**2)
    ]
    for n, area in enumerate(areas):
        for other in (n + 1 if (n + 1) % ACROSS else None, n + ACROSS):
            if other is not None and other < len(areas):
                Adjacency.objects.create(first=area, second=areas[other])
    tender = make.tender(of, title="Help in every ward")
    RequirementLine.objects.bulk_create(
        RequirementLine(
            tender=tender,
            ref=f"{cpv}-{n}",
            position=n,
            service=f"Service {cpv}",
            cpv=cpv,
            area=area,
            volume=draw.randint(100, 600),
            unit="hour",
            unit_price_pence=draw.randint(2_400, 3_200),
        )
        for cpv in SERVICES
        for n, area in enumerate(areas)
    )
    for number in range(MEMBERS):
        joined = make.member(
            of, f"member-{number}", cap=draw.randint(10, 120) * 100_000, least=200_000
        )
        for cpv in draw.sample(SERVICES, 2):
            make.offer(
                of,
                joined,
                *draw.sample(areas, draw.randint(2, 8)),
                cpv_prefix=cpv[:5],
                volume=draw.randint(200, 900),
                unit_cost_pence=draw.randint(1_500, 2_600),
                least_lot_pct=draw.choice([0, 10, 20]),
            )
    return request_plan(by=make.lead_of(of), tender=tender, effort="normal")
