"""How long each member of a plan waits for its money, beside how long it can."""

from dataclasses import dataclass

from bids.matching.plan import Plan


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from the work to the money by the contract's terms, and the most that the member can bear.

    `unpaid` is what the member will have spent by then, in pence: its cost of delivery, spread evenly
    over `term_days` of the contract, for as long as it waits.
    """

    member: str
    days: int
    bearable: int | None
    unpaid: int

    @property
    def too_long(self) -> bool:
        return self.bearable is not None and self.days > self.bearable


def longest_waits(plan: Plan, term_days: int = 365) -> tuple[Wait, ...]:
    """The wait of every member that holds something, in the order of id; none without payment terms."""
    days = plan.problem.policy.payment_days
    if days is None:
        return ()
    cost: dict[str, int] = {}
    for held in plan.allocations:
        member = plan.problem.member_by_id[held.member]
        offer = member.offer_of(plan.problem.line_by_id[held.line].service)
        cost[held.member] = cost.get(held.member, 0) + held.volume * (
            offer.unit_cost if offer else 0
        )
    return tuple(
        Wait(
            member,
            days,
            plan.problem.member_by_id[member].max_unpaid_days,
            -(-pence * min(days, term_days) // term_days),
        )
        for member, pence in sorted(cost.items())
    )
