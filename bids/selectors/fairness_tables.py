"""The table of what fairness costs, as far as it is worked out."""

from dataclasses import dataclass

from django.db.models import QuerySet

from bids.matching.problem import BASIS_POINTS
from bids.matching.wishes import Wish, wishes_of
from bids.models import FairnessCell, FairnessTable, LotPlan
from bids.selectors.plan_reading import share
from consortium.models import Job
from consortium.states import LIVE_JOB_STATES


@dataclass(frozen=True)
class CellView:
    """What one pair of wishes brings: pence, and shares of the contract in 1/10,000.

    `gap_bp`: how far at most the cost is above the least possible, rounded up. `more_pence` is the
    price of fairness: the cost over that of the table's first pair of wishes, None while that is not
    worked out. `lacks_pence` is what the floor lacks.
    """

    cost_pence: int
    gap_bp: int
    more_pence: int | None
    covered_bp: int
    small_bp: int
    lacks_pence: int
    usable: int
    with_nothing: int
    is_cheapest: bool


@dataclass(frozen=True)
class WishRow:
    """A pair of wishes, and what it brings where that is worked out. `is_own`: the plan's own wishes."""

    wish: Wish
    brings: CellView | None
    is_own: bool


@dataclass(frozen=True)
class FairnessView:
    """Floor by floor, the least fills of each."""

    number: int
    rows: tuple[WishRow, ...]
    job: Job

    @property
    def worked_out(self) -> int:
        return sum(row.brings is not None for row in self.rows)


def live_table(plan: LotPlan) -> FairnessTable | None:
    """The plan's table that is being worked out, if there is one; never more than one."""
    return _tables(plan).filter(job__state__in=LIVE_JOB_STATES).first()


def latest_table(plan: LotPlan) -> FairnessTable | None:
    """The table of the plan that was asked for last."""
    return _tables(plan).order_by("-id").first()


def fairness_view(table: FairnessTable) -> FairnessView:
    """The table row by row; the cheapest is marked among what is worked out, the earlier of two."""
    request = table.plan.request
    wishes = wishes_of(tuple(table.floors_bp), tuple(table.fills_bp))
    kept = {
        Wish(cell.small_floor_bp, cell.least_fill_bp): cell
        for cell in FairnessCell.objects.filter(plan=table.plan)
    }
    found = {wish: kept[wish] for wish in wishes if wish in kept}
    cheapest = min(found, key=lambda wish: found[wish].cost_pence, default=None)
    own = Wish(request.policy["small_floor_bp"], request.policy["least_fill_bp"])
    value, first = table.plan.value_pence, found.get(wishes[0])
    rows = tuple(
        WishRow(
            wish,
            _brings(found[wish], first, value, wish == cheapest) if wish in found else None,
            is_own=wish == own,
        )
        for wish in wishes
    )
    return FairnessView(request.number, rows, table.job)


def _brings(
    cell: FairnessCell, first: FairnessCell | None, value: int, is_cheapest: bool
) -> CellView:
    return CellView(
        cost_pence=cell.cost_pence,
        gap_bp=_rounded_up(cell.cost_pence - cell.bound_pence, cell.cost_pence),
        more_pence=cell.cost_pence - first.cost_pence if first else None,
        covered_bp=share(cell.covered_pence, value),
        small_bp=share(cell.small_pence, value),
        lacks_pence=max(0, cell.small_floor_bp * value // BASIS_POINTS - cell.small_pence),
        usable=cell.usable,
        with_nothing=cell.with_nothing,
        is_cheapest=is_cheapest,
    )


def _rounded_up(part: int, whole: int) -> int:
    return -(-BASIS_POINTS * part // whole) if whole else 0


def _tables(plan: LotPlan) -> QuerySet[FairnessTable]:
    tables = FairnessTable.objects.filter(plan=plan).select_related("job", "plan__request__tender")
    return tables.defer("plan__document", "plan__request__problem", "plan__request__labels")
