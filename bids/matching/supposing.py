"""A problem in which one repair of a shortfall has been made, to see what it would bring."""

from collections.abc import Callable
from dataclasses import replace

from bids.matching.problem import HUNDRED_PER_CENT, Line, Member, Offer, Problem
from bids.matching.repairs import Repair, RepairKind

NEWCOMER = "somebody-new"


def with_repair(problem: Problem, repair: Repair) -> Problem:
    """The problem as it would be after that one change; everything else stays.

    A newcomer (`NEWCOMER`) offers the units that are missing of its line at the most that the price,
    less the fee, pays; it is not small, for nobody knows it.
    """
    return CHANGES[repair.kind](problem, repair)


def _raise_capacity(problem: Problem, repair: Repair) -> Problem:
    def raised(member: Member) -> Member:
        offers = (
            replace(offer, capacity=offer.capacity + (repair.units or 0))
            if offer.service == repair.service
            else offer
            for offer in member.offers
        )
        return replace(member, offers=tuple(offers))

    return _with_member(problem, repair, raised)


def _raise_cap(problem: Problem, repair: Repair) -> Problem:
    return _with_member(
        problem,
        repair,
        lambda member: replace(member, turnover_cap=member.turnover_cap + repair.amount),
    )


def _accredit(problem: Problem, repair: Repair) -> Problem:
    needed = _line(problem, repair).accreditations
    return _with_member(
        problem,
        repair,
        lambda member: replace(member, accreditations=member.accreditations | needed),
    )


def _recruit(problem: Problem, repair: Repair) -> Problem:
    line = _line(problem, repair)
    paid = line.unit_price * (HUNDRED_PER_CENT - problem.policy.fee_pct) // HUNDRED_PER_CENT
    offer = Offer(line.service, frozenset({line.locality}), repair.units or 0, paid, 0)
    newcomer = Member(
        id=NEWCOMER,
        small=False,
        income=0,
        turnover_cap=line.value,
        min_contract=0,
        accreditations=line.accreditations,
        offers=(offer,),
    )
    return replace(problem, members=(*problem.members, newcomer))


def _with_member(problem: Problem, repair: Repair, change: Callable[[Member], Member]) -> Problem:
    members = (change(one) if one.id == repair.member else one for one in problem.members)
    return replace(problem, members=tuple(members))


def _line(problem: Problem, repair: Repair) -> Line:
    if repair.line is None:
        raise ValueError(f"a repair of the kind {repair.kind} names its line")
    return problem.line_by_id[repair.line]


CHANGES: dict[RepairKind, Callable[[Problem, Repair], Problem]] = {
    RepairKind.CAPACITY: _raise_capacity,
    RepairKind.TURNOVER: _raise_cap,
    RepairKind.ACCREDITATION: _accredit,
    RepairKind.RECRUIT: _recruit,
}
