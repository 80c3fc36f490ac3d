"""Many small tenders in which anything may bind: no rule broken, nothing better, order without effect."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from bench.matching.report import Figures, told
from bids.matching.problem import Problem
from bids.matching.solve import solve
from bids.matching.solving.solver_process import SolverProcess
from bids.matching.verify import verify_plan
from tests.strategies.matching import problems
from tests.unit.bids.matching.cases import best_by_trying_all, shuffled

CASES = 2_000
TOLD_EVERY = 500
ONE_IN = 10
"""One case in so many is planned again in another order."""

SETTINGS = settings(
    max_examples=CASES // 2,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def prove_small_cases(number: int, broken: list[str]) -> Figures:
    """Plans of random small cases, and of tiny ones that are compared with every plan there is."""
    counts: Counter[str] = Counter()
    with SolverProcess() as solver:
        look = Look(solver, random.Random(number), counts, broken)  # noqa: S311 (an order)
        look.at("small", problems(most_members=8, most_lines=6, most_units=60), number)
        look.at("tiny", problems(most_members=3, most_lines=3, most_units=4), number)
    return {"cases": counts["small"] + counts["tiny"], **counts}


@dataclass(frozen=True)
class Look:
    """Half of the cases each time; what is wrong with any goes to `broken`."""

    solver: SolverProcess
    rng: random.Random
    counts: Counter[str]
    broken: list[str]

    def at(self, kind: str, strategy: SearchStrategy[Problem], number: int) -> None:
        @seed(number)
        @SETTINGS
        @given(strategy)
        def every(case: Problem) -> None:
            self.counts[kind] += 1
            if self.counts[kind] % TOLD_EVERY == 0:
                told({f"{kind}_cases": self.counts[kind]})
            name = f"{kind} case {self.counts[kind]}"
            self.broken.extend(f"{name}: {one}" for one in self.wrong(kind, case))

        every()

    def wrong(self, kind: str, case: Problem) -> Iterator[str]:
        plan = solve(case, solver=self.solver)
        yield from verify_plan(case, plan)
        if self.rng.randrange(ONE_IN) == 0:
            self.counts["reordered"] += 1
            again = solve(shuffled(case, 1), solver=self.solver)
            if replace(again, problem=case, seconds=plan.seconds) != plan:
                yield "another order, another plan"
        best = best_by_trying_all(case) if kind == "tiny" else None
        if best is not None:
            self.counts["compared_with_all"] += 1
            if plan.objective != best or plan.bound > best:
                yield f"{best} is the best, not {plan.objective} over {plan.bound}"
