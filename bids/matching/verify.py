"""Check a plan and a certificate in whole numbers, with nothing in common with the solver.

Everything here is worked out again from the problem: who may hold what, each limit, the objective,
what the certificate's lines prove. A plan that passes keeps every rule of split-problem/1.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bids.matching.plan import Allocation, Certificate, Plan
from bids.matching.problem import Contiguity, Line, Member, Problem


def verify_plan(problem: Problem, plan: Plan) -> list[str]:
    """Every rule that the plan breaks, one sentence each; none for a sound plan."""
    broken = list(verify_allocations(problem, plan.allocations))
    if broken:
        return broken
    left = uncovered_units(problem, plan.allocations)
    if left != {short.line: short.volume for short in plan.shortages}:
        broken.append("the stated shortages are not what the allocations leave open")
    objective = plan_objective(problem, plan.allocations)
    if objective != plan.objective:
        broken.append(f"the stated objective is {plan.objective}, the plan's is {objective}")
    if plan.bound > objective:
        broken.append(f"the stated bound {plan.bound} is above the objective {objective}")
    return broken + (verify_certificate(problem, plan.certificate) if plan.certificate else [])


def verify_allocations(problem: Problem, allocations: Sequence[Allocation]) -> Iterator[str]:
    """Each rule that the allocations break, one sentence each."""
    pairs = Counter((held.member, held.line) for held in allocations)
    yield from (f"{member} on {line}: listed twice" for (member, line), n in pairs.items() if n > 1)
    known = [
        held
        for held in allocations
        if held.member in problem.member_by_id and held.line in problem.line_by_id
    ]
    if len(known) < len(allocations):
        yield "a member or a line is not of this problem"
    yield from _broken_pairs(problem, known)
    yield from _broken_lines(problem, known)
    yield from _broken_members(problem, known)
    yield from _rivals(problem, known)
    if problem.policy.contiguity is Contiguity.HARD:
        yield from _scattered(problem, known)


def uncovered_units(problem: Problem, allocations: Sequence[Allocation]) -> dict[str, int]:
    """Units by line that nobody holds, without the lines that are covered."""
    left = {line.id: line.volume for line in problem.lines}
    for held in allocations:
        left[held.line] -= held.volume
    return {line: units for line, units in left.items() if units}


def plan_objective(problem: Problem, allocations: Sequence[Allocation]) -> int:
    """The objective of split-problem/1 for these allocations, in pence."""
    policy = problem.policy
    cost = sum(held.volume * _terms(problem, held)[2] for held in allocations)
    active = {held.member for held in allocations}
    prices = {line.id: line.unit_price for line in problem.lines}
    open_value = sum(
        units * prices[line] for line, units in uncovered_units(problem, allocations).items()
    )
    total = sum(line.volume * line.unit_price for line in problem.lines)
    small = sum(
        held.volume * prices[held.line]
        for held in allocations
        if problem.member_by_id[held.member].small
    )
    return (
        cost
        + policy.line_cost * len(allocations)
        + policy.member_cost * len(active)
        + policy.shortage_weight * open_value
        + max(0, policy.small_floor_bp * total // 10_000 - small)
    )


def verify_certificate(problem: Problem, certificate: Certificate) -> list[str]:
    """What the certificate states and does not prove; nothing for a sound one."""
    named = set(certificate.lines)
    if len(named) < len(certificate.lines) or not named <= set(problem.line_by_id):
        return ["the certificate names a line that is unknown, or one line twice"]
    demand = sum(problem.line_by_id[line].value for line in named)
    supply = _most_supply(problem, named)
    broken = []
    if certificate.demand != demand:
        broken.append(f"the certificate's lines are worth {demand}, not {certificate.demand}")
    if certificate.supply != supply:
        broken.append(f"members can supply {supply} to them, not {certificate.supply}")
    if certificate.shortfall != certificate.demand - certificate.supply:
        broken.append("the certificate's shortfall is not its demand less its supply")
    if certificate.shortfall <= 0:
        broken.append("the certificate proves no shortfall")
    return broken


def _terms(problem: Problem, held: Allocation) -> tuple[int, int, int]:
    """Least and most units and unit cost of the pair; (1, 0, 0), which nothing fits, if it may not be."""
    member, line = problem.member_by_id[held.member], problem.line_by_id[held.line]
    return _pair_terms(problem, member, line)


def _pair_terms(problem: Problem, member: Member, line: Line) -> tuple[int, int, int]:
    for offer in member.offers:
        if offer.service != line.service or line.locality not in offer.localities:
            continue
        if line.id in member.declined or line.accreditations - member.accreditations:
            continue
        if 100 * offer.unit_cost > (100 - problem.policy.fee_pct) * line.unit_price:
            continue
        share, part = divmod(offer.capacity * offer.min_lot_pct, 100)
        least = min(line.volume, max(1, share + (part > 0)))
        most = min(offer.capacity, line.volume, member.turnover_cap // line.unit_price)
        if least <= most:
            return least, most, offer.unit_cost
    return 1, 0, 0


def _broken_pairs(problem: Problem, allocations: Sequence[Allocation]) -> Iterator[str]:
    for held in allocations:
        least, most, _ = _terms(problem, held)
        if least > most:
            yield f"{held.member} on {held.line}: may not hold this line"
        elif not least <= held.volume <= most or held.volume < 1:
            yield f"{held.member} on {held.line}: {held.volume} units, not {least} to {most}"


def _broken_lines(problem: Problem, allocations: Sequence[Allocation]) -> Iterator[str]:
    units: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    for held in allocations:
        units[held.line] += held.volume
        holders[held.line] += 1
    for line in problem.lines:
        if units[line.id] > line.volume:
            yield f"{line.id}: {units[line.id]} units held, {line.volume} asked"
        if holders[line.id] > line.max_members:
            yield f"{line.id}: {holders[line.id]} members, {line.max_members} allowed"


def _broken_members(problem: Problem, allocations: Sequence[Allocation]) -> Iterator[str]:
    value: Counter[str] = Counter()
    units: Counter[tuple[str, str]] = Counter()
    for held in allocations:
        line = problem.line_by_id[held.line]
        value[held.member] += held.volume * line.unit_price
        units[held.member, line.service] += held.volume
    for member_id, pence in value.items():
        member = problem.member_by_id[member_id]
        if pence > member.turnover_cap:
            yield f"{member_id}: {pence} pence, over its turnover cap of {member.turnover_cap}"
        if pence < member.min_contract:
            yield f"{member_id}: {pence} pence, under its least contract of {member.min_contract}"
        for offer in member.offers:
            if units[member_id, offer.service] > offer.capacity:
                yield f"{member_id}: over its capacity of {offer.capacity} in {offer.service}"


def _rivals(problem: Problem, allocations: Sequence[Allocation]) -> Iterator[str]:
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for held in allocations:
        holders[held.line].add(held.member)
    for line, members in holders.items():
        for member in sorted(members):
            if rivals := problem.member_by_id[member].conflicts & members:
                yield f"{line}: {member} may not share it with {min(rivals)}"


def _scattered(problem: Problem, allocations: Sequence[Allocation]) -> Iterator[str]:
    areas: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for held in allocations:
        line = problem.line_by_id[held.line]
        areas[held.member, line.service].add(line.locality)
    for (member, service), places in areas.items():
        reached = {next(iter(places))}
        for _ in places:
            near = {area for place in reached for area in problem.localities[place]}
            reached |= near & places
        if reached != places:
            yield f"{member}: its areas of {service} do not hang together"


def _most_supply(problem: Problem, named: set[str]) -> int:
    """The most value that all members together could ever put into the named lines."""
    reach: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
    for line_id in named:
        line = problem.line_by_id[line_id]
        reach[line.service, line.locality].append(line)
    return sum(_member_supply(problem, member, reach) for member in problem.members)


def _member_supply(
    problem: Problem, member: Member, reach: Mapping[tuple[str, str], list[Line]]
) -> int:
    """The dearest units first, up to the member's capacity in each service and its turnover cap."""
    supply = 0
    for offer in member.offers:
        left = offer.capacity
        options = []
        for locality in offer.localities:
            for line in reach.get((offer.service, locality), ()):
                least, most, _ = _pair_terms(problem, member, line)
                if least <= most:
                    options.append((line.unit_price, most))
        for price, most in sorted(options, reverse=True):
            taken = min(left, most)
            supply += taken * price
            left -= taken
    return min(supply, member.turnover_cap)
