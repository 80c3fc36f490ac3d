"""A plan of the engine as the rows of a version."""

from typing import Any

from bids.matching.backups import Resilience
from bids.matching.lots import Lot, lots_of
from bids.matching.objective import objective_of
from bids.matching.plan import Plan
from bids.models import LotPlan, PlanAllocation, PlanLot, PlanRequest


def write_plan(
    request: PlanRequest, plan: Plan, document: dict[str, Any], resilience: Resilience
) -> LotPlan:
    """Insert the version with its lots, numbered by value from the largest, and its allocations."""
    version = LotPlan.objects.create(request=request, document=document, **_figures(plan))
    lots = sorted(lots_of(plan), key=lambda lot: (-lot.value, lot.member, lot.service))
    organisations = {ref: label["organisation"] for ref, label in request.labels["members"].items()}
    names = {ref: label["name"] for ref, label in request.labels["members"].items()}
    for number, lot in enumerate(lots, start=1):
        row = PlanLot.objects.create(
            plan=version,
            number=number,
            organisation_id=organisations[lot.member],
            member_ref=lot.member,
            member_name=names[lot.member],
            service=lot.service,
            lines=[held.line for held in lot.allocations],
            areas=list(lot.localities),
            volume=lot.volume,
            value_pence=lot.value,
            is_contiguous=lot.contiguous,
            backups=_backups(lot, resilience),
        )
        PlanAllocation.objects.bulk_create(_allocations(plan, row, lot))
    return version


def _figures(plan: Plan) -> dict[str, Any]:
    problem = plan.problem
    lines, members = problem.line_by_id, problem.member_by_id
    value = problem.value
    small = sum(
        held.volume * lines[held.line].unit_price
        for held in plan.allocations
        if members[held.member].small
    )
    return {
        "objective_pence": objective_of(problem, plan.allocations).total,
        "bound_pence": plan.bound,
        "value_pence": value,
        "covered_pence": value - plan.uncovered,
        "ceiling_pence": value - (plan.certificate.shortfall if plan.certificate else 0),
        "small_pence": small,
        "small_floor_pence": problem.small_floor,
        "members_asked": len(members),
        "members_with_part": len({held.member for held in plan.allocations}),
        "lines_asked": len(lines),
        "lines_covered": len(lines) - len(plan.shortages),
        "stopped": plan.stopped.value if plan.stopped else "",
    }


def _backups(lot: Lot, resilience: Resilience) -> list[dict[str, Any]]:
    """Who could take over how many units of the lot, the largest part first."""
    lines = {held.line for held in lot.allocations}
    units: dict[str, int] = {}
    for one in resilience.backups:
        if one.member == lot.member and one.line in lines:
            units[one.by] = units.get(one.by, 0) + one.volume
    ranked = sorted(units.items(), key=lambda item: (-item[1], item[0]))
    return [{"member": member, "volume": volume} for member, volume in ranked]


def _allocations(plan: Plan, row: PlanLot, lot: Lot) -> list[PlanAllocation]:
    problem = plan.problem
    offer = problem.member_by_id[lot.member].offer_of(lot.service)
    return [
        PlanAllocation(
            plan_id=row.plan_id,
            lot=row,
            organisation_id=row.organisation_id,
            member_ref=held.member,
            line_ref=held.line,
            volume=held.volume,
            unit_price_pence=problem.line_by_id[held.line].unit_price,
            unit_cost_pence=offer.unit_cost if offer else 0,
        )
        for held in lot.allocations
    ]
