"""Reading plans: the versions of a tender, and one version with everything its page says."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from bids.models import LotPlan, PlanRequest, Tender
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
    VersionRow,
)
from bids.selectors.plan_words import (
    named,
    reason_in_words,
    repair_in_words,
    service_words,
)
from consortium.models import Job

BASIS_POINTS = 10_000


def plan_versions(tender: Tender) -> tuple[VersionRow, ...]:
    """Every request of the tender, the latest first, whether it has its plan yet or not."""
    requests = tender.plan_requests.select_related("plan", "job").order_by("-number")
    return tuple(_version(request) for request in requests)


def plan_of(tender: Tender, number: int) -> LotPlan | None:
    """The finished plan under this number, or None: a page answers 404."""
    plans = LotPlan.objects.filter(request__tender=tender, request__number=number)
    return plans.select_related("request__tender__consortium__organisation").first()


def latest_plan(tender: Tender) -> LotPlan | None:
    """The finished plan with the highest number."""
    plans = LotPlan.objects.filter(request__tender=tender).order_by("-request__number")
    return plans.select_related("request__tender__consortium__organisation").first()


def request_of(tender: Tender, number: int) -> PlanRequest | None:
    """The request under this number, with its job and, once there is one, its plan."""
    return tender.plan_requests.filter(number=number).select_related("job", "plan").first()


def tender_of_job(job: Job) -> Tender | None:
    """The tender that a plan's job works for; None for another kind of job."""
    request = PlanRequest.objects.filter(job=job).select_related("tender__consortium").first()
    return request.tender if request else None


def plan_view(plan: LotPlan) -> PlanView:
    """Everything the page of a version says, from the version alone: rows changed since change nothing."""
    return _Reading(plan).view()


def _version(request: PlanRequest) -> VersionRow:
    plan: LotPlan | None = getattr(request, "plan", None)
    return VersionRow(
        number=request.number,
        requested_at=request.requested_at,
        job_id=request.job_id,
        job_state=request.job.state if request.job else "",
        finished_at=plan.finished_at if plan else None,
        covered_bp=share(plan.covered_pence, plan.value_pence) if plan else None,
        covered_pence=plan.covered_pence if plan else None,
        value_pence=plan.value_pence if plan else None,
        members_with_part=plan.members_with_part if plan else None,
    )


def share(part: int, whole: int) -> int:
    """`part` of `whole` in 1/10,000, rounded down; of nothing, all."""
    return part * BASIS_POINTS // whole if whole else BASIS_POINTS


class _Reading:
    """One version taken apart, with the words that were frozen beside its problem."""

    def __init__(self, plan: LotPlan) -> None:
        self.plan = plan
        self.request = plan.request
        self.labels = plan.request.labels
        self.document = plan.document
        self.rows = list(plan.lots.order_by("number"))
        self.numbers: defaultdict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            self.numbers[row.member_ref].append(row.number)
        self.why = {
            (one["member"], one["service"]): one["reasons"] for one in self.document["why"]["lots"]
        }
        self.lines = self.labels["lines"]
        self.fills = {fill["member"]: fill for fill in self.document["fill"]}
        self.groups = self.document.get("shortfall", {"groups": []})["groups"]

    def view(self) -> PlanView:
        plan, request = self.plan, self.request
        shortages = tuple(self.short(one) for one in self.document["shortages"])
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
            lots=tuple(self.lot(row) for row in self.rows),
            shortages=shortages,
            short_pence=plan.value_pence - plan.covered_pence,
            gaps=tuple(self.gap(group) for group in self.groups),
            repairs=tuple(repair_in_words(one, self.labels) for one in self.document["repairs"]),
            members=tuple(self.member_result(ref) for ref in sorted(self.labels["members"])),
            map=self.map(),
        )

    def lot(self, row: Any) -> PlanLotView:
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
        codes = self.document["why"]["members"].get(ref, [{"code": "associate"}])
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
        reaching: defaultdict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            for code in row.areas:
                reaching[code].append(row.number)
        short = {self.lines[one["line"]]["area"] for one in self.document["shortages"]}
        return tuple(
            MapArea(code, named(label), tuple(reaching[code]), code in short)
            for code, label in sorted(self.labels["areas"].items())
        )

    def member(self, ref: str) -> MemberName:
        label = self.labels["members"][ref]
        return MemberName(ref, label["organisation"], named(label), label["small"])

    def area(self, code: str) -> AreaName:
        return AreaName(code, named(self.labels["areas"][code]))
