"""A contest and its papers, grouped, and how each family of rules reads a paper's marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from representation.counting.errors import CountingError

Ranking = tuple[int, ...]
Marks = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Contest:
    """One thing decided. Candidates are positions in `candidates`, from 0.

    ballots: how many papers gave each ranking, most preferred first; may be shorter than the list
    of candidates. irregular: papers whose ranks are not one candidate each: a rank of two or more
    is an equal preference, an empty rank a skipped one. blank: papers without any mark.
    """

    title: str
    seats: int
    candidates: tuple[str, ...]
    ballots: Mapping[Ranking, int]
    irregular: Mapping[Marks, int] = field(default_factory=dict)
    blank: int = 0
    withdrawn: frozenset[int] = frozenset()

    def without(self, candidates: Iterable[int]) -> "Contest":
        """The same papers with these candidates passed over as well."""
        return replace(self, withdrawn=self.withdrawn | frozenset(candidates))

    @property
    def standing(self) -> tuple[int, ...]:
        """Candidates who have not withdrawn, in the order of the ballot paper."""
        return tuple(c for c in range(len(self.candidates)) if c not in self.withdrawn)


class Reading(Enum):
    """What an equal or a skipped preference does to the rest of a paper."""

    CONSECUTIVE = "consecutive"  # both stop it: SSI 2011/399 rules 44, 45; ERS97 6.8 to 6.12
    IN_ORDER = "in-order"  # a skipped number is passed over, an equal one stops it: Meek
    ANY_MARK = "any-mark"  # every candidate marked once, in whatever order: approval


@dataclass(frozen=True)
class Papers:
    """Papers as a rule reads them: rankings of standing candidates only, none empty."""

    rankings: Mapping[Ranking, int]
    total: int
    invalid: int
    cut_short: int


def on_one_line(text: str) -> str:
    """A name or title as files of ballots can carry it: no line ends, tabs or signs that cannot be seen."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each that several candidates share with the candidate's number on the ballot paper."""
    return tuple(
        f"{name} ({number})" if names.count(name) > 1 else name
        for number, name in enumerate(names, start=1)
    )


def build_contest(
    *, title: str, seats: int, candidates: Iterable[str], rankings: Iterable[Ranking]
) -> Contest:
    """A contest from one ranking a paper, for callers that hold papers and not a file.

    Candidates of one name get their numbers after it. Raises CountingError for names that are alike all the
    same, a candidate ranked twice or unknown, or a number of seats below one.
    """
    names = told_apart(tuple(candidates))
    if len(set(names)) < len(names):
        raise CountingError("same_name", name=next(n for n in names if names.count(n) > 1))
    if seats < 1:
        raise CountingError("no_seats", seats=seats)
    grouped: dict[Ranking, int] = {}
    for ranking in map(tuple, rankings):
        if len(set(ranking)) != len(ranking) or not set(ranking) <= set(range(len(names))):
            raise CountingError("bad_ranking", ranking=" ".join(str(c + 1) for c in ranking))
        grouped[ranking] = grouped.get(ranking, 0) + 1
    blank = grouped.pop((), 0)
    return Contest(title, seats, names, grouped, blank=blank)


def read_papers(contest: Contest, reading: Reading) -> Papers:
    """The valid papers under this reading. A paper that is left with nobody to go to is invalid.

    Preferences for withdrawn candidates are passed over before papers are sorted.
    """
    rankings = dict(contest.ballots)
    invalid, cut_short = contest.blank, 0
    for marks, weight in contest.irregular.items():
        usable = _usable(marks, reading)
        if sum(map(len, marks)) > len(usable):
            cut_short += weight
        rankings[usable] = rankings.get(usable, 0) + weight
    if contest.withdrawn:
        rankings = _passing_over(rankings, contest.withdrawn)
    invalid += rankings.pop((), 0)
    return Papers(rankings, sum(rankings.values()), invalid, cut_short)


def _usable(marks: Marks, reading: Reading) -> Ranking:
    """The candidates on the paper, in order, as far as this reading goes."""
    if reading is Reading.ANY_MARK:
        return tuple(candidate for rank in marks for candidate in rank)
    usable: list[int] = []
    for rank in marks:
        if len(rank) == 1:
            usable.append(rank[0])
        elif rank or reading is Reading.CONSECUTIVE:
            break
    return tuple(usable)


def _passing_over(rankings: dict[Ranking, int], withdrawn: frozenset[int]) -> dict[Ranking, int]:
    left: dict[Ranking, int] = {}
    for ranking, weight in rankings.items():
        kept = tuple(c for c in ranking if c not in withdrawn)
        left[kept] = left.get(kept, 0) + weight
    return left
