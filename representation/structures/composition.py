"""Which seats the rules of a body ask for, which are there, and what is to be added or closed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from representation.states import CompositionPer


@dataclass(frozen=True)
class SeatRule:
    """So many seats for each forum, or in all; elected by each forum, or by the one body that is named."""

    key: int
    per: CompositionPer
    seats: int
    electing_body: int | None = None


@dataclass(frozen=True)
class SeatMade:
    """A seat that a rule has made and that stands; `is_held` on the day of asking."""

    key: int
    rule: int
    electing_body: int | None
    is_held: bool


@dataclass(frozen=True)
class SeatWanted:
    """A seat to add."""

    rule: int
    electing_body: int | None


@dataclass(frozen=True)
class Changes:
    """What makes a body's seats agree with its rules. `held` are too many, and somebody sits there."""

    add: tuple[SeatWanted, ...]
    close: tuple[int, ...]
    held: tuple[int, ...]


def changes(rules: Sequence[SeatRule], forums: Sequence[int], seats: Iterable[SeatMade]) -> Changes:
    """Compare rules with seats. A forum's seats are closed when it is no longer among the forums.

    Of too many seats, vacant ones are closed first, the youngest of them first; those held stay.
    """
    standing: dict[tuple[int, int | None], list[SeatMade]] = defaultdict(list)
    for seat in seats:
        standing[seat.rule, seat.electing_body].append(seat)
    wanted = {place: count for rule in rules for place, count in _places(rule, forums)}
    add: list[SeatWanted] = []
    surplus: list[SeatMade] = []
    for place in [*wanted, *(one for one in standing if one not in wanted)]:
        there, count = standing[place], wanted.get(place, 0)
        add += [SeatWanted(*place)] * (count - len(there))
        surplus += _surplus(there, len(there) - count)
    return Changes(
        add=tuple(add),
        close=tuple(sorted(one.key for one in surplus if not one.is_held)),
        held=tuple(sorted(one.key for one in surplus if one.is_held)),
    )


def _places(rule: SeatRule, forums: Sequence[int]) -> Iterable[tuple[tuple[int, int | None], int]]:
    if rule.per is CompositionPer.BODY:
        return [((rule.key, rule.electing_body), rule.seats)]
    return [((rule.key, forum), rule.seats) for forum in forums]


def _surplus(seats: Sequence[SeatMade], count: int) -> list[SeatMade]:
    return sorted(seats, key=lambda one: (one.is_held, -one.key))[: max(0, count)]
