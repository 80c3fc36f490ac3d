"""Split a tender: the one way in for everybody who wants a plan."""

import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace

import numpy as np

from bids.matching.finishing import Found, finished_plan
from bids.matching.plan import (
    Effort,
    OnProgress,
    Plan,
    Progress,
    ShouldStop,
    Step,
)
from bids.matching.problem import Contiguity, Problem
from bids.matching.solving.arrays import Arrays, Ints, arrays_of
from bids.matching.solving.contiguity import Gathering
from bids.matching.solving.crew import MANY_EDGES, PROCESSES, Crew
from bids.matching.solving.exact import MOST_EDGES, Outcome, solve_exactly
from bids.matching.solving.first_plan import kept_of_relaxation
from bids.matching.solving.greedy import scarcest_first
from bids.matching.solving.local_search import LocalSearch, relaxed_line_cost
from bids.matching.solving.passes import NEAR_ENOUGH, SHORT_LINES, passes_of
from bids.matching.solving.relaxation import Relaxation, relax
from bids.matching.solving.rounding import round_units
from bids.matching.solving.scope import Held
from bids.matching.solving.solver_process import SolverFailed, SolverProcess, Watch
from bids.matching.solving.standing import Standing

SAFETY_SECONDS = {Effort.QUICK: 120, Effort.NORMAL: 300, Effort.DEEP: 1_800}
ROUNDING_SECONDS = 120
MEMBERS_FOR_MORE_PROCESSES = 400


def solve(
    problem: Problem,
    *,
    effort: Effort | str = Effort.NORMAL,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
    solver: SolverProcess | None = None,
) -> Plan:
    """A plan for the tender, checked rule by rule, with a proved bound of how good any plan can be.

    The same problem, effort and seed give the same plan whatever the order of lines and members,
    unless `stopped` says that the search was cut short: by `should_stop`, which is asked about ten
    times a second, or by a safety limit of time. What it had by then is still a sound plan.

    Whoever solves many small problems may pass a `solver` to keep one child process for all. Raises
    `SolverFailed` where the child dies, as it does when the machine runs out of memory.
    """
    began = time.monotonic()
    effort = Effort(effort)
    watch = Watch(began + SAFETY_SECONDS[effort], should_stop or (lambda: False))
    with ExitStack() as stack:
        crew = _crew(problem, solver, stack)
        crew.watched_by(watch)
        listener = on_progress or (lambda progress: None)
        search = _Search(problem, arrays_of(problem), effort, seed, crew, listener)
        found = search.run()
    search.tell(Step.CHECK, 0, 1)
    plan = finished_plan(problem, search.arrays, effort, seed, found)
    search.tell(Step.CHECK, 1, 1, best=plan.objective, bound=plan.bound, coverage=plan.coverage)
    return replace(plan, seconds=round(time.monotonic() - began, 3))


def _crew(problem: Problem, solver: SolverProcess | None, stack: ExitStack) -> Crew:
    """The processes for this problem; those made here end with the stack."""
    if solver is not None:
        return Crew((solver,))
    wanted = PROCESSES if len(problem.members) >= MEMBERS_FOR_MORE_PROCESSES else 1
    crew = Crew(tuple(stack.enter_context(SolverProcess()) for _ in range(wanted)))
    crew.begin()
    return crew


@dataclass(frozen=True)
class _Search:
    problem: Problem
    arrays: Arrays
    effort: Effort
    seed: int
    crew: Crew
    listener: OnProgress

    def run(self) -> Found:
        """All that was found, beginning with nothing for anybody and the expert's plan."""
        plans: tuple[Ints, ...] = (
            np.zeros_like(self.arrays.edge_line),
            scarcest_first(self.arrays),
        )
        if len(self.arrays.edge_line) == 0:
            return Found(plans, ())
        self.tell(Step.BOUND, 0, 1)
        relaxation = relax(self.arrays, self.crew.first)
        if relaxation is None:
            return Found(plans, (0,), self.crew.verdict())
        outcome = self.search(relaxation)
        if outcome is None:
            return Found(plans, (relaxation.bound,), self.crew.verdict())
        outcome = self.gathered(outcome, relaxation)
        self.tell(Step.ROUND, 0, 1)
        self.crew.watched_by(Watch(time.monotonic() + ROUNDING_SECONDS, lambda: False))
        units = round_units(self.arrays, outcome.held, self.crew)
        expert_ignores_areas = self.problem.policy.contiguity is not Contiguity.OFF
        plans = (plans[0], units) if expert_ignores_areas else (*plans, units)
        stopped = outcome.stopped or self.crew.verdict()
        return Found(plans, (relaxation.bound, outcome.bound), stopped)

    def search(self, relaxation: Relaxation) -> Outcome | None:
        self.tell(Step.FIRST_PLAN, 0, 1, bound=relaxation.bound)
        if len(self.arrays.edge_line) <= MOST_EDGES:
            with suppress(SolverFailed):
                return solve_exactly(self.arrays, self.effort, self.crew.first, self.better)
        return self.search_locally(relaxation)

    def search_locally(self, relaxation: Relaxation) -> Outcome:
        standing = kept_of_relaxation(self.arrays, relaxation.units)
        relaxed = relaxed_line_cost(self.arrays, relaxation.units)

        def heard(done: int, total: int) -> None:
            best, bound, coverage = (
                round(standing.objective()),
                relaxation.bound,
                standing.coverage(),
            )
            self.tell(Step.IMPROVE, done, total, best=best, bound=bound, coverage=coverage)

        if len(self.arrays.edge_line) > MANY_EDGES:
            self.crew.begin_afresh()
        enough = relaxation.bound * (1 + NEAR_ENOUGH[self.effort])
        search = LocalSearch(standing, relaxed, self.crew, self.seed, enough)
        stopped = search.improve(passes_of(self.arrays, self.effort), heard)
        if stopped is None and self.effort is Effort.NORMAL:
            stopped = search.improve_further(heard)
        return Outcome(Held(standing.units, standing.pairs), relaxation.bound, stopped)

    def gathered(self, outcome: Outcome, relaxation: Relaxation) -> Outcome:
        """The outcome with scattered lots brought together, if the policy asks for that."""
        if self.problem.policy.contiguity is Contiguity.OFF or outcome.stopped:
            return outcome
        standing = Standing.empty(self.arrays)
        held = outcome.held
        standing.put(np.arange(len(held.units)), held.units, held.pairs)

        def refill(standing: Standing) -> None:
            relaxed = relaxed_line_cost(self.arrays, relaxation.units)
            search = LocalSearch(standing, relaxed, self.crew, self.seed)
            search.improve((SHORT_LINES, SHORT_LINES), lambda done, total: None)

        Gathering(self.problem, standing, self.crew.first, refill).run()
        return replace(outcome, held=Held(standing.units, standing.pairs))

    def better(self, objective: int, bound: int) -> None:
        self.tell(Step.IMPROVE, 0, 1, best=objective, bound=min(objective, bound))

    def tell(self, step: Step, done: int, total: int, **known: int | float | None) -> None:
        self.listener(Progress(step, done, total, **known))  # type: ignore[arg-type]
