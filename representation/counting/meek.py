"""Meek's method: the Proportional Representation Foundation's reference rule, steps A, B.1 to B.4, C and T.

Nine decimals, rounded up where the rule says so; omega is 0.000001. After I. D. Hill, B. A. Wichmann and
D. R. Woodall, Algorithm 123, The Computer Journal 30 (1987).
"""

from collections.abc import Iterable, Iterator

from representation.counting.ballots import Papers, Ranking
from representation.counting.register import Register
from representation.counting.result import Action, TiePurpose, Transfer

PLACES = 9
ONE = 1_000_000_000
OMEGA = 1_000

Path = tuple[int, ...]


def count_meek(papers: Papers, register: Register) -> None:
    """Count to the end, writing a stage for each round of the rule."""
    MeekCount(papers, register).run()


class MeekCount:
    """One count.

    A hopeful candidate keeps the whole of what reaches it, so a paper's path goes from elected candidate to
    elected candidate and ends at the first hopeful one. Papers with equal paths are worked out together.
    """

    def __init__(self, papers: Papers, register: Register) -> None:
        self.register = register
        self.total = papers.total
        # Step A: keep factors 1 for hopeful candidates (withdrawn ones are not on these papers).
        self.keep = [ONE if c in register.continuing else 0 for c in range(len(register.votes))]
        self.papers: dict[Path, list[tuple[Ranking, int]]] = {}
        for paper in papers.rankings.items():
            self.papers.setdefault(self.path(paper[0]), []).append(paper)
        self.weights = {
            path: sum([weight for _, weight in group]) for path, group in self.papers.items()
        }
        self.shown_keep = list(self.keep)
        self.rerouted: dict[tuple[Path, Path], int] = {}

    def run(self) -> None:
        """Rounds (B) until the places are filled, or there is one for everybody left (B.1, C.1)."""
        register = self.register
        action, doomed = Action.FIRST_PREFERENCES, frozenset[int]()
        candidates: tuple[int, ...] = ()
        while True:
            final = len(register.continuing) <= register.unfilled
            elected_before = list(register.elected)
            surplus = self.distribute_once() if final else self.iterate()
            register.elect_rest()
            self.end_round(action, candidates, doomed)
            if register.is_complete:
                return
            newly = tuple(c for c in register.elected if c not in elected_before)
            doomed = register.doomed()
            if newly and not doomed:
                action, candidates = Action.KEEP_FACTORS, newly
                self.reroute(newly)
            else:
                lowest = self.defeat(surplus, doomed)
                action, candidates = Action.EXCLUSION, (lowest,)
                self.reroute((*newly, lowest))

    def path(self, ranking: Ranking) -> Path:
        """Whom the paper passes: elected candidates, then the first hopeful one."""
        passed: list[int] = []
        for candidate in ranking:
            if candidate in self.register.continuing:
                return (*passed, candidate)
            if self.keep[candidate]:
                passed.append(candidate)
        return tuple(passed)

    def reroute(self, changed: Iterable[int]) -> None:
        """Find the paths again of papers that ended at a candidate who is now elected or defeated."""
        ended = frozenset(changed)
        before, self.papers, self.rerouted = self.papers, {}, {}
        for path, group in before.items():
            if not path or path[-1] not in ended:
                self.papers.setdefault(path, []).extend(group)
                self.rerouted[path, path] = self.weights[path]
                continue
            for paper in group:
                new = self.path(paper[0])
                self.papers.setdefault(new, []).append(paper)
                self.rerouted[path, new] = self.rerouted.get((path, new), 0) + paper[1]
        self.weights = {}
        for (_, new), weight in self.rerouted.items():
            self.weights[new] = self.weights.get(new, 0) + weight

    def iterate(self) -> int:
        """B.2 until somebody is elected or the surplus is as good as shared; the total surplus."""
        register = self.register
        previous: int | None = None
        while True:
            surplus = self.distribute_once()
            before = len(register.elected)
            register.elect_reaching(register.quota)  # B.2.c
            if len(register.elected) > before:
                return self.surplus()
            # B.2.e; the second half stops a cycle of the last decimal.
            if surplus < OMEGA or (previous is not None and surplus >= previous):
                return surplus
            previous = surplus
            for c in register.elected:  # B.2.f
                kept = _ceil(self.keep[c] * register.quota, ONE)
                self.keep[c] = _ceil(kept * ONE, register.votes[c])

    def distribute_once(self) -> int:
        """B.2.a, b and d: votes by keep factors, the quota from them, and the total surplus."""
        register = self.register
        votes = [0] * len(register.votes)
        for path, weight in self.weights.items():
            for candidate, share in self.shares(path, self.keep):
                votes[candidate] += share * weight
        register.votes = votes
        register.non_transferable = self.total * ONE - sum(votes)
        register.quota = sum(votes) // (register.seats + 1) + 1
        return self.surplus()

    def surplus(self) -> int:
        """B.2.d: what the elected have above the quota, all together, and never below nothing."""
        register = self.register
        return max(0, sum(register.votes[c] - register.quota for c in register.elected))

    @staticmethod
    def shares(path: Path, keep: list[int]) -> Iterator[tuple[int, int]]:
        """B.2.a: how one paper's vote is kept along its path, each share rounded up."""
        left = ONE
        for candidate in path:
            share = _ceil(left * keep[candidate], ONE)
            yield candidate, share
            left -= share
            if not left:
                return

    def defeat(self, surplus: int, doomed: frozenset[int]) -> int:
        """B.3: the lowest; all within the surplus of the lowest are tied, and T draws the lot at once."""
        register = self.register
        pool = doomed or register.continuing - register.guarded()
        limit = min(register.votes[c] for c in pool) + surplus
        tied = sorted(c for c in pool if register.votes[c] <= limit)
        lowest = register.break_tie(tied, TiePurpose.EXCLUSION, [])
        register.exclude([lowest])
        self.keep[lowest] = 0
        return lowest

    def end_round(
        self, action: Action, candidates: tuple[int, ...], doomed: frozenset[int]
    ) -> None:
        """Write the round down, with the votes that have moved since the last one."""
        register = self.register
        register.remember()
        excluded = candidates if action is Action.EXCLUSION else ()
        register.close_stage(
            action,
            candidates=candidates,
            transfers=self.transfers(),
            excluded=excluded,
            doomed=doomed & frozenset(excluded),
            keep_factors=tuple(self.keep),
        )
        self.shown_keep = list(self.keep)

    def transfers(self) -> list[Transfer]:
        """What each paper moved, matching its losses with its gains down the order of preference."""
        moved: dict[tuple[int, int | None], int] = {}
        for (old, new), weight in self.rerouted.items():
            before: dict[int | None, int] = dict(self.shares(old, self.shown_keep))
            after: dict[int | None, int] = dict(self.shares(new, self.keep))
            for (source, target), share in _matched(before, after):
                moved[source, target] = moved.get((source, target), 0) + share * weight
        return [Transfer(s, t, votes) for (s, t), votes in moved.items()]


def _matched(
    before: dict[int | None, int], after: dict[int | None, int]
) -> Iterator[tuple[tuple[int, int | None], int]]:
    """Pairs of a loser and a gainer of one paper, and the share that passed between them."""
    before = {**before, None: ONE - sum(before.values())}
    after = {**after, None: ONE - sum(after.values())}
    order = list(dict.fromkeys([*(c for c in before if c is not None), *after]))
    gains = [[c, after.get(c, 0) - before.get(c, 0)] for c in order]
    gaining = iter([gain for gain in gains if gain[1] is not None and gain[1] > 0])
    target = next(gaining, None)
    for source, change in gains:
        owed = -(change or 0)
        while owed > 0 and target is not None:
            share = min(owed, target[1] or 0)
            if source is not None:
                yield (source, target[0]), share
            owed -= share
            target[1] = (target[1] or 0) - share
            if not target[1]:
                target = next(gaining, None)


def _ceil(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)
