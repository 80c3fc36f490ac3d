"""Scottish STV: Scottish Local Government Elections Order 2011 (SSI 2011/399), Schedule 1, rules 46 to 53.

Weighted inclusive Gregory. The same text as SSI 2007/42, where each number is one lower. Also AV: the same
rules with one place, as they apply at a Scottish by-election.
"""

from collections.abc import Callable

from representation.counting.ballots import Papers, Ranking
from representation.counting.register import Register
from representation.counting.result import Action, TiePurpose, Transfer

PLACES = 5
ONE = 100_000

Pile = dict[int, list[tuple[Ranking, int]]]


def count_scottish(papers: Papers, register: Register) -> None:
    """Count to the end, writing the stages in the register."""
    ScottishCount(papers, register).run()


class ScottishCount:
    """One count. A candidate's pile holds the papers by the value that each had when it was received."""

    def __init__(self, papers: Papers, register: Register) -> None:
        self.register = register
        self.piles: list[Pile] = [{} for _ in register.votes]
        self.papers = papers
        # Rule 47: valid papers divided by places and one, decimals ignored, increased by one.
        register.quota = (papers.total // (register.seats + 1) + 1) * ONE

    def run(self) -> None:
        """Stages until the places are filled (rule 53) or as many candidates continue as places."""
        register = self.register
        self.sort_first_preferences()
        self.end_stage(Action.FIRST_PREFERENCES, (), [], frozenset())
        while not register.is_complete:
            doomed = register.doomed()
            surpluses = [c for c in register.elected if register.votes[c] > register.quota]
            if doomed or not surpluses:
                self.exclude_lowest(doomed)
            else:
                self.transfer_surplus(surpluses)

    def sort_first_preferences(self) -> None:
        """Rule 46: one vote for each paper to its first preference."""
        for ranking, weight in self.papers.rankings.items():
            first = ranking[0]
            self.piles[first].setdefault(ONE, []).append((ranking, weight))
            self.register.votes[first] += weight * ONE

    def transfer_surplus(self, surpluses: list[int]) -> None:
        """Rules 49 and 50: the largest surplus, every paper, at a value cut to five places."""
        register = self.register
        largest = max(register.votes[c] for c in surpluses)
        level = sorted(c for c in surpluses if register.votes[c] == largest)
        # Rule 50(2), (3): most votes at the most recent stage where they were unequal, else by lot.
        source = register.break_tie(level, TiePurpose.SURPLUS, register.latest_first())
        surplus, total = largest - register.quota, largest
        # Rule 49(3): surplus times the value when received, over the candidate's votes.
        transfers = self.move(source, surplus, lambda value: surplus * value // total)
        self.end_stage(Action.SURPLUS, (source,), transfers, frozenset())

    def exclude_lowest(self, doomed: frozenset[int]) -> None:
        """Rules 51 and 52: the candidate with the fewest votes; a doomed one before anybody."""
        register = self.register
        pool = doomed or register.continuing - register.guarded()
        fewest = min(register.votes[c] for c in pool)
        level = sorted(c for c in pool if register.votes[c] == fewest)
        # Rule 52(2): fewest votes at the most recent stage where they were unequal, else by lot.
        source = register.break_tie(level, TiePurpose.EXCLUSION, register.latest_first())
        register.exclude([source])
        # Rule 51(4): papers keep the value at which they came.
        transfers = self.move(source, register.votes[source], lambda value: value)
        self.end_stage(Action.EXCLUSION, (source,), transfers, doomed)

    def move(self, source: int, leaving: int, value_of: Callable[[int], int]) -> list[Transfer]:
        """Send each paper to its next preference for a continuing candidate.

        leaving: the votes that leave the source; what no candidate gains of it, by papers without a
        next preference or by cut decimals, is non-transferable.
        """
        register = self.register
        pile, self.piles[source] = self.piles[source], {}
        gained: dict[int, int] = {}
        continuing = frozenset(register.continuing)
        for value, papers in pile.items():
            new_value = value_of(value)
            parcels: dict[int, list[tuple[Ranking, int]]] = {}
            for paper in papers:
                for candidate in paper[0]:
                    if candidate in continuing:
                        if candidate in parcels:
                            parcels[candidate].append(paper)
                        else:
                            parcels[candidate] = [paper]
                        break
            for target, parcel in parcels.items():
                self.piles[target].setdefault(new_value, []).extend(parcel)
                votes = sum([weight for _, weight in parcel]) * new_value
                gained[target] = gained.get(target, 0) + votes
        return self.credit(source, leaving, gained)

    def credit(self, source: int, leaving: int, gained: dict[int, int]) -> list[Transfer]:
        """Enter the votes that moved, and the rest as non-transferable."""
        register = self.register
        transfers = [Transfer(source, c, votes) for c, votes in sorted(gained.items()) if votes]
        lost = leaving - sum(gained.values())
        if lost:
            transfers.append(Transfer(source, None, lost))
        for target, votes in gained.items():
            register.votes[target] += votes
        register.votes[source] -= leaving
        register.non_transferable += lost
        return transfers

    def end_stage(
        self,
        action: Action,
        candidates: tuple[int, ...],
        transfers: list[Transfer],
        doomed: frozenset[int],
    ) -> None:
        """Rule 48: the quota elects at the end of any stage. Rule 53: as many left as places."""
        register = self.register
        register.elect_reaching(register.quota)
        register.elect_rest()
        register.remember()
        excluded = candidates if action is Action.EXCLUSION else ()
        register.close_stage(
            action,
            candidates=candidates,
            transfers=transfers,
            excluded=excluded,
            doomed=doomed & frozenset(excluded),
        )
