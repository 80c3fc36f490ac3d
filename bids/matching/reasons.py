"""Why every member got the part it got, and every line its holders, in plain sentences.

A reason is data (a code and its parameters) with an English sentence made from it, so that a page
can say it in another language. Each states facts of the problem and the plan that anybody can check;
none guesses at what the search was thinking.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bids.matching.eligibility import Obstacle, eligible_edges, obstacle
from bids.matching.plan import Plan
from bids.matching.problem import Member, Problem
from bids.matching.solving.arrays import arrays_of


class MemberReason(StrEnum):
    """What ended a member's part."""

    TURNOVER_FULL = "turnover_full"
    CAPACITY_FULL = "capacity_full"
    LINES_FULL = "lines_full"
    ENOUGH = "enough"
    NO_OFFER = "no_offer"
    NOT_ELIGIBLE = "not_eligible"
    LEAST_CONTRACT = "least_contract"
    OTHERS_CHOSEN = "others_chosen"


class LineReason(StrEnum):
    """How a line came to be covered, or not."""

    COVERED = "covered"
    NOBODY = "nobody"
    ALL_FULL = "all_full"
    PLACES = "places"
    TOO_SMALL = "too_small"
    DEARER = "dearer"


Parameters = Mapping[str, int | str | Mapping[str, int]]

SENTENCES: Mapping[str, str] = {
    MemberReason.TURNOVER_FULL: (
        "It holds {awarded} and could hold no unit more within its turnover cap of {cap}."
    ),
    MemberReason.CAPACITY_FULL: "It holds {awarded}: all it offered of {services}.",
    MemberReason.LINES_FULL: "It holds {awarded}: the whole of every line that it may hold.",
    MemberReason.ENOUGH: (
        "It holds {awarded} of the {usable} it could hold; others hold the rest of its lines in the "
        "best plan found."
    ),
    MemberReason.NO_OFFER: "It offers none of the services that this tender asks for.",
    MemberReason.NOT_ELIGIBLE: "It may hold none of the lines of its services ({lines}): {obstacles}.",
    MemberReason.LEAST_CONTRACT: (
        "The lines it may hold come to {usable} for it, less than its least contract of {least}."
    ),
    MemberReason.OTHERS_CHOSEN: (
        "Lines that it may hold: {lines}. Others hold them in the best plan found."
    ),
    LineReason.COVERED: (
        "All {units} units are held, by {holders} of the {eligible} members that may hold it."
    ),
    LineReason.NOBODY: "No member may hold it: {obstacles}.",
    LineReason.ALL_FULL: (
        "{short} units are open: each of the {eligible} members that may hold it has reached its "
        "capacity or turnover cap."
    ),
    LineReason.PLACES: "{short} units are open: it has all the {places} members that it allows.",
    LineReason.TOO_SMALL: (
        "{short} units are open: fewer than the least lot of every member with room that does not hold it."
    ),
    LineReason.DEARER: (
        "{short} units are open: covering them would cost the whole plan more than it weighs a shortage."
    ),
}

OBSTACLES: Mapping[Obstacle, str] = {
    Obstacle.DECLINED: "{n} declined",
    Obstacle.SERVICE: "{n} for the service",
    Obstacle.AREA: "{n} for the area",
    Obstacle.ACCREDITATION: "{n} for an accreditation",
    Obstacle.PRICE: "{n} for the price less the fee",
    Obstacle.CAPACITY: "{n} for too little capacity",
    Obstacle.TURNOVER: "{n} for the turnover cap",
    Obstacle.LEAST_LOT: "{n} for the least lot",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, about one member or line. Money among the parameters is in pence, under the keys that
    the sentence shows as pounds; `obstacles` is a mapping of Obstacle to a count."""

    subject: str
    code: MemberReason | LineReason
    parameters: Parameters

    @property
    def text(self) -> str:
        """The reason in one plain English sentence."""
        shown = {key: _shown(key, value) for key, value in self.parameters.items()}
        return SENTENCES[self.code].format(**shown)


MONEY = frozenset({"awarded", "cap", "usable", "least"})


def _shown(key: str, value: int | str | Mapping[str, int]) -> str:
    if isinstance(value, Mapping):
        parts = [OBSTACLES[Obstacle(name)].format(n=n) for name, n in value.items()]
        return ", ".join(parts)
    if key in MONEY and isinstance(value, int):
        return f"£{value / 100:,.2f}".removesuffix(".00")
    return f"{value:,}" if isinstance(value, int) else value


def reasons_of(plan: Plan) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """One reason for each member and one for each line, each in the order of id."""
    facts = _Facts(plan)
    members, lines = plan.problem.member_by_id, plan.problem.line_by_id
    return (
        tuple(facts.of_member(members[member]) for member in sorted(members)),
        tuple(facts.of_line(line) for line in sorted(lines)),
    )


class _Facts:
    """Sums of a plan that reasons are told from."""

    def __init__(self, plan: Plan) -> None:
        self.problem: Problem = plan.problem
        self.held = {(one.member, one.line): one.volume for one in plan.allocations}
        self.short = {one.line: one.volume for one in plan.shortages}
        self.value: Counter[str] = Counter()
        self.used: Counter[tuple[str, str]] = Counter()
        self.holders: Counter[str] = Counter()
        for one in plan.allocations:
            line = plan.problem.line_by_id[one.line]
            self.value[one.member] += one.volume * line.unit_price
            self.used[one.member, line.service] += one.volume
            self.holders[one.line] += 1
        self.edges = {(edge.member, edge.line): edge for edge in eligible_edges(plan.problem)}
        self.lines_of: defaultdict[str, list[str]] = defaultdict(list)
        self.members_of: defaultdict[str, list[str]] = defaultdict(list)
        for member, line_id in self.edges:
            self.lines_of[member].append(line_id)
            self.members_of[line_id].append(member)
        arrays = arrays_of(plan.problem)
        self.usable = dict(zip(arrays.member_ids, arrays.usable_offers.tolist(), strict=True))

    def room(self, member_id: str, line_id: str) -> int:
        """Units of a line that a member could take on top of what it holds, all limits but the line's."""
        member, line = self.problem.member_by_id[member_id], self.problem.line_by_id[line_id]
        offer = member.offer_of(line.service)
        capacity = offer.capacity - self.used[member_id, line.service] if offer else 0
        money = (member.turnover_cap - self.value[member_id]) // line.unit_price
        edge = self.edges[member_id, line_id]
        return min(capacity, money, edge.most - self.held.get((member_id, line_id), 0))

    def of_member(self, member: Member) -> Reason:
        lines = self.lines_of[member.id]
        if not lines:
            return self._ineligible(member)
        awarded, usable = self.value[member.id], self.usable.get(member.id, 0)
        if not awarded and not usable:
            return self._below_least(member, lines)
        if not awarded:
            return Reason(member.id, MemberReason.OTHERS_CHOSEN, {"lines": len(lines)})
        return self._holding(member, lines, awarded, usable)

    def _ineligible(self, member: Member) -> Reason:
        offered = {offer.service for offer in member.offers}
        asked = [line for line in self.problem.lines if line.service in offered]
        if not asked:
            return Reason(member.id, MemberReason.NO_OFFER, {})
        counts = Counter(str(obstacle(self.problem, member, line)) for line in asked)
        found: Parameters = {"lines": len(asked), "obstacles": dict(sorted(counts.items()))}
        return Reason(member.id, MemberReason.NOT_ELIGIBLE, found)

    def _below_least(self, member: Member, lines: list[str]) -> Reason:
        """A member whose lines, taken each to the most it could hold, miss its least contract."""
        prices = {line: self.problem.line_by_id[line].unit_price for line in lines}
        reach = sum(self.edges[member.id, line].most * prices[line] for line in lines)
        if reach >= member.min_contract:
            return Reason(member.id, MemberReason.OTHERS_CHOSEN, {"lines": len(lines)})
        facts = {"usable": reach, "least": member.min_contract}
        return Reason(member.id, MemberReason.LEAST_CONTRACT, facts)

    def _holding(self, member: Member, lines: list[str], awarded: int, usable: int) -> Reason:
        dearest_left = member.turnover_cap - awarded
        if all(self.problem.line_by_id[line].unit_price > dearest_left for line in lines):
            facts: Parameters = {"awarded": awarded, "cap": member.turnover_cap}
            return Reason(member.id, MemberReason.TURNOVER_FULL, facts)
        services = sorted({self.problem.line_by_id[line].service for line in lines})
        offers = {offer.service: offer.capacity for offer in member.offers}
        if all(self.used[member.id, service] == offers[service] for service in services):
            facts = {"awarded": awarded, "services": ", ".join(services)}
            return Reason(member.id, MemberReason.CAPACITY_FULL, facts)
        volumes = {line: self.problem.line_by_id[line].volume for line in lines}
        if all(self.held.get((member.id, line)) == volumes[line] for line in lines):
            return Reason(member.id, MemberReason.LINES_FULL, {"awarded": awarded})
        return Reason(member.id, MemberReason.ENOUGH, {"awarded": awarded, "usable": usable})

    def of_line(self, line_id: str) -> Reason:
        line, eligible = self.problem.line_by_id[line_id], self.members_of[line_id]
        short = self.short.get(line_id, 0)
        if not short:
            facts = {
                "units": line.volume,
                "holders": self.holders[line_id],
                "eligible": len(eligible),
            }
            return Reason(line_id, LineReason.COVERED, facts)
        if not eligible:
            counts = Counter(
                str(obstacle(self.problem, member, line)) for member in self.problem.members
            )
            return Reason(line_id, LineReason.NOBODY, {"obstacles": dict(sorted(counts.items()))})
        facts = {"short": short, "eligible": len(eligible), "places": line.max_members}
        return Reason(line_id, self._open_because(line_id, short), facts)

    def _open_because(self, line_id: str, short: int) -> LineReason:
        eligible = self.members_of[line_id]
        with_room = [member for member in eligible if self.room(member, line_id) > 0]
        if not with_room:
            return LineReason.ALL_FULL
        if all((member, line_id) not in self.held for member in with_room):
            if self.holders[line_id] >= self.problem.line_by_id[line_id].max_members:
                return LineReason.PLACES
            if all(self.edges[member, line_id].least > short for member in with_room):
                return LineReason.TOO_SMALL
        return LineReason.DEARER
