"""How long seats stood empty, and which turnouts are too small to tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

FEWEST_ELECTORS_SHOWN = 5


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included; no last day means that it goes on."""

    first: date
    last: date | None = None

    def days_within(self, first: date, last: date) -> int:
        """How many of its days lie from `first` to `last`, both included."""
        start = max(self.first, first)
        end = last if self.last is None else min(self.last, last)
        return max(0, (end - start).days + 1)


@dataclass(frozen=True)
class Turnout:
    """Who could vote and who did, in organisations."""

    electorate: int
    voted: int

    @property
    def share(self) -> Fraction:
        """Per cent of the electorate, exactly. Nobody could vote: nothing."""
        return Fraction(100 * self.voted, self.electorate) if self.electorate else Fraction(0)


def vacancy_rate(
    seats: Iterable[tuple[Period, Sequence[Period]]], first: date, last: date
) -> Fraction:
    """Vacant seat-days over seat-days from `first` to `last`: each seat's life, and its holders' times.

    Holders' times of one seat must not overlap. Nothing where no seat existed.
    """
    existed = held = 0
    for life, holders in seats:
        existed += life.days_within(first, last)
        held += sum(one.days_within(first, last) for one in holders)
    return Fraction(existed - held, existed) if existed else Fraction(0)


def vacant_days(vacant_since: date, day: date) -> int:
    """The age of a vacancy on a day: its first day, the day after the last holder's last, counts one."""
    return max(0, (day - vacant_since).days + 1)


def shown_turnout(turnouts: Sequence[Turnout]) -> tuple[Turnout | None, ...]:
    """Turnouts of groups as they may be published: None for one of fewer than five electors.

    Where but one would be hidden, the next smallest is hidden too: the sum would give the one away.
    """
    hidden = {place for place, one in enumerate(turnouts) if one.electorate < FEWEST_ELECTORS_SHOWN}
    if len(hidden) == 1 and len(turnouts) > 1:
        others = (place for place in range(len(turnouts)) if place not in hidden)
        hidden.add(min(others, key=lambda place: turnouts[place].electorate))
    return tuple(None if place in hidden else one for place, one in enumerate(turnouts))
