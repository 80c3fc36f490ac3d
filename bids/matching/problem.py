"""A tender to be split: its lines, the members that offer capacity, and the consortium's policy.

Money is in whole pence, volumes in whole units of the line. The terms are those of the interchange
format split-problem/1. `Policy` and `Member` know a few more; with their defaults the format's
rules and objective hold unchanged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

HUNDRED_PER_CENT = 100
BASIS_POINTS = 10_000


class Contiguity(StrEnum):
    """Whether the areas in which a member holds one service must touch one another."""

    OFF = "off"
    SOFT = "soft"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the consortium has agreed about splitting.

    Parameters
    ----------
    fee_pct : the consortium's management fee, percent of a line's price.
    line_cost, member_cost : pence for one more member on a line, in the contract.
    shortage_weight : penalty for each pence of a line left uncovered.
    small_floor_bp : least share of the tender's value for small members, in 1/10,000.
    least_fill_bp : share of its usable offer, in 1/10,000, that every viable member should hold; 0
        switches it off. It is soft: each pence missing costs `fill_weight_pct` / 100 pence.
    contiguity : whether a member's areas of one service must touch: soft mends what it can at no
        loss of cover; hard gives up what stays apart.
    reserve_pct : percent of every capacity and turnover cap that is held back.
    payment_days : days from the work to the buyer's payment, to set beside `Member.max_unpaid_days`.
    """

    fee_pct: int
    line_cost: int
    member_cost: int
    shortage_weight: int
    small_floor_bp: int
    least_fill_bp: int = 0
    fill_weight_pct: int = 30
    contiguity: Contiguity = Contiguity.OFF
    reserve_pct: int = 0
    payment_days: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement: a service in a locality, `volume` units at `unit_price` pence paid by the buyer."""

    id: str
    service: str
    locality: str
    volume: int
    unit_price: int
    accreditations: frozenset[str]
    max_members: int

    @property
    def value(self) -> int:
        """What the buyer pays for the whole line, in pence."""
        return self.volume * self.unit_price


@dataclass(frozen=True, slots=True)
class Offer:
    """What a member offers of one service: `capacity` units over all its localities together."""

    service: str
    localities: frozenset[str]
    capacity: int
    unit_cost: int
    min_lot_pct: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the consortium. `turnover_cap` and `min_contract` bound the value it takes, in pence.

    `conflicts` are members it may not share a line with; `max_unpaid_days` is how long it can wait
    for its money (None: it has not said); `declined` are lines that it will not hold.
    """

    id: str
    small: bool
    income: int
    turnover_cap: int
    min_contract: int
    accreditations: frozenset[str]
    offers: tuple[Offer, ...]
    conflicts: frozenset[str] = frozenset()
    max_unpaid_days: int | None = None
    declined: frozenset[str] = frozenset()

    def offer_of(self, service: str) -> Offer | None:
        """The member's offer of a service; there is at most one."""
        return next((offer for offer in self.offers if offer.service == service), None)


@dataclass(frozen=True)
class Problem:
    """A tender, its members and the policy; `localities` maps each area to the areas that touch it."""

    name: str
    policy: Policy
    localities: Mapping[str, frozenset[str]]
    lines: tuple[Line, ...]
    members: tuple[Member, ...]
    line_by_id: Mapping[str, Line] = field(init=False, repr=False, compare=False)
    member_by_id: Mapping[str, Member] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "line_by_id", {line.id: line for line in self.lines})
        object.__setattr__(self, "member_by_id", {member.id: member for member in self.members})

    @property
    def value(self) -> int:
        """What the buyer pays for the whole tender, in pence."""
        return sum(line.value for line in self.lines)

    @property
    def small_floor(self) -> int:
        """The least value for small members, in pence."""
        return self.policy.small_floor_bp * self.value // BASIS_POINTS
