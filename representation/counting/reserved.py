"""Reserved seats by guard and doom.

Grey-Fitzgerald: I. D. Hill, Voting matters 9 (1998), J. Otten, Voting matters 13 (2001). After every election
and exclusion, a candidate whom every permitted completion contains is guarded (never excluded), and one whom
none contains is doomed (excluded next). Candidates with the same memberships are alike, so completions are
counted by kind and not one by one, and several reservations hold together exactly.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from representation.counting.errors import Infeasible


@dataclass(frozen=True)
class Reservation:
    """At least `minimum` and at most `maximum` (None: no limit) of `members` are to be elected."""

    name: str
    members: frozenset[int]
    minimum: int = 0
    maximum: int | None = None


Kind = tuple[int, ...]
Condition = Callable[[Kind, int], bool]


@dataclass(frozen=True)
class Places:
    """Who may still be elected, given who is: the question that guard and doom answer."""

    reservations: tuple[Reservation, ...]
    elected: frozenset[int]
    continuing: frozenset[int]
    free: int

    def guarded(self) -> frozenset[int]:
        """Continuing candidates without whom the reservations could no longer be met."""
        return self._of_kinds(lambda kind, size: not self._possible(most={kind: size - 1}))

    def doomed(self) -> frozenset[int]:
        """Continuing candidates whose election would break a reservation."""
        return self._of_kinds(lambda kind, size: not self._possible(least={kind: 1}))

    def possible(self) -> bool:
        """Whether the free places can be filled with every reservation met."""
        return self._possible()

    def _kind(self, candidate: int) -> Kind:
        return tuple(int(candidate in r.members) for r in self.reservations)

    def _of_kinds(self, condition: Condition) -> frozenset[int]:
        sizes = Counter(map(self._kind, self.continuing))
        kinds = {kind for kind, size in sizes.items() if condition(kind, size)}
        return frozenset(c for c in self.continuing if self._kind(c) in kinds)

    def _possible(
        self, *, least: dict[Kind, int] | None = None, most: dict[Kind, int] | None = None
    ) -> bool:
        free = min(self.free, len(self.continuing))
        taken = tuple(len(r.members & self.elected) for r in self.reservations)
        sums = {(*taken, 0)}
        for kind, size in Counter(map(self._kind, self.continuing)).items():
            choices = range((least or {}).get(kind, 0), (most or {}).get(kind, size) + 1)
            sums = {
                total
                for base in sums
                for chosen in choices
                if self._within(total := _plus(base, kind, chosen), free)
            }
        return any(self._met(total, free) for total in sums)

    def _within(self, total: tuple[int, ...], free: int) -> bool:
        limits = zip(total, self.reservations, strict=False)
        return total[-1] <= free and all(r.maximum is None or n <= r.maximum for n, r in limits)

    def _met(self, total: tuple[int, ...], free: int) -> bool:
        counts = zip(total, self.reservations, strict=False)
        return total[-1] == free and all(n >= r.minimum for n, r in counts)


def _plus(base: tuple[int, ...], kind: Kind, chosen: int) -> tuple[int, ...]:
    return (*(b + k * chosen for b, k in zip(base, kind, strict=False)), base[-1] + chosen)


def infeasibilities(
    reservations: tuple[Reservation, ...], standing: Collection[int], seats: int
) -> list[Infeasible]:
    """Why these reservations cannot be met by anybody's votes; empty when they can.

    To be asked when nominations close, so that the rule for an unfilled reservation (leave the place vacant,
    or release it) is applied before any paper is opened.
    """
    found = []
    places = min(seats, len(standing))
    for r in reservations:
        members = len(r.members & frozenset(standing))
        if r.minimum > members:
            found.append(
                Infeasible("too_few_stand", name=r.name, minimum=r.minimum, standing=members)
            )
        elif r.minimum > places:
            found.append(Infeasible("too_few_places", name=r.name, minimum=r.minimum, seats=places))
        elif r.maximum is not None and r.maximum + len(standing) - members < places:
            found.append(Infeasible("too_few_others", name=r.name, maximum=r.maximum, seats=places))
        elif r.maximum is not None and r.maximum < r.minimum:
            found.append(
                Infeasible("max_below_min", name=r.name, minimum=r.minimum, maximum=r.maximum)
            )
    whole = Places(reservations, frozenset(), frozenset(standing), seats)
    if not found and not whole.possible():
        names = ", ".join(r.name for r in reservations)
        found.append(Infeasible("not_together", names=names, seats=places))
    return found


def are_met(reservations: tuple[Reservation, ...], elected: Collection[int]) -> bool:
    """Whether this set of winners satisfies every reservation."""
    numbers = ((len(r.members & frozenset(elected)), r) for r in reservations)
    return all(r.minimum <= n and (r.maximum is None or n <= r.maximum) for n, r in numbers)
