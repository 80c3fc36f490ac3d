"""What an evidence pack is made from: plain facts of one election, from which the same pack always comes."""

from collections.abc import Mapping
from dataclasses import dataclass

from representation.counting.result import CountResult, Rule
from representation.evidence.chain import Link


@dataclass(frozen=True)
class ChannelAccount:
    """The ballot paper account of one channel: papers issued, returned, refused at the count, counted."""

    channel: str
    issued: int
    returned: int
    refused: int

    @property
    def counted(self) -> int:
        return self.returned - self.refused


@dataclass(frozen=True)
class CandidateFacts:
    """One person on the ballot paper.

    outcome: elected, elected-unopposed, not-elected or withdrawn.
    """

    contest: int
    number: int
    name: str
    organisation: str
    outcome: str


@dataclass(frozen=True)
class ContestFacts:
    """One contest; result is None where nobody voted because there were places for all."""

    number: int
    title: str
    seats: int
    result: CountResult | None
    commitment: str = ""


@dataclass(frozen=True)
class StepFacts:
    """One step of the election: the state it came to, when (ISO 8601, UTC), by whose office, why."""

    number: int
    state: str
    at: str
    by: str
    reason: str


@dataclass(frozen=True)
class PackFacts:
    """Everything that the pack says. settings: rules and timetable in order, as text."""

    code: str
    title: str
    title_cy: str
    rule: Rule
    settings: Mapping[str, str]
    roll_size: int
    roll: tuple[tuple[str, str], ...]
    account: tuple[ChannelAccount, ...]
    candidates: tuple[CandidateFacts, ...]
    contests: tuple[ContestFacts, ...]
    steps: tuple[StepFacts, ...]
    links: tuple[Link, ...]
    receipts: tuple[str, ...]
    in_full: bool = False
