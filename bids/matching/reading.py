"""Read split-problem/1: strict about everything, and every refusal names its place."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bids.matching.document_reader import Node, ProblemError, read_document, shared
from bids.matching.problem import (
    BASIS_POINTS,
    HUNDRED_PER_CENT,
    Contiguity,
    Line,
    Member,
    Offer,
    Policy,
    Problem,
)

FORMAT = "split-problem/1"
LONGEST_LIST = 1_000_000
LARGEST_MONEY = 10**15
LARGEST_VOLUME = 10**12
LARGEST_WEIGHT = 10**6
LONGEST_WAIT = 10_000

T = TypeVar("T")

__all__ = ["ProblemError", "problem_from_document", "read_problem"]


def read_problem(content: str | bytes) -> Problem:
    """The problem that a split-problem/1 text holds.

    Raises `ProblemError`, whose text is one line that names the place, for anything else.
    """
    return problem_from_document(read_document(content))


def problem_from_document(root: Node) -> Problem:
    """The problem in a document that is already parsed; see `read_problem`."""
    if not isinstance(root.value, dict):
        raise root.error("is not an object")
    stated = root.key("format")
    if stated.value != FORMAT:
        raise stated.error(f'{stated.shown} is not "{FORMAT}"')
    currency = root.optional("currency")
    if currency is not None and currency.value != "GBP":
        raise currency.error(f'{currency.shown} is not "GBP"')
    name = root.optional("name")
    localities = read_localities(root.key("localities"))
    lines = unique(root.key("lines"), lambda node: read_line(node, localities))
    check_total(root.key("lines"), lines)
    members = unique(root.key("members"), lambda node: read_member(node, localities))
    check_known(root.key("members"), members, {line.id for line in lines})
    return Problem(
        name=name.text() if name is not None else "",
        policy=read_policy(root.key("policy")),
        localities=localities,
        lines=lines,
        members=members,
    )


def read_policy(node: Node) -> Policy:
    terms: dict[str, Any] = {
        "fee_pct": node.key("fee_pct").whole("whole percent", HUNDRED_PER_CENT),
        "line_cost": node.key("line_cost").whole("whole number of pence", LARGEST_MONEY),
        "member_cost": node.key("member_cost").whole("whole number of pence", LARGEST_MONEY),
        "shortage_weight": node.key("shortage_weight").whole("whole number", LARGEST_WEIGHT),
        "small_floor_bp": node.key("small_floor_bp").whole(
            "whole number of 1/10,000", BASIS_POINTS
        ),
    }
    for key, unit, most in (
        ("least_fill_bp", "whole number of 1/10,000", BASIS_POINTS),
        ("fill_weight_pct", "whole percent", BASIS_POINTS),
        ("reserve_pct", "whole percent", HUNDRED_PER_CENT),
        ("payment_days", "whole number of days", LONGEST_WAIT),
    ):
        if (term := node.optional(key)) is not None:
            terms[key] = term.whole(unit, most)
    if (wish := node.optional("contiguity")) is not None:
        terms["contiguity"] = Contiguity(wish.one_of([choice.value for choice in Contiguity]))
    return Policy(**terms)


def read_localities(node: Node) -> Mapping[str, frozenset[str]]:
    """Neighbours by locality. If either of two areas names the other, each is a neighbour of the other."""
    near: dict[str, set[str]] = {node.checked_text(name): set() for name in node.mapping()}
    for name in near:
        listed = node.key(name)
        for place in listed.texts_at():
            neighbour = place.known(near, "a locality")
            near[name].add(neighbour)
            near[neighbour].add(name)
    return {name: frozenset(others - {name}) for name, others in near.items()}


def read_line(node: Node, localities: Mapping[str, frozenset[str]]) -> Line:
    return Line(
        id=node.key("id").text(),
        service=node.key("service").text(),
        locality=node.key("locality").known(localities, "a locality"),
        volume=node.key("volume").whole("whole number of units", LARGEST_VOLUME),
        unit_price=node.key("unit_price").whole("whole number of pence", LARGEST_MONEY, least=1),
        accreditations=node.key("accreditations").texts(),
        max_members=node.key("max_members").whole("whole number of members", LARGEST_VOLUME),
    )


def read_member(node: Node, localities: Mapping[str, frozenset[str]]) -> Member:
    conflicts, declined = node.optional("conflicts"), node.optional("declined")
    wait = node.optional("max_unpaid_days")
    return Member(
        id=node.key("id").text(),
        small=node.key("small").truth(),
        income=node.key("income").whole("whole number of pence", LARGEST_MONEY),
        turnover_cap=node.key("turnover_cap").whole("whole number of pence", LARGEST_MONEY),
        min_contract=node.key("min_contract").whole("whole number of pence", LARGEST_MONEY),
        accreditations=node.key("accreditations").texts(),
        offers=unique(
            node.key("offers"), lambda offer: read_offer(offer, localities), by="service"
        ),
        conflicts=conflicts.texts() if conflicts is not None else frozenset(),
        declined=declined.texts() if declined is not None else frozenset(),
        max_unpaid_days=wait.whole("whole number of days", LONGEST_WAIT)
        if wait is not None
        else None,
    )


def read_offer(node: Node, localities: Mapping[str, frozenset[str]]) -> Offer:
    return Offer(
        service=node.key("service").text(),
        localities=shared(
            frozenset(
                place.known(localities, "a locality") for place in node.key("localities").texts_at()
            )
        ),
        capacity=node.key("capacity").whole("whole number of units", LARGEST_VOLUME),
        unit_cost=node.key("unit_cost").whole("whole number of pence", LARGEST_MONEY),
        min_lot_pct=node.key("min_lot_pct").whole("whole percent", HUNDRED_PER_CENT),
    )


def unique(node: Node, read: Callable[[Node], T], by: str = "id") -> tuple[T, ...]:
    """Read every item of a list, no two of which may have the same `by`."""
    found: dict[str, T] = {}
    for item in node.items(LONGEST_LIST):
        thing = read(item)
        name = item.key(by)
        if name.text() in found:
            raise name.error(f"{name.shown} is listed twice")
        found[name.text()] = thing
    return tuple(found.values())


def check_total(node: Node, lines: tuple[Line, ...]) -> None:
    """Sums of money must stay exact wherever they are added up."""
    total = 0
    for index, line in enumerate(lines):
        total += line.value
        if total > LARGEST_MONEY:
            raise node.item(index).error("brings the tender's value over £10,000,000,000,000")


def check_known(node: Node, members: tuple[Member, ...], lines: set[str]) -> None:
    """Members may only name members of this problem, and its lines."""
    known = {member.id for member in members}
    for index, member in enumerate(members):
        strangers = member.conflicts - known | member.conflicts & {member.id}
        for key, unknown, what in (
            ("conflicts", strangers, "another member"),
            ("declined", member.declined - lines, "a line"),
        ):
            if unknown:
                place = node.item(index).key(key)
                raise place.error(f'"{min(unknown)}" is not {what} of this problem')
