"""Who is elected, excluded or continuing as a count goes on, and the stages that are written down."""

from collections.abc import Iterable, Sequence

from representation.counting.ballots import Contest
from representation.counting.errors import LotNeeded
from representation.counting.lots import Lot
from representation.counting.reserved import Places, Reservation
from representation.counting.result import Action, Stage, Tie, TiePurpose, Transfer


class Register:
    """The state of one count, shared by all the rules.

    votes: units of the last decimal place, by candidate. sitting: members whom a countback protects; then
    `newcomers` says how many others it is to find, and the count is complete when it has them.
    """

    def __init__(
        self,
        contest: Contest,
        seats: int,
        *,
        lot: Lot | None = None,
        reservations: tuple[Reservation, ...] = (),
        sitting: frozenset[int] = frozenset(),
    ) -> None:
        self.names = contest.candidates
        self.seats = seats
        self.lot = lot
        self.reservations = reservations
        self.sitting = sitting
        self.newcomers = seats - len(sitting) if sitting else None
        self.continuing = set(contest.standing)
        self.elected: list[int] = []
        self.votes = [0] * len(contest.candidates)
        self.non_transferable = 0
        self.quota = 0
        self.stages: list[Stage] = []
        self.history: list[tuple[int, tuple[int, ...]]] = []
        self._newly: list[int] = []
        self._reached: set[int] = set()
        self._ties: list[Tie] = []

    @property
    def unfilled(self) -> int:
        """Places that nobody has been elected to yet."""
        return self.seats - len(self.elected)

    @property
    def number(self) -> int:
        """The number of the stage under way."""
        return len(self.stages) + 1

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing more to decide."""
        if self.newcomers is not None:
            found = sum(c not in self.sitting for c in self.elected)
            return found >= self.newcomers or not self.continuing
        return self.unfilled <= 0 or not self.continuing

    def remember(self) -> None:
        """Keep the votes as they are now for ties at later stages."""
        self.history.append((self.number, tuple(self.votes)))

    def guarded(self) -> frozenset[int]:
        """Continuing candidates who may not be excluded."""
        return self._places().guarded() if self.reservations else frozenset()

    def doomed(self) -> frozenset[int]:
        """Continuing candidates who may not be elected."""
        return self._places().doomed() if self.reservations else frozenset()

    def _places(self, without: Iterable[int] = ()) -> Places:
        continuing = frozenset(self.continuing) - frozenset(without)
        return Places(self.reservations, frozenset(self.elected), continuing, self.unfilled)

    def may_go(self, candidate: int, with_others: Iterable[int]) -> bool:
        """Whether the reservations can still be met if all of these are excluded."""
        return not self.reservations or self._places({candidate, *with_others}).possible()

    def elect(self, candidate: int, *, reached: bool) -> None:
        """Deem this candidate elected; `reached` when by having the quota."""
        self.continuing.discard(candidate)
        self.elected.append(candidate)
        self._newly.append(candidate)
        if reached:
            self._reached.add(candidate)

    def elect_reaching(self, quota: int) -> None:
        """Deem elected all who have the quota, most votes first, passing over anybody doomed meanwhile."""
        reached = [c for c in sorted(self.continuing) if self.votes[c] >= quota]
        while reached and not self.is_complete:
            most = max(self.votes[c] for c in reached)
            level = [c for c in reached if self.votes[c] == most]
            chosen = level[0]
            if self.reservations and len(level) > 1:
                chosen = self.break_tie(level, TiePurpose.ELECTION, self.latest_first())
            reached.remove(chosen)
            if chosen not in self.doomed():
                self.elect(chosen, reached=True)

    def elect_rest(self) -> None:
        """Deem elected all who continue, most votes first, when there is a place for each."""
        if 0 < len(self.continuing) <= self.unfilled and not self.is_complete:
            for candidate in sorted(self.continuing, key=lambda c: (-self.votes[c], c)):
                self.elect(candidate, reached=False)

    def exclude(self, candidates: Iterable[int]) -> None:
        """Take these candidates out of the count."""
        self.continuing.difference_update(candidates)

    def latest_first(self) -> list[tuple[int, tuple[int, ...]]]:
        """Earlier votes for a tie, the most recent stage first (SSI 2011/399 rules 50, 51)."""
        return self.history[::-1]

    def break_tie(
        self,
        tied: Sequence[int],
        purpose: TiePurpose,
        points: Iterable[tuple[int, tuple[int, ...]]],
    ) -> int:
        """The one chosen of those tied, by the first of these points that tells, else by lot.

        Where a point leaves several level at the extreme, only they go on to the next point.
        """
        if len(tied) == 1:
            return tied[0]
        left, stage = separate(tied, points, fewest=purpose is TiePurpose.EXCLUSION)
        if len(left) == 1:
            self._ties.append(Tie(purpose, tuple(tied), left[0], stage))
            return left[0]
        return self._draw(tied, left, purpose)

    def note_tie(self, tie: Tie) -> None:
        """Enter a tie that was broken outside `break_tie`."""
        self._ties.append(tie)

    def _draw(self, tied: Sequence[int], left: Sequence[int], purpose: TiePurpose) -> int:
        names = [self.names[c] for c in left]
        if self.lot is None:
            raise LotNeeded("lot_needed", stage=self.number, names=", ".join(names))
        chosen = self.names.index(self.lot.draw(names))
        self._ties.append(Tie(purpose, tuple(tied), chosen, None, tuple(left)))
        return chosen

    def close_stage(
        self,
        action: Action,
        *,
        candidates: Iterable[int] = (),
        transfers: Iterable[Transfer] = (),
        excluded: Iterable[int] = (),
        doomed: frozenset[int] = frozenset(),
        keep_factors: tuple[int, ...] = (),
    ) -> None:
        """Write the stage down, with whoever was elected and whatever ties were broken in it."""
        points = tuple(votes for stage, votes in self.history if stage == self.number)
        self.stages.append(
            Stage(
                number=self.number,
                action=action,
                candidates=tuple(candidates),
                votes=tuple(self.votes),
                non_transferable=self.non_transferable,
                quota=self.quota,
                transfers=tuple(sorted(transfers, key=_by_source_and_target)),
                elected=tuple(self._newly),
                reached=frozenset(self._reached),
                excluded=tuple(excluded),
                doomed=doomed,
                ties=tuple(self._ties),
                keep_factors=keep_factors,
                points=points if len(points) > 1 else (),
            )
        )
        self._newly, self._reached, self._ties = [], set(), []


def separate(
    tied: Sequence[int], points: Iterable[tuple[int, tuple[int, ...]]], *, fewest: bool
) -> tuple[list[int], int | None]:
    """Those of the tied who stay level at the extreme, and the stage of the last point that told."""
    left, told = list(tied), None
    for stage, votes in points:
        extreme = min(votes[c] for c in left) if fewest else max(votes[c] for c in left)
        level = [c for c in left if votes[c] == extreme]
        if len(level) < len(left):
            left, told = level, stage
        if len(left) == 1:
            break
    return left, told


def _by_source_and_target(transfer: Transfer) -> tuple[int, bool, int]:
    """Order of a stage's transfers, whatever the order of the papers; non-transferable votes last."""
    return (transfer.source, transfer.target is None, transfer.target or 0)
