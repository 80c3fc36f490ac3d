"""One version of a plan taken apart, with the words that were frozen beside its problem."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from bids.models import LotPlan, PlanLot
from bids.selectors.plan_read_models import (
    AreaName,
    BackupView,
    Beginning,
    GapView,
    LimitView,
    MapArea,
    MemberName,
    MemberResult,
    PlanLotView,
    PlanView,
    ShortView,
    Span,
    WaitView,
)
from bids.selectors.plan_words import named, reason_in_words, repair_in_words, service_words

BASIS_POINTS = 10_000


def share(part: int, whole: int) -> int:
    """`part` of `whole` in 1/10,000, rounded down; of nothing, all."""
    return part * BASIS_POINTS // whole if whole else BASIS_POINTS


def beginning_of(plan: LotPlan) -> Beginning | None:
    """From which plan it begins, and how; None for a plan of its own."""
    request = plan.request
    if request.follows is None:
        return None
    return Beginning(
        follows=request.follows.request.number,
        keeps=request.keep_weight_pence is not None,
        supposes=repair_in_words(request.supposes, request.labels) if request.supposes else "",
        afresh=plan.document.get("afresh", False),
    )


class PlanReading:
    """Reads what its page says from the version alone: rows changed since change nothing."""

    def __init__(self, plan: LotPlan) -> None:
        self.plan = plan
        self.request = plan.request
        self.labels = plan.request.labels
        self.document = plan.document
        self.numbers: defaultdict[str, list[int]] = defaultdict(list)
        self.reaching: defaultdict[str, list[int]] = defaultdict(list)
        for number, member, areas in plan.lots.order_by("number").values_list(
            "number", "member_ref", "areas"
        ):
            self.numbers[member].append(number)
            for code in areas:
                self.reaching[code].append(number)
        self.why = {
            (one["member"], one["service"]): one["reasons"] for one in self.document["why"]["lots"]
        }
        self.lines = self.labels["lines"]
        self.fills = {fill["member"]: fill for fill in self.document["fill"]}
        self.shortfall = self.document.get("shortfall", {"groups": [], "waterfall": {}})

    def view(
        self,
        lots: Iterable[PlanLot],
        shortages: Iterable[ShortView],
        members: Iterable[str],
        span: Span,
    ) -> PlanView:
        """The version with these of its lots, shortages and members (by ref) for show."""
        plan, request = self.plan, self.request
        return PlanView(
            tender_id=request.tender_id,
            number=request.number,
            requested_at=request.requested_at,
            finished_at=plan.finished_at,
            effort=request.effort,
            seed=request.seed,
            stopped=plan.stopped,
            policy=request.policy,
            lines_asked=plan.lines_asked,
            lines_covered=plan.lines_covered,
            members_asked=plan.members_asked,
            members_with_part=plan.members_with_part,
            value_pence=plan.value_pence,
            covered_pence=plan.covered_pence,
            covered_bp=share(plan.covered_pence, plan.value_pence),
            ceiling_pence=plan.ceiling_pence,
            ceiling_bp=share(plan.ceiling_pence, plan.value_pence),
            small_pence=plan.small_pence,
            small_bp=share(plan.small_pence, plan.value_pence),
            small_floor_pence=plan.small_floor_pence,
            small_floor_bp=request.policy["small_floor_bp"],
            gap_pct=self.document["gap_pct"],
            lots_in_all=sum(map(len, self.numbers.values())),
            lots=tuple(self.lot(row) for row in lots),
            span=span,
            shortages=tuple(shortages),
            short_pence=plan.value_pence - plan.covered_pence,
            gaps=tuple(self.gap(group) for group in self.shortfall["groups"]),
            causes=tuple((cause, pence) for cause, pence in self.shortfall["waterfall"].items()),
            repairs=tuple(repair_in_words(one, self.labels) for one in self.document["repairs"]),
            members=tuple(self.member_result(ref) for ref in members),
            map=self.map(),
            replaceable=len(self.document["replaceable"]),
            waits=self.waits(),
            beginning=beginning_of(plan),
        )

    def waits(self) -> tuple[WaitView, ...]:
        """Every holder's wait for its money, by ref; nothing in plans of before waits were told."""
        return tuple(
            WaitView(
                self.member(one["member"]),
                one["days"],
                one["bearable"],
                one["unpaid"],
                one["too_long"],
            )
            for one in self.document.get("waits", [])
        )

    def shortages(self) -> tuple[ShortView, ...]:
        """Every line that nobody holds wholly, in the order of line."""
        return tuple(self.short(one) for one in self.document["shortages"])

    def services_called(self, words: str) -> list[str]:
        """The ids of the services that are called so."""
        return [one for one in self.labels["services"] if service_words(one, self.labels) == words]

    def members_called(self, words: str) -> list[str]:
        """The refs of members in whose names, in either language, all these words stand; in order."""
        wanted = words.casefold().split()
        names = {
            ref: f"{label['name']} {label['name_cy']}".casefold()
            for ref, label in self.labels["members"].items()
        }
        return sorted(ref for ref, name in names.items() if all(word in name for word in wanted))

    def member_refs(self) -> list[str]:
        """Everybody who was asked, and those who are on their way, by ref."""
        return sorted(self.labels["members"])

    def lot(self, row: PlanLot) -> PlanLotView:
        found = self.why[row.member_ref, row.service]
        reasons = tuple(reason_in_words(one, self.labels) for one in found)
        return PlanLotView(
            number=row.number,
            holder=self.member(row.member_ref),
            service=service_words(row.service, self.labels),
            unit=self.labels["services"][row.service]["unit"],
            areas=tuple(self.area(code) for code in row.areas),
            lines=tuple(row.lines),
            volume=row.volume,
            value_pence=row.value_pence,
            is_contiguous=row.is_contiguous,
            backups=tuple(
                BackupView(self.member(one["member"]), one["volume"]) for one in row.backups
            ),
            why=reasons[0] if reasons else "",
            reasons=reasons,
        )

    def short(self, one: Mapping[str, Any]) -> ShortView:
        line = self.lines[one["line"]]
        return ShortView(
            line=one["line"],
            service=line["service"],
            area=self.area(line["area"]),
            unit=line["unit"],
            volume=line["volume"],
            short=one["volume"],
            value_pence=one["volume"] * line["unit_price_pence"],
        )

    def gap(self, group: Mapping[str, Any]) -> GapView:
        return GapView(
            services=tuple(service_words(one, self.labels) for one in group["services"]),
            areas=tuple(self.area(code) for code in group["localities"]),
            lines=tuple(group["lines"]),
            demand_pence=group["demand"],
            supply_pence=group["supply"],
            shortfall_pence=group["shortfall"],
            limits=tuple(
                LimitView(self.member(one["member"]), one["kind"], one["amount"])
                for one in group["limits"]
            ),
        )

    def member_result(self, ref: str) -> MemberResult:
        label = self.labels["members"][ref]
        fill = self.fills.get(ref, {"awarded": 0, "usable": 0, "ratio_bp": None})
        absent = "withdrawn" if label.get("has_withdrawn") else "associate"
        codes = self.document["why"]["members"].get(ref, [{"code": absent}])
        if not label["income_known"]:
            codes = [*codes, {"code": "income-unknown"}]
        return MemberResult(
            member=self.member(ref),
            has_part=bool(self.numbers[ref]),
            is_full=label["is_full"],
            income_known=label["income_known"],
            value_pence=fill["awarded"],
            usable_pence=fill["usable"],
            fill_bp=fill["ratio_bp"],
            lots=tuple(self.numbers[ref]),
            reasons=tuple(reason_in_words(one, self.labels) for one in codes),
        )

    def map(self) -> tuple[MapArea, ...]:
        short = {self.lines[one["line"]]["area"] for one in self.document["shortages"]}
        return tuple(
            MapArea(code, named(label), tuple(self.reaching[code]), code in short)
            for code, label in sorted(self.labels["areas"].items())
        )

    def member(self, ref: str) -> MemberName:
        label = self.labels["members"][ref]
        return MemberName(ref, label["organisation"], named(label), label["small"])

    def area(self, code: str) -> AreaName:
        return AreaName(code, named(self.labels["areas"][code]))
