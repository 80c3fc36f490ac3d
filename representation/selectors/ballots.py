"""The ballot paper as an elector sees it, and what an elector still has to vote on."""

from dataclasses import dataclass
from datetime import datetime

from consortium.models import User
from representation.election_states import ElectionState
from representation.models import Election, Envelope, PaperIssue, RollLine
from representation.selectors.contests import contested
from representation.selectors.election_pages import ContestView, contest_view
from representation.selectors.electors import lines_of


@dataclass(frozen=True)
class BallotView:
    """A ballot paper for one line of the roll, each contest with its candidates in both languages.

    `has_voted`: an envelope is in the box, which a later vote replaces. `by_post`: a paper was sent, so
    the line votes no other way. Both are for the elector alone.
    """

    line: int
    name: str
    title: str
    title_cy: str
    closes_at: datetime
    is_open: bool
    has_voted: bool
    by_post: bool
    contests: tuple[ContestView, ...]


@dataclass(frozen=True)
class VoteToCast:
    """One vote that somebody has in an election that is open, or about to be."""

    slug: str
    title: str
    title_cy: str
    line: int
    name: str
    opens_at: datetime
    closes_at: datetime
    is_open: bool
    has_voted: bool
    by_post: bool


def ballot_view(line: RollLine) -> BallotView:
    """The ballot paper for a line. Only for who votes for it: the caller asks that first."""
    election = line.election
    return BallotView(
        line=line.number,
        name=line.name,
        title=election.title,
        title_cy=election.title_cy,
        closes_at=election.closes_at,
        is_open=election.state == ElectionState.OPEN,
        has_voted=Envelope.objects.filter(line=line).exists(),
        by_post=PaperIssue.objects.filter(line=line).exists(),
        contests=tuple(contest_view(one) for one in contested(election)),
    )


def line_by_number(election: Election, number: int) -> RollLine | None:
    """The line of that number on the roll."""
    related = ("election", "organisation", "voter")
    return (
        RollLine.objects.select_related(*related).filter(election=election, number=number).first()
    )


def box_mark(line: RollLine) -> str:
    """What the line's envelope is stamped with, empty without one: it changes with every vote cast for it."""
    return Envelope.objects.filter(line=line).values_list("stamp", flat=True).first() or ""


def votes_to_cast(user: User) -> tuple[VoteToCast, ...]:
    """Every vote that the people at this address have in elections with a frozen roll, by closing time."""
    states = [ElectionState.REHEARSED, ElectionState.OPEN]
    found = Election.objects.filter(state__in=states).exclude(roll_digest="")
    return tuple(
        VoteToCast(
            slug=election.slug,
            title=election.title,
            title_cy=election.title_cy,
            line=line.number,
            name=line.name,
            opens_at=election.opens_at,
            closes_at=election.closes_at,
            is_open=election.state == ElectionState.OPEN,
            has_voted=Envelope.objects.filter(line=line).exists(),
            by_post=PaperIssue.objects.filter(line=line).exists(),
        )
        for election in found.order_by("closes_at", "pk")
        for line in lines_of(election, user)
    )
