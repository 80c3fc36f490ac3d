"""Who may hold which line, between how many units, and what stands in the way of everybody else."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bids.matching.problem import HUNDRED_PER_CENT, Line, Member, Offer, Problem


class Obstacle(StrEnum):
    """Why a member may not hold a line, in the order in which they are looked for."""

    DECLINED = "declined"
    SERVICE = "service"
    AREA = "area"
    ACCREDITATION = "accreditation"
    PRICE = "price"
    CAPACITY = "capacity"
    TURNOVER = "turnover"
    LEAST_LOT = "least_lot"


@dataclass(frozen=True, slots=True)
class Edge:
    """A line that a member may hold: nothing, or `least` to `most` units at `unit_cost` pence."""

    member: str
    line: str
    least: int
    most: int
    unit_cost: int


def obstacle(problem: Problem, member: Member, line: Line) -> Obstacle | None:
    """What keeps the member from holding any of the line; None where it may."""
    offer = member.offer_of(line.service)
    if offer is None:
        return Obstacle.SERVICE
    return offer_obstacle(problem, member, offer, line)


def offer_obstacle(problem: Problem, member: Member, offer: Offer, line: Line) -> Obstacle | None:
    """What keeps the member from holding any of the line by this offer of the line's service."""
    if line.id in member.declined:
        return Obstacle.DECLINED
    if line.locality not in offer.localities:
        return Obstacle.AREA
    if not line.accreditations <= member.accreditations:
        return Obstacle.ACCREDITATION
    if not price_suffices(problem, offer, line):
        return Obstacle.PRICE
    least = least_units(offer, line)
    if offer.capacity < least:
        return Obstacle.CAPACITY
    if member.turnover_cap // line.unit_price < least:
        return Obstacle.TURNOVER
    return Obstacle.LEAST_LOT if line.volume < least else None


def price_suffices(problem: Problem, offer: Offer, line: Line) -> bool:
    """Whether the line's price less the management fee pays the member's cost."""
    kept = HUNDRED_PER_CENT - problem.policy.fee_pct
    return offer.unit_cost * HUNDRED_PER_CENT <= line.unit_price * kept


def least_units(offer: Offer, line: Line) -> int:
    """The fewest units of the line that are worth the member's while."""
    share = -(-offer.capacity * offer.min_lot_pct // HUNDRED_PER_CENT)
    return max(1, min(line.volume, share))


def most_units(member: Member, offer: Offer, line: Line) -> int:
    """The most units of the line that the member could ever hold."""
    return min(offer.capacity, line.volume, member.turnover_cap // line.unit_price)


def eligible_edges(problem: Problem) -> Iterator[Edge]:
    """Every line that some member may hold, by member and then line, each in the order of their ids."""
    by_place: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in problem.lines:
        by_place[line.service, line.locality].append(line)
    for member in sorted(problem.members, key=lambda member: member.id):
        found = [
            Edge(
                member.id,
                line.id,
                least_units(offer, line),
                most_units(member, offer, line),
                offer.unit_cost,
            )
            for offer in member.offers
            for locality in offer.localities
            for line in by_place.get((offer.service, locality), ())
            if offer_obstacle(problem, member, offer, line) is None
        ]
        yield from sorted(found, key=lambda edge: edge.line)
