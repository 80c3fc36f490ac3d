"""A tender's lines and its members' offers as a problem for the matching engine, with words for its ids.

Volumes: a line asks for whole units over its whole period, an offer gives whole units over the same
period and all its areas together; no rate is converted, so both must name the same unit.
Evidence: the engine compares names, so each demand becomes one: the type's code, the least cover
where there is one, and the day on which it must hold, the first of the line's period.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from bids.matching.change import with_declined, without_members
from bids.matching.problem import Line, Member, Offer, Policy, Problem
from bids.models import RequirementLine, Tender
from bids.selectors.lines import all_lines
from bids.selectors.part_answers import GivenUp, given_up
from bids.selectors.supply import MemberSupply, ancestry, supply_of, touching
from bids.services.problem_labels import Demand, area_of, labels_of, price_of, volume_of
from bids.services.services_of_lines import Need, Service, services_of
from consortium.models import ReadinessCriterion

SERVES = "offers line"


@dataclass(frozen=True)
class Asked:
    """A problem with the words for its ids, as both are kept in a plan's request."""

    problem: Problem
    labels: dict[str, Any]


def first_day_of(tender: Tender) -> date:
    """When the work begins; failing that, the day on which bids close; failing that, today."""
    if tender.period_start:
        return tender.period_start
    return (
        timezone.localdate(tender.bids_close_at) if tender.bids_close_at else timezone.localdate()
    )


def build_problem(tender: Tender, policy: Policy) -> Asked:
    """What the engine is asked about a tender whose lines are complete (`rules.can_be_planned`)."""
    lines = all_lines(tender)
    members = supply_of(tender.consortium, first_day_of(tender))
    full = tuple(member for member in members if member.is_full)
    demands = _demands(tender, lines)
    services = services_of(_needs(tender, lines), full)
    near = touching(area_of(line).code for line in lines)
    terms = _Terms(lines, demands, services)
    said = {one.ref: one for one in given_up(tender)}
    problem = Problem(
        name=f"{tender.consortium.slug}-{tender.pk}",
        policy=policy,
        localities={code: near[code] for code in sorted(near)},
        lines=tuple(terms.line(line) for line in lines),
        members=tuple(terms.member(member) for member in full),
    )
    labels = labels_of(lines, members, services, demands, said)
    return Asked(_as_members_said(problem, list(said.values())), labels)


def _as_members_said(problem: Problem, said: Collection[GivenUp]) -> Problem:
    """Without the members that left the bid, and with none on a line that it gave up."""
    gone = frozenset(one.ref for one in said if one.has_withdrawn)
    for one in said:
        declined = one.lines & problem.line_by_id.keys()
        problem = with_declined(problem, one.ref, declined) if declined else problem
    return without_members(problem, gone) if gone else problem


def _needs(tender: Tender, lines: Sequence[RequirementLine]) -> list[Need]:
    reach = ancestry(area_of(line) for line in lines)
    return [
        Need(
            ref=line.ref,
            cpv=line.cpv,
            unit=line.unit,
            areas=reach[area_of(line).code],
            first_day=line.period_start or first_day_of(tender),
            volume=volume_of(line),
        )
        for line in lines
    ]


def _demands(tender: Tender, lines: Iterable[RequirementLine]) -> dict[str, tuple[Demand, ...]]:
    """What each line's holder must have: the line's own demands, and the consortium's of every member."""
    criteria = ReadinessCriterion.objects.filter(consortium=tender.consortium)
    common = [(one.type.code, one.least_cover_pence) for one in criteria.select_related("type")]
    found = {}
    for line in lines:
        day = line.period_start or first_day_of(tender)
        own = [(one.type.code, one.least_cover_pence) for one in line.evidence.all()]
        found[line.ref] = tuple(
            Demand(code, cover, day) for code, cover in dict.fromkeys(own + common)
        )
    return found


class _Terms:
    """Rows in the engine's terms."""

    def __init__(
        self,
        lines: Sequence[RequirementLine],
        demands: Mapping[str, tuple[Demand, ...]],
        services: Sequence[Service],
    ) -> None:
        self.area = {line.ref: area_of(line).code for line in lines}
        self.value = sum(price_of(line) * volume_of(line) for line in lines)
        self.asked = {ref: {one.name for one in wanted} for ref, wanted in demands.items()}
        self.demands = {one for wanted in demands.values() for one in wanted}
        self.services = services
        self.service = {ref: service for service in services for ref in service.lines}
        for service in services:
            for ref in self._restricted(service):
                self.asked[ref].add(_serving(ref))

    def line(self, line: RequirementLine) -> Line:
        return Line(
            id=line.ref,
            service=self.service[line.ref].name,
            locality=self.area[line.ref],
            volume=volume_of(line),
            unit_price=price_of(line),
            accreditations=frozenset(self.asked[line.ref]),
            max_members=line.most_members,
        )

    def member(self, member: MemberSupply) -> Member:
        served = [service for service in self.services if member.ref in service.shares]
        held = {demand.name for demand in self.demands if has(member, demand)}
        for service in served:
            marks = {(ref, _serving(ref)) for ref in service.served[member.ref]}
            held |= {mark for ref, mark in marks if mark in self.asked[ref]}
        cap = self.value if member.turnover_cap is None else member.turnover_cap
        return Member(
            id=member.ref,
            small=member.small,
            income=member.income or 0,
            turnover_cap=cap,
            min_contract=member.least_contract,
            accreditations=frozenset(held),
            offers=tuple(self._offer(service, member.ref) for service in served),
            max_unpaid_days=member.longest_wait,
        )

    def _offer(self, service: Service, member: str) -> Offer:
        share = service.shares[member]
        return Offer(
            service=service.name,
            localities=frozenset(self.area[ref] for ref in service.served[member]),
            capacity=share.capacity,
            unit_cost=share.offer.unit_cost,
            min_lot_pct=share.offer.least_lot_pct,
        )

    def _restricted(self, service: Service) -> set[str]:
        """Lines that a member would seem to serve by service and area, though its offer does not fit."""
        found = set()
        for refs in service.served.values():
            areas = {self.area[ref] for ref in refs}
            found |= {ref for ref in service.lines if ref not in refs and self.area[ref] in areas}
        return found


def has(member: MemberSupply, demand: Demand) -> bool:
    """Whether the member holds what is demanded, on its day, with its cover."""
    return member.holds(demand.code, demand.cover, demand.day)


def _serving(ref: str) -> str:
    return f"{SERVES} {ref}"
