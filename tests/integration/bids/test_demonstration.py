"""The demonstration: loaded once, with a plan that the engine really made."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Max

from bids.matching.plan import Allocation, Effort, Plan, Shortage
from bids.matching.reading import read_problem
from bids.matching.verify import verify_plan
from bids.models import LotPlan, Tender
from bids.selectors.plans import plan_view
from bids.selectors.tenders import tender_view
from consortium.models import Consortium, Organisation
from representation.election_states import ElectionState
from representation.selectors.election_pages import elections_list


def load() -> str:
    output = StringIO()
    call_command("load_demonstration", stdout=output)
    return output.getvalue()


def rows() -> dict[str, tuple[int, object]]:
    return {
        model._meta.db_table: (
            model._base_manager.count(),
            model._base_manager.aggregate(highest=Max("pk"))["highest"],
        )
        for model in apps.get_models(include_auto_created=True)
    }


@pytest.mark.django_db
def test_it_is_loaded_once_and_holds_together() -> None:
    assert load().count("\n") >= 10  # and two more where the short poll is counted in time
    before = rows()
    assert load() == "The demonstration is loaded already.\n"
    assert rows() == before
    assert Consortium.objects.count() == 5
    assert Organisation.objects.count() >= 40

    assert elections_list()[0].state == ElectionState.OPEN
    view = tender_view(Tender.objects.get())
    assert view.bids_close == "noon, Friday 18 December 2026"
    assert (len(view.lots), view.lines, view.lines_lacking) == (4, 42, 0)

    plan = LotPlan.objects.get()
    problem = read_problem(plan.request.problem)
    assert problem.value == plan.value_pence == view.value_net_pence
    shown = plan_view(plan)
    assert all(member.reasons for member in shown.members)
    assert shown.shortages
    assert shown.repairs

    kept = Plan(
        problem=problem,
        effort=Effort(plan.request.effort),
        seed=plan.request.seed,
        allocations=tuple(
            Allocation(one.member_ref, one.line_ref, one.volume)
            for one in plan.allocations.order_by("member_ref", "line_ref")
        ),
        shortages=tuple(Shortage(**one) for one in plan.document["shortages"]),
        objective=plan.objective_pence,
        bound=plan.bound_pence,
        certificate=None,
        seconds=0,
    )
    assert verify_plan(problem, kept) == []
