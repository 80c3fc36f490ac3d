"""Why each lot went where it went, and why each member got what it got, as codes with their facts.

`selectors.plan_words` turns a code into a sentence. Everything here can be checked against the
problem and the allocations alone: no reason rests on what the solver did on its way.
"""

from collections import defaultdict
from typing import Any

from bids.matching.eligibility import Edge, Obstacle, eligible_edges, obstacle
from bids.matching.lots import Lot, lots_of
from bids.matching.plan import Plan
from bids.matching.problem import HUNDRED_PER_CENT, Line, Member

Reason = dict[str, Any]


def reasons_of(plan: Plan) -> dict[str, Any]:
    """{"lots": [{member, service, reasons}], "members": {ref: reasons}}, the weightiest reason first."""
    facts = _Facts(plan)
    lots = lots_of(plan)
    held: defaultdict[str, list[Lot]] = defaultdict(list)
    for lot in lots:
        held[lot.member].append(lot)
    return {
        "lots": [
            {"member": lot.member, "service": lot.service, "reasons": facts.of_lot(lot)}
            for lot in lots
        ],
        "members": {
            member.id: facts.of_holder(member, held[member.id])
            if member.id in held
            else facts.of_member_with_nothing(member)
            for member in plan.problem.members
        },
    }


class _Facts:
    """Who may hold what, and how much of each offer and cap is used."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.problem = plan.problem
        self.edges: defaultdict[str, dict[str, Edge]] = defaultdict(dict)
        self.lines_of: defaultdict[str, set[str]] = defaultdict(set)
        for edge in eligible_edges(plan.problem):
            self.edges[edge.line][edge.member] = edge
            self.lines_of[edge.member].add(edge.line)
        self.holders: defaultdict[str, set[str]] = defaultdict(set)
        for one in plan.allocations:
            self.holders[one.line].add(one.member)
        self.open = {short.line for short in plan.shortages}

    def of_lot(self, lot: Lot) -> list[Reason]:
        lines = [held.line for held in lot.allocations]
        rivals = {member for line in lines for member in self.edges[line]} - {lot.member}
        member = self.problem.member_by_id[lot.member]
        offer = member.offer_of(lot.service)
        found: list[Reason] = []
        if not rivals:
            found.append({"code": "only-one", "lines": len(lines)})
        elif all(self._is_cheapest(lot.member, line) for line in lines):
            found.append({"code": "lowest-cost", "of": len(rivals) + 1})
        else:
            found.append({"code": "others-used", "of": len(rivals) + 1})
        if offer and offer.capacity == lot.volume:
            found.append({"code": "whole-offer", "volume": lot.volume, "service": lot.service})
        if member.small:
            found.append({"code": "small"})
        if shared := sum(len(self.holders[line]) > 1 for line in lines):
            found.append({"code": "shared", "lines": shared})
        if not lot.contiguous:
            found.append({"code": "apart", "pieces": len(lot.pieces)})
        return found

    def of_holder(self, member: Member, lots: list[Lot]) -> list[Reason]:
        found = [
            {"code": "holds", "service": lot.service, "volume": lot.volume, "value": lot.value}
            for lot in lots
        ]
        found += [
            {"code": "whole-offer", "service": lot.service, "volume": lot.volume}
            for lot in lots
            if (offer := member.offer_of(lot.service)) and offer.capacity == lot.volume
        ]
        value = sum(lot.value for lot in lots)
        cheapest_line = min(self.problem.line_by_id[line].unit_price for line in self.holding(lots))
        if member.turnover_cap - value < cheapest_line:
            found.append({"code": "cap-reached", "cap": member.turnover_cap})
        return found + self._obstacles(member)

    def holding(self, lots: list[Lot]) -> set[str]:
        return {held.line for lot in lots for held in lot.allocations}

    def of_member_with_nothing(self, member: Member) -> list[Reason]:
        able = self.lines_of[member.id]
        if not able:
            return self._obstacles(member) or [{"code": "no-offer"}]
        found: list[Reason] = []
        dearer = sum(not self._is_cheapest(member.id, line) for line in able)
        covered = able - self.open
        if covered:
            found.append({"code": "not-needed", "lines": len(covered), "dearer": dearer})
        if able & self.open:
            found.append({"code": "too-small-a-part", "lines": len(able & self.open)})
        return found + self._obstacles(member)

    def _is_cheapest(self, member: str, line: str) -> bool:
        edges = self.edges[line]
        return edges[member].unit_cost == min(edge.unit_cost for edge in edges.values())

    def _obstacles(self, member: Member) -> list[Reason]:
        """What keeps the member from lines of services and areas that it offers."""
        met: defaultdict[Obstacle, list[Line]] = defaultdict(list)
        for line in self.problem.lines:
            found = obstacle(self.problem, member, line)
            if found and found not in (Obstacle.SERVICE, Obstacle.AREA):
                met[found].append(line)
        return [
            reason
            for kind in Obstacle
            if kind in met
            for reason in self._of_obstacle(kind, member, met[kind])
        ]

    def _of_obstacle(self, kind: Obstacle, member: Member, lines: list[Line]) -> list[Reason]:
        if kind is Obstacle.ACCREDITATION:
            lacking: defaultdict[str, int] = defaultdict(int)
            for line in lines:
                for name in line.accreditations - member.accreditations:
                    lacking[name] += 1
            return [
                {"code": "lacks", "demand": name, "lines": count}
                for name, count in sorted(lacking.items())
            ]
        if kind is Obstacle.PRICE:
            return [self._price_reason(member, lines)]
        return [{"code": kind.value.replace("_", "-"), "lines": len(lines)}]

    def _price_reason(self, member: Member, lines: list[Line]) -> Reason:
        """The line that comes nearest to paying the member's cost."""
        nearest = max(lines, key=lambda line: (line.unit_price, line.id))
        offer = member.offer_of(nearest.service)
        kept = HUNDRED_PER_CENT - self.problem.policy.fee_pct
        return {
            "code": "price",
            "lines": len(lines),
            "cost": offer.unit_cost if offer else 0,
            "paid": nearest.unit_price * kept // HUNDRED_PER_CENT,
            "service": nearest.service,
        }
