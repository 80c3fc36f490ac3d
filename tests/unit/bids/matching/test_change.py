"""After a change the plan is sound, as well covered as a new one, and mostly as it was."""

from collections import Counter
from dataclasses import replace

import pytest

from bids.matching import change
from bids.matching.backups import backups_of
from bids.matching.change import difference, replan, with_declined, without_members
from bids.matching.plan import Allocation, Effort, Plan
from bids.matching.problem import BASIS_POINTS
from bids.matching.solve import solve
from bids.matching.verify import verify_allocations, verify_plan
from tests.unit.bids.matching.cases import large_problem, line, member, problem


def test_the_biggest_member_withdraws() -> None:
    case = large_problem(6)
    plan = solve(case, effort=Effort.QUICK)
    value = Counter[str]()
    for held in plan.allocations:
        value[held.member] += held.volume * case.line_by_id[held.line].unit_price
    gone = value.most_common(1)[0][0]
    left = without_members(case, frozenset({gone}))
    kept, fresh = replan(plan, left), solve(left, effort=Effort.QUICK)
    assert verify_plan(left, kept) == []
    assert kept.uncovered <= fresh.uncovered + left.value * 10 // BASIS_POINTS
    assert 3 * len(difference(plan, kept)) <= len(difference(plan, fresh))


def test_a_declined_line_goes_to_somebody_else() -> None:
    case = problem([line("L1", 10), line("L2", 10)], [member("M1", 20), member("M2", 20)])
    plan = solve(case)
    holder = plan.allocations[0].member
    declined = with_declined(case, holder, frozenset({"L1"}))
    after = replan(plan, declined)
    assert verify_plan(declined, after) == []
    assert after.shortages == ()
    assert all((held.member, held.line) != (holder, "L1") for held in after.allocations)


def test_nothing_changes_where_nothing_changed() -> None:
    case = large_problem(7)
    plan = solve(case, effort=Effort.QUICK)
    covered = replan(plan, case)
    assert len(difference(plan, covered)) <= 4 * len(plan.shortages)


def replanned(keep_weight: int) -> Plan:
    """One of two members that could hold a line alone has gone."""
    case = problem([line("L1", 10)], [member("M1", 10), member("M2", 10)])
    plan = solve(case)
    left = without_members(case, frozenset({plan.allocations[0].member}))
    return replan(plan, left, keep_weight=keep_weight)


def test_no_price_of_a_change_leaves_open_what_can_be_covered() -> None:
    for keep_weight in (10**9, 1):
        plan = replanned(keep_weight)
        assert (plan.afresh, plan.uncovered) == (False, 0)


def test_beyond_a_county_a_plan_made_afresh_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a high price for beginning a pair nobody steps in, so that all is planned anew."""
    monkeypatch.setattr(change, "MOST_EDGES", 0)
    dear, cheap = replanned(10**9), replanned(1)
    assert (dear.afresh, dear.uncovered) == (True, 0)
    assert (cheap.afresh, cheap.uncovered) == (False, 0)


def test_everybody_withdraws() -> None:
    case = problem([line("L1", 10)], [member("M1", 20)])
    after = replan(solve(case), without_members(case, frozenset({"M1"})))
    assert after.allocations == ()
    assert after.uncovered == case.value


def test_backups_keep_every_rule_of_the_one_who_steps_in() -> None:
    """Each member fails in turn; what its backups take on top of their own part breaks no limit."""
    case = large_problem(8)
    plan = solve(case, effort=Effort.QUICK)
    resilience = backups_of(plan)
    assert resilience.backups
    parts = {(held.member, held.line): held.volume for held in plan.allocations}
    for failed in sorted({backup.member for backup in resilience.backups}):
        after = {pair: units for pair, units in parts.items() if pair[0] != failed}
        for backup in resilience.backups:
            if backup.member == failed:
                pair = (backup.by, backup.line)
                after[pair] = after.get(pair, 0) + backup.volume
        allocations = [Allocation(*pair, units) for pair, units in after.items()]
        lenient = replace(case, members=tuple(replace(one, min_contract=0) for one in case.members))
        assert list(verify_allocations(lenient, allocations)) == []
        if failed in resilience.replaceable:
            assert sum(after.values()) == sum(parts.values())
