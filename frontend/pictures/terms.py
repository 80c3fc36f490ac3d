"""When terms end: a strip for each seat over the months, with an upright line at the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from frontend.pictures.fills import NOBODY, fill

WIDTH = 960
LEFT = 230
TOP = 40
ROW, BAR = 26, 14
MOST_YEARS_AHEAD = 4
Words = str | Promise


@dataclass(frozen=True)
class Term:
    """A holder's time (or a vacancy's, with the fill of nobody) on a seat; `until` None: no end is set.

    `which` is the number of the fill; `is_dashed` draws an outline alone.
    """

    words: str
    since: date
    until: date | None
    which: int
    is_dashed: bool = False
    note: str = ""


@dataclass(frozen=True)
class TermBar:
    fill: str
    x: int
    y: int
    width: int
    is_dashed: bool


@dataclass(frozen=True)
class Mark:
    x: int
    y: int
    words: str


@dataclass(frozen=True)
class TermsPicture:
    """All that templates/components/terms.html draws."""

    title: Words
    finding: Words
    height: int
    today_x: int
    years: tuple[Mark, ...]
    names: tuple[Mark, ...]
    bars: tuple[TermBar, ...]
    notes: tuple[Mark, ...]
    bar_height: int = BAR
    width: int = WIDTH
    top: int = TOP


def terms_of(title: Words, finding: Words, day: date, terms: Sequence[Term]) -> TermsPicture:
    """From a year before the day to the last end, at most four years ahead."""
    first = date(day.year - 1, 1, 1)
    ends = [one.until for one in terms if one.until]
    last_year = min(
        max([day.year + 1, *(end.year + 1 for end in ends)]), day.year + MOST_YEARS_AHEAD
    )
    scale = _Scale(first, date(last_year, 1, 1))
    tops = [TOP + ROW * place for place in range(len(terms))]
    bars = [_bar(one, top, scale, day) for one, top in zip(terms, tops, strict=True)]
    return TermsPicture(
        title=title,
        finding=finding,
        height=TOP + ROW * len(terms) + 6,
        today_x=scale.x(day),
        years=tuple(
            Mark(scale.x(date(year, 1, 1)), 16, str(year)) for year in range(first.year, last_year)
        ),
        names=tuple(
            Mark(0, top + BAR - 2, one.words) for one, top in zip(terms, tops, strict=True)
        ),
        bars=tuple(bars),
        notes=tuple(
            Mark(bar.x + bar.width + 8, bar.y + BAR - 2, one.note)
            for one, bar in zip(terms, bars, strict=True)
            if one.note
        ),
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> int:
        """Whole units from the left; days outside are held to the edges."""
        inside = min(max(day, self.first), self.last)
        days = (self.last - self.first).days
        return LEFT + (WIDTH - LEFT) * (inside - self.first).days // days


def _bar(one: Term, top: int, scale: _Scale, day: date) -> TermBar:
    left = scale.x(one.since)
    right = scale.x(one.until) if one.until else scale.x(day) if one.which == NOBODY else WIDTH - 1
    return TermBar(fill(one.which), left, top, max(right - left, 3), one.is_dashed)
