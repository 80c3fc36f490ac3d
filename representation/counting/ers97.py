"""ERS97: Electoral Reform Society, How to conduct an election by the single transferable vote (1997).

Numbers in comments are its paragraphs. Two decimals; the Gregory method on the last batch received.
"""

from dataclasses import dataclass, field

from representation.counting.ballots import Papers, Ranking
from representation.counting.ers97_exclusion import can_defer, group_to_exclude
from representation.counting.register import Register, separate
from representation.counting.result import Action, Tie, TiePurpose, Transfer

PLACES = 2
ONE = 100

Batch = tuple[int, list[tuple[Ranking, int]]]


def count_ers97(papers: Papers, register: Register) -> None:
    """Count to the end, writing the stages in the register."""
    Ers97Count(papers, register).run()


@dataclass
class _Movement:
    """Papers of one value on their way: parcels by target, and what becomes of the votes."""

    parcels: dict[int, list[tuple[Ranking, int]]] = field(default_factory=dict)
    papers: dict[tuple[int, int], int] = field(default_factory=dict)
    transferable: int = 0


class Ers97Count:
    """One count. A candidate holds batches, each of papers of one value, in the order received."""

    def __init__(self, papers: Papers, register: Register) -> None:
        self.register = register
        self.papers = papers
        self.batches: list[list[Batch]] = [[] for _ in register.votes]
        self.transfers: dict[tuple[int, int | None], int] = {}

    def run(self) -> None:
        """Stages until the places are filled (5.5.2) or as many candidates are left as places (4.3)."""
        register = self.register
        self.first_stage()
        while not register.is_complete:
            doomed = register.doomed()
            surpluses = [c for c in register.elected if register.votes[c] > register.quota]
            total = sum(register.votes[c] - register.quota for c in surpluses)
            if doomed or not surpluses or can_defer(register, total):
                self.exclude(group_to_exclude(register, total, doomed), doomed)
            else:
                self.transfer_surplus(surpluses)

    def first_stage(self) -> None:
        """5.1: first preferences, quota, and whoever has it."""
        register = self.register
        firsts: dict[int, list[tuple[Ranking, int]]] = {}
        for ranking, weight in self.papers.rankings.items():
            firsts.setdefault(ranking[0], []).append((ranking, weight))
        for candidate, parcel in firsts.items():
            self.batches[candidate].append((ONE, parcel))
            register.votes[candidate] = ONE * sum(weight for _, weight in parcel)
        self.set_quota()
        self.deem_elected()
        self.end_stage(Action.FIRST_PREFERENCES)

    def set_quota(self) -> None:
        """5.1.6: divided to two decimals, and 0.01 more unless exact. 5.4.8: of the transferable vote."""
        active = self.papers.total * ONE - self.register.non_transferable
        self.register.quota = -(-active // (self.register.seats + 1))

    def total_active_vote(self) -> int:
        """5.6.1: the valid vote less the elected's quotas (or votes, if fewer) and the non-transferable."""
        register = self.register
        kept = sum(min(register.votes[c], register.quota) for c in register.elected)
        return self.papers.total * ONE - kept - register.non_transferable

    def deem_elected(self) -> None:
        """5.1.7, 5.3.13, 5.4.9: in descending order, whoever has the quota or more than all others could."""
        register = self.register
        passed_over: set[int] = set()
        while not register.is_complete:
            passed_over |= register.doomed()
            eligible = sorted(register.continuing - passed_over)
            if not eligible:
                break
            most = max(register.votes[c] for c in eligible)
            share_reached = most * (register.unfilled + 1) >= self.total_active_vote()
            if most < register.quota and not share_reached:
                break
            level = [c for c in eligible if register.votes[c] == most]
            chosen = self.first_of(level)
            if chosen is None:
                break
            register.elect(chosen, reached=True)
        register.remember()

    def first_of(self, level: list[int]) -> int | None:
        """5.6.2: of more than there are places for, the one ahead at the earliest point; else nobody yet."""
        register = self.register
        if len(level) <= register.unfilled and not register.reservations:
            return level[0]
        if len(level) == 1:
            return level[0]
        left, stage = separate(level, register.history, fewest=False)
        if len(left) > register.unfilled:
            return None
        if stage is not None and len(level) > register.unfilled:
            register.note_tie(Tie(TiePurpose.ELECTION, tuple(level), left[0], stage))
        return left[0]

    def transfer_surplus(self, surpluses: list[int]) -> None:
        """5.2.3 and 5.3: the largest surplus, from the last batch received."""
        register = self.register
        largest = max(register.votes[c] for c in surpluses)
        level = sorted(c for c in surpluses if register.votes[c] == largest)
        source = register.break_tie(level, TiePurpose.SURPLUS, register.history)
        surplus = largest - register.quota
        value, papers = self.batches[source][-1]
        self.batches[source] = []
        movement = self.sort_papers([(source, papers)])
        # 5.3.7: the surplus shared among the transferable papers, unless they are worth no more.
        if movement.transferable * value > surplus:
            value = surplus // movement.transferable
        self.credit(movement, value)
        self.settle(source, surplus, movement.transferable * value)
        self.deem_elected()
        self.end_stage(Action.SURPLUS, (source,))

    def exclude(self, group: list[int], doomed: frozenset[int]) -> None:
        """5.4: all the papers of those excluded, in batches by descending value."""
        register = self.register
        register.exclude(group)
        # 5.5.1: if only as many would be left as places, they are elected and no paper moves.
        if len(register.continuing) > register.unfilled:
            held: dict[int, list[tuple[int, list[tuple[Ranking, int]]]]] = {}
            for source in group:
                for value, papers in self.batches[source]:
                    held.setdefault(value, []).append((source, papers))
                self.batches[source] = []
            for value in sorted(held, reverse=True):
                if not register.is_complete:
                    self.transfer_batch(value, held[value])
        self.end_stage(Action.EXCLUSION, tuple(group), doomed & frozenset(group))

    def transfer_batch(
        self, value: int, parcels: list[tuple[int, list[tuple[Ranking, int]]]]
    ) -> None:
        """5.4.2 to 5.4.10: one batch, then a new quota if nobody is elected yet, then elections."""
        register = self.register
        movement = self.sort_papers(parcels)
        self.credit(movement, value)
        for source in dict.fromkeys(source for source, _ in parcels):
            worth = value * sum(w for s, papers in parcels if s == source for _, w in papers)
            moved = value * sum(n for (s, _), n in movement.papers.items() if s == source)
            self.settle(source, worth, moved)
        if not register.elected:
            self.set_quota()
        self.deem_elected()

    def sort_papers(self, parcels: list[tuple[int, list[tuple[Ranking, int]]]]) -> _Movement:
        """5.3.3, 5.4.2: papers by their next available preference."""
        movement = _Movement()
        continuing = frozenset(self.register.continuing)
        for source, papers in parcels:
            for paper in papers:
                target = next((c for c in paper[0] if c in continuing), None)
                if target is not None:
                    movement.parcels.setdefault(target, []).append(paper)
                    key = (source, target)
                    movement.papers[key] = movement.papers.get(key, 0) + paper[1]
                    movement.transferable += paper[1]
        return movement

    def credit(self, movement: _Movement, value: int) -> None:
        """5.3.8 to 5.3.12: each target's papers are its last batch, at this value."""
        for target, parcel in movement.parcels.items():
            self.batches[target].append((value, parcel))
        for (source, target), papers in movement.papers.items():
            self.register.votes[target] += papers * value
            self.note_transfer(source, target, papers * value)

    def settle(self, source: int, leaving: int, moved: int) -> None:
        """Take the votes from the source; what nobody received is non-transferable (5.3.9, 5.4.6)."""
        self.register.votes[source] -= leaving
        self.register.non_transferable += leaving - moved
        self.note_transfer(source, None, leaving - moved)

    def note_transfer(self, source: int, target: int | None, votes: int) -> None:
        """Add to the stage's table of transfers."""
        if votes:
            self.transfers[source, target] = self.transfers.get((source, target), 0) + votes

    def end_stage(
        self, action: Action, candidates: tuple[int, ...] = (), doomed: frozenset[int] = frozenset()
    ) -> None:
        """Write the stage down; 4.3 and 5.5.1: elect all who are left if there is a place for each."""
        self.register.elect_rest()
        self.register.close_stage(
            action,
            candidates=candidates,
            transfers=[Transfer(s, t, votes) for (s, t), votes in self.transfers.items()],
            excluded=candidates if action is Action.EXCLUSION else (),
            doomed=doomed,
        )
        self.transfers = {}
