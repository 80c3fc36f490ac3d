"""What a count gives: its list of stages, in whole units of the rule's last decimal place."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from representation.counting.ballots import Contest
from representation.counting.blt import write_blt
from representation.counting.lots import Lot
from representation.counting.reserved import Reservation


class Rule(StrEnum):
    """The rules of counting."""

    SCOTTISH_STV = "scottish-stv"
    MEEK_STV = "meek-stv"
    ERS97_STV = "ers97-stv"
    AV = "av"
    APPROVAL = "approval"
    PLURALITY = "plurality"


class Action(StrEnum):
    """What a stage did."""

    FIRST_PREFERENCES = "first preferences"
    APPROVALS = "approvals"
    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    KEEP_FACTORS = "keep factors"


class TiePurpose(StrEnum):
    """What was to be decided between candidates with equal votes."""

    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    ELECTION = "election"


@dataclass(frozen=True)
class Tie:
    """A tie and how it was broken.

    among: those level. stage: the stage at which they were unequal, or None when a lot was needed,
    which fell on `chosen`; lot_among: those still level when it was drawn.
    """

    purpose: TiePurpose
    among: tuple[int, ...]
    chosen: int
    stage: int | None = None
    lot_among: tuple[int, ...] = ()


@dataclass(frozen=True)
class Transfer:
    """Votes that moved in one stage; to nobody (target None) when they became non-transferable."""

    source: int
    target: int | None
    votes: int


@dataclass(frozen=True)
class Stage:
    """The count after one stage. Votes are in units of the last decimal place, one for each candidate.

    candidates: whose surplus was transferred, or who were excluded. reached: those who, at the end of this
    stage, were elected by having the quota; the others in `elected` fill the last places. points: the votes
    after each batch of papers, where a stage moves several (ERS97), because elections and ties look at them.
    """

    number: int
    action: Action
    candidates: tuple[int, ...]
    votes: tuple[int, ...]
    non_transferable: int
    quota: int
    transfers: tuple[Transfer, ...] = ()
    elected: tuple[int, ...] = ()
    reached: frozenset[int] = frozenset()
    excluded: tuple[int, ...] = ()
    doomed: frozenset[int] = frozenset()
    ties: tuple[Tie, ...] = ()
    keep_factors: tuple[int, ...] = ()
    points: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Note:
    """Something the reader of the result should know: a code of the wording, and its parameters."""

    code: str
    params: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class CountResult:
    """A whole count. `places` is the number of decimals that the rule counts to."""

    rule: Rule
    contest: Contest
    seats: int
    valid: int
    invalid: int
    places: int
    quota: int | None
    elected: tuple[int, ...]
    stages: tuple[Stage, ...]
    lot: Lot | None
    notes: tuple[Note, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    sitting: frozenset[int] = frozenset()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that the result depends on, the same whatever the order of the papers."""
        parts = ["manyhands-count/1", f"rule {self.rule}", f"seats {self.seats}"]
        parts += [f"lot {name}" for name in (self.lot.order if self.lot else ())]
        for r in self.reservations:
            members = " ".join(str(c + 1) for c in sorted(r.members))
            parts.append(f"reserved {r.minimum} {r.maximum} {members} {r.name}")
        if self.sitting:
            parts.append("sitting " + " ".join(str(c + 1) for c in sorted(self.sitting)))
        parts.append(write_blt(self.contest))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def name(self, candidate: int) -> str:
        """The candidate's name."""
        return self.contest.candidates[candidate]

    @property
    def lots(self) -> tuple[tuple[int, Tie], ...]:
        """Every lot that was needed, with the number of its stage."""
        return tuple(
            (stage.number, tie) for stage in self.stages for tie in stage.ties if tie.lot_among
        )

    @cached_property
    def order_of_exit(self) -> tuple[int, ...]:
        """Those not elected, the nearest to a place first: those never excluded, then the last to go out."""
        out = [c for stage in self.stages for c in reversed(stage.excluded)]
        last = self.stages[-1].votes
        never = [c for c in self.contest.standing if c not in out and c not in self.elected]
        return (*sorted(never, key=lambda c: (-last[c], c)), *out[::-1])

    @property
    def runner_up(self) -> int | None:
        """Who came nearest to a place without having one."""
        return self.order_of_exit[0] if self.order_of_exit else None

    def decimal(self, units: int) -> str:
        """Units as a decimal string at the rule's own precision."""
        return decimal(units, self.places)

    def shown(self, units: int) -> str:
        """The same for a sentence or a label: without decimals when there are none."""
        whole, rest = divmod(units, 10**self.places)
        return self.decimal(units) if rest else str(whole)


def decimal(units: int, places: int) -> str:
    """Whole units of the last decimal place as a decimal string."""
    if places == 0:
        return str(units)
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**places)
    return f"{sign}{whole}.{rest:0{places}d}"
