"""Made-up figures for the gallery of components: nobody's plan, in a real city."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from bids.selectors.plan_read_models import (
    AreaName,
    BackupView,
    GapView,
    LimitView,
    MapArea,
    MemberName,
    MemberResult,
    PlanLotView,
    PlanView,
    ShortView,
    span_of,
)
from bids.selectors.tenders import TenderView
from consortium.selectors.area_shapes import AreaShape

MADE = datetime(2026, 11, 20, 14, 2, tzinfo=UTC)
CLOSES = datetime(2026, 12, 18, 12, 0, tzinfo=UTC)
WARDS = (
    ("E05002455", "Paulsgrove", (1, 0), (1,)),
    ("E05002444", "Cosham", (2, 0), (1,)),
    ("E05002445", "Drayton and Farlington", (3, 0), ()),
    ("E05002451", "Hilsea", (2, 1), (1,)),
    ("E05002443", "Copnor", (3, 1), (2,)),
    ("E05002454", "Nelson", (1, 1), (2,)),
    ("E05002449", "Fratton", (2, 2), (2, 3)),
    ("E05002441", "Baffins", (3, 2), (2,)),
    ("E05002442", "Charles Dickens", (1, 2), (4,)),
    ("E05002453", "Milton", (3, 3), (3,)),
    ("E05002458", "St Thomas", (0, 3), (4,)),
    ("E05002447", "Eastney and Craneswater", (3, 4), (3,)),
)
HOLDERS = (
    ("Paulsgrove Play Trust", True, 49_800_000, "The only member with evening staff in all wards."),
    ("Fratton Family House", False, 52_150_000, "Already works in every ward of it."),
    ("Milton Village Carers", True, 40_250_000, "Lowest cost of the 2 members that could."),
    ("Somers Town Mums", True, 29_000_000, "Fits all that it offers."),
)
VALUE, COVERED, CEILING = 186_000_000, 171_200_000, 174_240_000


@dataclass(frozen=True)
class ExampleJob:
    """A row of work as its page reads it."""

    state: str = "running"
    error: str = ""
    started_at: datetime | None = MADE
    progress: dict[str, Any] = field(
        default_factory=lambda: {
            "step": 4,
            "steps": 6,
            "facts": {
                "lots": 4,
                "bids_close_at": CLOSES.isoformat(),
                "lines": 42,
                "members": 24,
                "able": 17,
                "covered_bp": 9120,
            },
        }
    )


def example_tender() -> TenderView:
    return TenderView(
        id=1,
        consortium_id=1,
        consortium="Pompey Families CIC",
        title="Early Help in the Community",
        buyer="Portsmouth City Council",
        description="",
        regime="",
        value_net_pence=VALUE,
        value_gross_pence=None,
        currency="GBP",
        bids_close_at=CLOSES,
        bids_close="noon, Friday 18 December 2026",
        questions_close_at=None,
        questions_close="",
        period_start=None,
        period_end=None,
        period="3 years",
        part_bids=True,
        most_lots_bid=None,
        lot_rules="",
        notice_id=None,
        ocid="",
        notice_type="",
        lots=(),
        criteria=(),
        warnings=(),
        lines=42,
        lines_lacking=0,
        plans=4,
    )


def example_shapes() -> dict[str, AreaShape]:
    return {code: AreaShape(code, (), tile) for code, _name, tile, _lots in WARDS}


def example_plan() -> PlanView:
    drayton = AreaName("E05002445", "Drayton and Farlington")
    return PlanView(
        tender_id=1,
        number=4,
        requested_at=MADE,
        finished_at=MADE,
        effort="normal",
        seed=0,
        stopped="",
        policy=MappingProxyType({}),
        lines_asked=42,
        lines_covered=38,
        members_asked=24,
        members_with_part=17,
        value_pence=VALUE,
        covered_pence=COVERED,
        covered_bp=COVERED * 10_000 // VALUE,
        ceiling_pence=CEILING,
        ceiling_bp=CEILING * 10_000 // VALUE,
        small_pence=68_820_000,
        small_bp=3700,
        small_floor_pence=55_800_000,
        small_floor_bp=3000,
        gap_pct=0.0,
        lots_in_all=len(HOLDERS),
        span=span_of(1, 25, len(HOLDERS) + 1),
        lots=tuple(_lot(number) for number in range(1, len(HOLDERS) + 1)),
        shortages=(ShortView("A31", "Evening visits", drayton, "hour", 120, 50, 14_800_000),),
        short_pence=VALUE - COVERED,
        gaps=(_gap(drayton),),
        causes=(("capacity", VALUE - COVERED),),
        repairs=(
            "Ask Farlington Family Room to offer 50 hours more of Evening visits.",
            "Find somebody else for line A31, Evening visits in Drayton and Farlington: 50 hours.",
        ),
        members=tuple(_result(number) for number in range(1, len(HOLDERS) + 1)),
        map=tuple(MapArea(code, name, lots, not lots) for code, name, _tile, lots in WARDS),
    )


def _gap(area: AreaName) -> GapView:
    limit = LimitView(MemberName("9", 9, "Farlington Family Room", True), "capacity", 20_720_000)
    return GapView(
        ("Evening visits",), (area,), ("A31",), 35_520_000, 20_720_000, 14_800_000, (limit,)
    )


def _holder(number: int) -> MemberName:
    name, small, _value, _why = HOLDERS[number - 1]
    return MemberName(str(number), number, name, small)


def _lot(number: int) -> PlanLotView:
    _name, _small, value, why = HOLDERS[number - 1]
    areas = tuple(AreaName(code, name) for code, name, _tile, lots in WARDS if number in lots)
    backup = BackupView(_holder(number % len(HOLDERS) + 1), 40)
    return PlanLotView(
        number=number,
        holder=_holder(number),
        service="Family support",
        unit="hour",
        areas=areas,
        lines=(),
        volume=3000,
        value_pence=value,
        is_contiguous=number != 3,
        backups=(backup,),
        why=why,
        reasons=(why, "Counts towards the small members’ share."),
    )


def _result(number: int) -> MemberResult:
    _name, _small, value, why = HOLDERS[number - 1]
    return MemberResult(
        member=_holder(number),
        has_part=True,
        is_full=True,
        income_known=True,
        value_pence=value,
        usable_pence=value * 5 // 4,
        fill_bp=8000,
        lots=(number,),
        reasons=(why,),
    )
