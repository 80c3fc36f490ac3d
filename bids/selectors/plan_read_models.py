"""What the pages of a plan are given: frozen, in words, nothing left to query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class VersionRow:
    """One request of a tender: its number, and its plan's figures once there is one (pence, 1/10,000)."""

    number: int
    requested_at: datetime
    job_id: int | None
    job_state: str
    finished_at: datetime | None
    covered_bp: int | None
    covered_pence: int | None
    value_pence: int | None
    members_with_part: int | None


@dataclass(frozen=True)
class Span:
    """Page `page` of `pages`: entries `first` to `last`, from 1, of `total`; 0 and 0 where there is none."""

    first: int
    last: int
    total: int
    page: int
    pages: int


def span_of(page: int, size: int, total: int) -> Span:
    """A page number out of range gives the nearest page."""
    pages = max(-(-total // size) if size else 1, 1)
    page = min(max(page, 1), pages)
    first = (page - 1) * size
    return Span(first + 1 if total else 0, min(first + size, total), total, page, pages)


@dataclass(frozen=True)
class MemberName:
    """A member as it was when asked; without an organisation it is still to be found."""

    ref: str
    organisation_id: int | None
    name: str
    small: bool


@dataclass(frozen=True)
class AreaName:
    code: str
    name: str


@dataclass(frozen=True)
class BackupView:
    """Who could take over how many units of the lot from what it has to spare."""

    member: MemberName
    volume: int


@dataclass(frozen=True)
class PlanLotView:
    """A lot of the plan. `why` is the weightiest of `reasons`; `lines` are refs, value in pence."""

    number: int
    holder: MemberName
    service: str
    unit: str
    areas: tuple[AreaName, ...]
    lines: tuple[str, ...]
    volume: int
    value_pence: int
    is_contiguous: bool
    backups: tuple[BackupView, ...]
    why: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ShortView:
    """A line that nobody holds wholly: `short` of `volume` units, worth `value_pence`."""

    line: str
    service: str
    area: AreaName
    unit: str
    volume: int
    short: int
    value_pence: int


@dataclass(frozen=True)
class LimitView:
    """What a member can bring to a group of lines at most, in pence, and the kind of limit:
    capacity (its offer), turnover (its own cap) or line (the most of one line)."""

    member: MemberName
    kind: str
    amount_pence: int


@dataclass(frozen=True)
class GapView:
    """Lines that capacity cannot cover: needed, at most supplied and missing, in pence; a certificate."""

    services: tuple[str, ...]
    areas: tuple[AreaName, ...]
    lines: tuple[str, ...]
    demand_pence: int
    supply_pence: int
    shortfall_pence: int
    limits: tuple[LimitView, ...]


@dataclass(frozen=True)
class MemberResult:
    """What one member got, and why. `fill_bp`: held over usable offer in 1/10,000; None: nothing usable."""

    member: MemberName
    has_part: bool
    is_full: bool
    income_known: bool
    value_pence: int
    usable_pence: int
    fill_bp: int | None
    lots: tuple[int, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class WaitView:
    """How many days a member waits for its money, how long it can (None: it has not said), and what it
    will have spent by then, in pence."""

    member: MemberName
    days: int
    bearable: int | None
    unpaid_pence: int
    too_long: bool


@dataclass(frozen=True)
class Beginning:
    """The number of the plan that one begins from: changed as little as can be where `keeps`, mended in
    one way where `supposes` says how. `afresh`: changing little left too much open."""

    follows: int
    keeps: bool
    supposes: str
    afresh: bool


@dataclass(frozen=True)
class MapArea:
    """An area with the numbers of the lots that reach into it; `is_short` where a line lies open."""

    code: str
    name: str
    lots: tuple[int, ...]
    is_short: bool


@dataclass(frozen=True)
class PlanView:
    """A version as its page shows it. Money in pence, shares in 1/10,000 of the tender's value.

    `ceiling_pence`: no plan from these members could cover more. `stopped`: "" or why the search
    ended early (asked, time). `policy` has the engine's field names. `lots`, `shortages` and `members`
    are those that were asked for, `span` says which of the lots and shortages these are. `causes`:
    why value is not covered (eligibility, capacity, turnover, rules), in pence, each after those before.
    `replaceable`: members whose whole part others could take over.
    """

    tender_id: int
    number: int
    requested_at: datetime
    finished_at: datetime
    effort: str
    seed: int
    stopped: str
    policy: Mapping[str, Any]
    lines_asked: int
    lines_covered: int
    members_asked: int
    members_with_part: int
    value_pence: int
    covered_pence: int
    covered_bp: int
    ceiling_pence: int
    ceiling_bp: int
    small_pence: int
    small_bp: int
    small_floor_pence: int
    small_floor_bp: int
    gap_pct: float
    lots_in_all: int
    lots: tuple[PlanLotView, ...]
    span: Span
    shortages: tuple[ShortView, ...]
    short_pence: int
    gaps: tuple[GapView, ...]
    causes: tuple[tuple[str, int], ...]
    repairs: tuple[str, ...]
    members: tuple[MemberResult, ...]
    map: tuple[MapArea, ...]
    replaceable: int = 0
    waits: tuple[WaitView, ...] = ()
    beginning: Beginning | None = None


@dataclass(frozen=True)
class PlanPart:
    """What of a long plan is shown: a page of the lots and shortages that the filters let through.

    `service` is one in words, `area` a GSS code, `member` words of the holder's name.
    """

    page: int = 1
    service: str = ""
    area: str = ""
    member: str = ""
    size: int = 40


@dataclass(frozen=True)
class FilterChoices:
    """What a plan's lots can be filtered by: services in words; areas by code and name, by name."""

    services: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MembersPage:
    """Some members' results and which of how many they are."""

    members: tuple[MemberResult, ...]
    span: Span
