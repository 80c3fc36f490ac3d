"""A version of a plan as files: CSV, XLSX and JSON, the same bytes each time."""

import json
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from bids.models import LotPlan
from bids.selectors.plan_read_models import PlanView
from bids.selectors.plans import plan_view
from bids.services.planning import canonical
from consortium.spreadsheets.writing import Row, Value, as_csv, as_workbook

Table = tuple[Sequence[str], Sequence[Row]]


def plan_csv(plan: LotPlan) -> bytes:
    """Who holds what: a row for each member on each line, then a row for what nobody holds."""
    return as_csv(*_allocations(plan, plan_view(plan)))


def plan_workbook(plan: LotPlan) -> bytes:
    """Sheets: figures, lots, allocations, shortages, reasons, policy."""
    view = plan_view(plan)
    return as_workbook(
        {
            _("Plan"): _figures(view),
            _("Lots"): _lots(view),
            _("Allocations"): _allocations(plan, view),
            _("Not held"): _shortages(view),
            _("Reasons"): _reasons(view),
            _("Policy"): _policy(view),
        }
    )


def plan_json(plan: LotPlan) -> bytes:
    """split-plan/1, with the split-problem/1 it answers under `problem` and the words for its ids
    under `labels`: all that an outside verifier needs."""
    document = plan.document | {
        "problem": json.loads(plan.request.problem),
        "problem_digest": plan.request.problem_digest,
        "labels": plan.request.labels,
    }
    return f"{canonical(document)}\n".encode()


def _figures(view: PlanView) -> Table:
    rows: list[tuple[str, Value]] = [
        (_("Plan"), view.number),
        (_("Finished"), view.finished_at.isoformat(timespec="seconds")),
        (_("Lines covered"), view.lines_covered),
        (_("Lines asked for"), view.lines_asked),
        (_("Value covered (£)"), _pounds(view.covered_pence)),
        (_("Value of the tender (£)"), _pounds(view.value_pence)),
        (_("No plan from these members could cover more than (£)"), _pounds(view.ceiling_pence)),
        (_("Held by small members (£)"), _pounds(view.small_pence)),
        (_("Least for small members (£)"), _pounds(view.small_floor_pence)),
        (_("Members with a part"), view.members_with_part),
        (_("Members asked"), view.members_asked),
        (_("Effort"), view.effort),
        (_("Seed"), view.seed),
        (_("Ended early"), view.stopped),
    ]
    return (_("What"), _("Figure")), rows


def _lots(view: PlanView) -> Table:
    heading = (
        _("Lot"),
        _("Holder"),
        _("Service"),
        _("Areas"),
        _("Lines"),
        _("Volume"),
        _("Unit"),
        _("Value (£)"),
        _("Backup"),
        _("Why"),
    )
    return heading, [
        *(
            (
                lot.number,
                lot.holder.name,
                lot.service,
                ", ".join(area.name for area in lot.areas),
                ", ".join(lot.lines),
                lot.volume,
                lot.unit,
                _pounds(lot.value_pence),
                ", ".join(backup.member.name for backup in lot.backups),
                " ".join(lot.reasons),
            )
            for lot in view.lots
        ),
    ]


def _allocations(plan: LotPlan, view: PlanView) -> Table:
    heading = (
        _("Lot"),
        _("Holder"),
        _("Line"),
        _("Service"),
        _("Area code"),
        _("Area"),
        _("Volume"),
        _("Unit"),
        _("Unit price (£)"),
        _("Value (£)"),
    )
    names = {lot.number: lot.holder.name for lot in view.lots}
    areas = {area.code: area.name for area in view.map}
    lines = plan.request.labels["lines"]
    held = [
        (
            one.lot.number,
            names[one.lot.number],
            one.line_ref,
            lines[one.line_ref]["service"],
            lines[one.line_ref]["area"],
            areas[lines[one.line_ref]["area"]],
            one.volume,
            lines[one.line_ref]["unit"],
            _pounds(one.unit_price_pence),
            _pounds(one.volume * one.unit_price_pence),
        )
        for one in plan.allocations.select_related("lot").order_by(
            "lot__number", "line_ref", "member_ref"
        )
    ]
    short = [
        (
            None,
            _("Nobody"),
            one.line,
            one.service,
            one.area.code,
            one.area.name,
            one.short,
            one.unit,
            _pounds(lines[one.line]["unit_price_pence"]),
            _pounds(one.value_pence),
        )
        for one in view.shortages
    ]
    return heading, [*held, *short]


def _shortages(view: PlanView) -> Table:
    heading = (
        _("Line"),
        _("Service"),
        _("Area"),
        _("Asked"),
        _("Not held"),
        _("Unit"),
        _("Value (£)"),
    )
    return heading, [
        *(
            (
                one.line,
                one.service,
                one.area.name,
                one.volume,
                one.short,
                one.unit,
                _pounds(one.value_pence),
            )
            for one in view.shortages
        ),
    ]


def _reasons(view: PlanView) -> Table:
    heading = (_("Member"), _("Counts as small"), _("Lots"), _("Value (£)"), _("Reason"))
    return heading, [
        *(
            (
                one.member.name,
                _("yes") if one.member.small else _("no"),
                ", ".join(map(str, one.lots)),
                _pounds(one.value_pence),
                reason,
            )
            for one in view.members
            for reason in one.reasons
        ),
    ]


def _policy(view: PlanView) -> Table:
    terms = sorted(view.policy.items())
    rows = [(name, "" if value is None else str(value)) for name, value in terms]
    return (_("Term"), _("Setting")), rows


def _pounds(pence: int) -> Decimal:
    """Pounds to the penny, as a number that a spreadsheet can add up."""
    return Decimal(pence).scaleb(-2).quantize(Decimal("0.01"))
