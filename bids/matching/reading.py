"""Read split-problem/1: strict about everything, and every refusal names its place."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bids.matching.document_reader import (
    LISTED_TWICE,
    Node,
    ProblemError,
    read_document,
    shared,
)
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
from consortium.faults import gettext_noop

FORMAT = "split-problem/1"
LONGEST_LIST = 1_000_000
LARGEST_MONEY = 10**15
LARGEST_VOLUME = 10**12
LARGEST_WEIGHT = 10**6
LONGEST_WAIT = 10_000
WHOLE = gettext_noop("%(shown)s is not a whole number")
PERCENT = gettext_noop("%(shown)s is not a whole percent")
SHARE = gettext_noop("%(shown)s is not a whole number of 1/10,000")
PENCE = gettext_noop("%(shown)s is not a whole number of pence")
UNITS = gettext_noop("%(shown)s is not a whole number of units")
PEOPLE = gettext_noop("%(shown)s is not a whole number of members")
DAYS = gettext_noop("%(shown)s is not a whole number of days")
NOT_THAT = gettext_noop('%(shown)s is not "%(only)s"')
NO_MEMBER = gettext_noop('"%(name)s" is not another member of this problem')
NO_LINE = gettext_noop('"%(name)s" is not a line of this problem')
LOCALITY = gettext_noop("%(shown)s is not a locality of this problem")

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
        raise root.error(gettext_noop("is not an object"))
    stated = root.key("format")
    if stated.value != FORMAT:
        raise stated.error(NOT_THAT, only=FORMAT)
    currency = root.optional("currency")
    if currency is not None and currency.value != "GBP":
        raise currency.error(NOT_THAT, only="GBP")
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
        "fee_pct": node.key("fee_pct").whole(PERCENT, HUNDRED_PER_CENT),
        "line_cost": node.key("line_cost").whole(PENCE, LARGEST_MONEY),
        "member_cost": node.key("member_cost").whole(PENCE, LARGEST_MONEY),
        "shortage_weight": node.key("shortage_weight").whole(WHOLE, LARGEST_WEIGHT),
        "small_floor_bp": node.key("small_floor_bp").whole(SHARE, BASIS_POINTS),
    }
    for key, wanted, most in (
        ("least_fill_bp", SHARE, BASIS_POINTS),
        ("fill_weight_pct", PERCENT, BASIS_POINTS),
        ("reserve_pct", PERCENT, HUNDRED_PER_CENT),
        ("payment_days", DAYS, LONGEST_WAIT),
    ):
        if (term := node.optional(key)) is not None:
            terms[key] = term.whole(wanted, most)
    if (wish := node.optional("contiguity")) is not None:
        terms["contiguity"] = Contiguity(wish.one_of([choice.value for choice in Contiguity]))
    return Policy(**terms)


def read_localities(node: Node) -> Mapping[str, frozenset[str]]:
    """Neighbours by locality. If either of two areas names the other, each is a neighbour of the other."""
    near: dict[str, set[str]] = {node.checked_text(name): set() for name in node.mapping()}
    for name in near:
        listed = node.key(name)
        for place in listed.texts_at():
            neighbour = place.known(near, LOCALITY)
            near[name].add(neighbour)
            near[neighbour].add(name)
    return {name: frozenset(others - {name}) for name, others in near.items()}


def read_line(node: Node, localities: Mapping[str, frozenset[str]]) -> Line:
    return Line(
        id=node.key("id").text(),
        service=node.key("service").text(),
        locality=node.key("locality").known(localities, LOCALITY),
        volume=node.key("volume").whole(UNITS, LARGEST_VOLUME),
        unit_price=node.key("unit_price").whole(PENCE, LARGEST_MONEY, least=1),
        accreditations=node.key("accreditations").texts(),
        max_members=node.key("max_members").whole(PEOPLE, LARGEST_VOLUME),
    )


def read_member(node: Node, localities: Mapping[str, frozenset[str]]) -> Member:
    conflicts, declined = node.optional("conflicts"), node.optional("declined")
    wait = node.optional("max_unpaid_days")
    return Member(
        id=node.key("id").text(),
        small=node.key("small").truth(),
        income=node.key("income").whole(PENCE, LARGEST_MONEY),
        turnover_cap=node.key("turnover_cap").whole(PENCE, LARGEST_MONEY),
        min_contract=node.key("min_contract").whole(PENCE, LARGEST_MONEY),
        accreditations=node.key("accreditations").texts(),
        offers=unique(
            node.key("offers"), lambda offer: read_offer(offer, localities), by="service"
        ),
        conflicts=conflicts.texts() if conflicts is not None else frozenset(),
        declined=declined.texts() if declined is not None else frozenset(),
        max_unpaid_days=wait.whole(DAYS, LONGEST_WAIT) if wait is not None else None,
    )


def read_offer(node: Node, localities: Mapping[str, frozenset[str]]) -> Offer:
    return Offer(
        service=node.key("service").text(),
        localities=shared(
            frozenset(
                place.known(localities, LOCALITY) for place in node.key("localities").texts_at()
            )
        ),
        capacity=node.key("capacity").whole(UNITS, LARGEST_VOLUME),
        unit_cost=node.key("unit_cost").whole(PENCE, LARGEST_MONEY),
        min_lot_pct=node.key("min_lot_pct").whole(PERCENT, HUNDRED_PER_CENT),
    )


def unique(node: Node, read: Callable[[Node], T], by: str = "id") -> tuple[T, ...]:
    """Read every item of a list, no two of which may have the same `by`."""
    found: dict[str, T] = {}
    for item in node.items(LONGEST_LIST):
        thing = read(item)
        name = item.key(by)
        if name.text() in found:
            raise name.error(LISTED_TWICE)
        found[name.text()] = thing
    return tuple(found.values())


def check_total(node: Node, lines: tuple[Line, ...]) -> None:
    """Sums of money must stay exact wherever they are added up."""
    total = 0
    for index, line in enumerate(lines):
        total += line.value
        if total > LARGEST_MONEY:
            sentence = gettext_noop("brings the tender's value over £10,000,000,000,000")
            raise node.item(index).error(sentence)


def check_known(node: Node, members: tuple[Member, ...], lines: set[str]) -> None:
    """Members may only name members of this problem, and its lines."""
    known = {member.id for member in members}
    for index, member in enumerate(members):
        strangers = member.conflicts - known | member.conflicts & {member.id}
        for key, unknown, sentence in (
            ("conflicts", strangers, NO_MEMBER),
            ("declined", member.declined - lines, NO_LINE),
        ):
            if unknown:
                raise node.item(index).key(key).error(sentence, name=min(unknown))
