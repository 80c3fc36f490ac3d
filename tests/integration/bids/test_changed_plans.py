"""Members give parts up, the lead plans again and settles on a plan; nothing of what was kept changes."""

from collections.abc import Callable

import pytest

from bids.matching.change import difference
from bids.matching.repairs import Repair, RepairKind
from bids.matching.solve import solve
from bids.matching.supposing import NEWCOMER, with_repair
from bids.matching.verify import verify_plan
from bids.models import LotPlan, PartAnswer, PlanChoice, PlanRequest, Tender
from bids.selectors.member_parts import parts_of
from bids.selectors.part_answers import given_up
from bids.selectors.plans import plan_in_force, plan_of
from bids.services.kept_plans import plan_as_found
from bids.services.part_answers import decline_lots, take_part_again, withdraw
from bids.services.plan_choice import settle_on
from bids.services.planning import frozen_problem, request_plan
from bids.services.replanning import plan_again, try_repair
from consortium.decisions import Refused
from consortium.models import Area, Organisation, User
from consortium.states import RoleKind
from tests.factories import bids as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return make.lead_of(make.consortium())


@pytest.fixture
def tender(lead: User) -> Tender:
    """Three members for two lines; each can be held by two of them, and Milton's 50 lack 10."""
    of = make.consortium()
    milton = Area.objects.create(code="E05002448", name="Milton", kind="ward")
    make.offer(of, make.member(of, "ash"), volume=100, unit_cost_pence=1_500)
    make.offer(of, make.member(of, "birch"), volume=100)
    make.offer(of, make.member(of, "cedar"), milton, volume=40)
    tender = make.tender(of)
    make.line(tender, volume=100)
    make.line(tender, "A2", area=milton, volume=50)
    return tender


@pytest.fixture
def plan(tender: Tender, lead: User, run_jobs: Callable[[], int]) -> LotPlan:
    request_plan(by=lead, tender=tender)
    run_jobs()
    return LotPlan.objects.get()


def holders(plan: LotPlan) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for one in plan.allocations.all():
        found.setdefault(one.line_ref, {})[one.member_ref] = one.volume
    return found


def member(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def lot_of(plan: LotPlan, slug: str) -> int:
    return plan.lots.get(member_ref=slug).number


def test_a_plan_is_read_back_as_the_engine_left_it(plan: LotPlan) -> None:
    found = plan_as_found(plan)
    assert verify_plan(found.problem, found) == []
    again = solve(found.problem, effort=found.effort, seed=found.seed)
    assert difference(found, again) == ()
    assert (found.objective, found.bound, found.certificate) == (
        again.objective,
        again.bound,
        again.certificate,
    )


def test_who_withdraws_is_planned_without_and_the_rest_stays(
    plan: LotPlan, tender: Tender, lead: User, run_jobs: Callable[[], int]
) -> None:
    assert holders(plan) == {"A1": {"ash": 100}, "A2": {"cedar": 40}}
    withdraw(by=lead, plan=plan, organisation=member("ash"), reason="No staff")
    plan_again(by=lead, plan=plan)
    run_jobs()
    after = plan_of(tender, 2)
    assert after is not None
    assert holders(after) == {"A1": {"birch": 100}, "A2": {"cedar": 40}}
    assert after.request.follows == plan
    assert "ash" not in frozen_problem(after.request).member_by_id
    assert holders(plan) == {"A1": {"ash": 100}, "A2": {"cedar": 40}}


def test_a_declined_lot_goes_to_somebody_else_until_it_is_taken_again(
    plan: LotPlan, tender: Tender, lead: User, run_jobs: Callable[[], int]
) -> None:
    ash = member("ash")
    decline_lots(by=lead, plan=plan, organisation=ash, lots=[lot_of(plan, "ash")])
    assert [(one.ref, one.lines) for one in given_up(tender)] == [("ash", {"A1"})]
    plan_again(by=lead, plan=plan)
    run_jobs()
    after = plan_of(tender, 2)
    assert after is not None
    assert holders(after)["A1"] == {"birch": 100}
    assert frozen_problem(after.request).member_by_id["ash"].declined == {"A1"}
    take_part_again(by=lead, plan=plan, organisation=ash)
    assert given_up(tender) == ()
    request = plan_again(by=lead, plan=plan)
    assert frozen_problem(request).member_by_id["ash"].declined == set()


def test_a_line_that_was_declined_and_then_taken_away_stops_nothing(
    plan: LotPlan, tender: Tender, lead: User
) -> None:
    decline_lots(by=lead, plan=plan, organisation=member("ash"), lots=[lot_of(plan, "ash")])
    tender.lines.get(ref="A1").delete()
    request = plan_again(by=lead, plan=plan)
    assert frozen_problem(request).member_by_id["ash"].declined == set()


def test_a_changed_price_is_planned_with_the_least_change(
    plan: LotPlan, tender: Tender, lead: User, run_jobs: Callable[[], int]
) -> None:
    tender.lines.filter(ref="A1").update(unit_price_pence=2_600, volume=90)
    plan_again(by=lead, plan=plan)
    run_jobs()
    after = plan_of(tender, 2)
    assert after is not None
    assert holders(after) == {"A1": {"ash": 90}, "A2": {"cedar": 40}}


def test_nobody_gives_up_what_is_not_theirs_or_twice(plan: LotPlan, lead: User) -> None:
    ash, lot = member("ash"), lot_of(plan, "ash")
    other = lot_of(plan, "cedar")
    for lots in ([], [other], [lot, other], [99]):
        with pytest.raises(Refused, match="holds no such lot"):
            decline_lots(by=lead, plan=plan, organisation=ash, lots=lots)
    with pytest.raises(Refused, match="holds no such lot"):
        withdraw(by=lead, plan=plan, organisation=member("birch"))
    with pytest.raises(Refused, match="has given nothing up"):
        take_part_again(by=lead, plan=plan, organisation=ash)
    decline_lots(by=lead, plan=plan, organisation=ash, lots=[lot])
    with pytest.raises(Refused, match="given up already"):
        decline_lots(by=lead, plan=plan, organisation=ash, lots=[lot])
    withdraw(by=lead, plan=plan, organisation=ash)
    with pytest.raises(Refused, match="left the bid already"):
        withdraw(by=lead, plan=plan, organisation=ash)
    with pytest.raises(Refused, match="left the bid already"):
        decline_lots(by=lead, plan=plan, organisation=ash, lots=[lot])
    assert PartAnswer.objects.count() == 2


def test_what_is_in_force_is_what_the_lead_settled_on(
    plan: LotPlan, tender: Tender, lead: User, run_jobs: Callable[[], int]
) -> None:
    plan_again(by=lead, plan=plan)
    run_jobs()
    second = plan_of(tender, 2)
    assert second is not None
    assert plan_in_force(tender) == plan
    settle_on(by=lead, plan=second)
    settle_on(by=lead, plan=second)
    assert PlanChoice.objects.count() == 1
    assert plan_in_force(tender) == second
    request_plan(by=lead, tender=tender)
    run_jobs()
    assert plan_in_force(tender) == second
    assert [one.plan for one in parts_of(member("ash"), tender.consortium)] == [2]
    with pytest.raises(Refused, match="Another plan is in force"):
        withdraw(by=lead, plan=plan, organisation=member("ash"))
    settle_on(by=lead, plan=plan)
    assert plan_in_force(tender) == plan


def test_each_repair_can_be_tried_and_never_settled_on(
    plan: LotPlan, tender: Tender, lead: User, run_jobs: Callable[[], int]
) -> None:
    (repair,) = plan.document["repairs"]
    assert (repair["kind"], repair["member"]) == ("capacity", "cedar")
    try_repair(by=lead, plan=plan, number=1)
    run_jobs()
    tried = plan_of(tender, 2)
    assert tried is not None
    assert tried.covered_pence == tried.value_pence
    assert tried.request.supposes == repair
    with pytest.raises(Refused, match="supposes something that is not so yet"):
        settle_on(by=lead, plan=tried)
    for number in (0, 2, -1):
        with pytest.raises(LookupError):
            try_repair(by=lead, plan=plan, number=number)


def test_a_newcomer_can_hold_what_nobody_else_could(
    plan: LotPlan, lead: User, run_jobs: Callable[[], int]
) -> None:
    milton = plan.request.tender.lines.get(ref="A2")
    milton.area = Area.objects.create(code="E05002450", name="St Jude", kind="ward")
    milton.save()
    request_plan(by=lead, tender=plan.request.tender)
    run_jobs()
    second = LotPlan.objects.get(request__number=2)
    assert [one["kind"] for one in second.document["repairs"]] == ["recruit"]
    try_repair(by=lead, plan=second, number=1)
    run_jobs()
    tried = LotPlan.objects.get(request__number=3)
    assert holders(tried)["A2"] == {NEWCOMER: 50}
    assert tried.lots.get(member_ref=NEWCOMER).organisation is None
    assert tried.covered_pence == tried.value_pence


@pytest.mark.parametrize(
    "kind, changed",
    [
        (RepairKind.CAPACITY, lambda one: one.offers[0].capacity == 107),
        (RepairKind.TURNOVER, lambda one: one.turnover_cap == 50_000_900),
        (RepairKind.ACCREDITATION, lambda one: one.accreditations == {"offers line A1"}),
    ],
)
def test_a_repair_changes_one_thing_of_one_member(
    plan: LotPlan, kind: RepairKind, changed: Callable[..., bool]
) -> None:
    problem = frozen_problem(plan.request)
    marked = next(one for one in problem.lines if one.id == "A1")
    wanted = Repair(kind, "ash", marked.service, "A1", 900, 7)
    if kind is RepairKind.ACCREDITATION:
        object.__setattr__(marked, "accreditations", frozenset({"offers line A1"}))
    after = with_repair(problem, wanted)
    assert changed(after.member_by_id["ash"])
    before = [one for one in problem.members if one.id != "ash"]
    assert [one for one in after.members if one.id != "ash"] == before
    assert after.lines == problem.lines


ANSWERS = {
    "lead": (True, True),
    "coordinator": (False, False),
    "treasurer": (False, False),
    "contact": (True, False),
    "chair": (True, False),
    "voting-contact": (False, False),
    "other member": (False, False),
    "other lead": (False, False),
}


@pytest.mark.parametrize("who", ANSWERS)
def test_who_may_answer_for_a_member_and_who_may_settle(
    plan: LotPlan, lead: User, who: str
) -> None:
    of, ash = plan.request.tender.consortium, member("ash")
    user = {
        "lead": lambda: lead,
        "coordinator": lambda: make.role_holder(of, RoleKind.COORDINATOR, "c@pompey.example"),
        "treasurer": lambda: make.role_holder(of, RoleKind.TREASURER, "t@pompey.example"),
        "contact": lambda: make.acts_for(ash, RoleKind.MEMBER_CONTACT),
        "chair": lambda: make.acts_for(ash, RoleKind.CHAIR),
        "voting-contact": lambda: make.acts_for(ash, RoleKind.VOTING_CONTACT),
        "other member": lambda: make.acts_for(member("birch"), RoleKind.MEMBER_CONTACT),
        "other lead": lambda: make.lead_of(make.consortium("other"), "o@other.example"),
    }[who]()
    acts = {
        "withdraw": lambda: withdraw(by=user, plan=plan, organisation=ash),
        "return": lambda: take_part_again(by=user, plan=plan, organisation=ash),
        "decline": lambda: decline_lots(
            by=user, plan=plan, organisation=ash, lots=[lot_of(plan, "ash")]
        ),
        "settle": lambda: settle_on(by=user, plan=plan),
        "again": lambda: plan_again(by=user, plan=plan),
        "try": lambda: try_repair(by=user, plan=plan, number=1),
    }
    answers, leads = ANSWERS[who]
    for name, act in acts.items():
        if answers if name in {"withdraw", "return", "decline"} else leads:
            act()
        else:
            with pytest.raises(Refused, match="Only the"):
                act()
    assert PartAnswer.objects.exists() is answers
    assert PlanRequest.objects.count() == (2 if leads else 1)
