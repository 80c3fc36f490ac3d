"""Elections as anybody may see them: the list, one with its candidates, and how it came out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from consortium.selectors.dates import moment_in_words
from frontend.presenters.election_tasks import STATE_TAGS
from frontend.presenters.parts import Cell, Column, Fact, Row, Step, Table, Task, table_of
from frontend.templatetags.manyhands import short_day
from representation.counting.wording.say import say
from representation.election_states import ElectionState
from representation.rules.elections import state_words
from representation.selectors.ballots import VoteToCast
from representation.selectors.election_pages import (
    CandidateView,
    ContestView,
    ElectionRow,
    ElectionView,
)
from representation.selectors.published_roll import CorrectionRow
from representation.selectors.voting_links import OwnVote

NOW = frozenset({ElectionState.NOMINATIONS_OPEN, ElectionState.OPEN})


@dataclass(frozen=True)
class PublicCandidate:
    """A candidate with what they say, in the page's language where they say it in that."""

    name: str
    organisation: str
    statement: str
    language: str


@dataclass(frozen=True)
class PublicContest:
    title: str
    small: str
    candidates: tuple[PublicCandidate, ...]


@dataclass(frozen=True)
class PublicElection:
    """An election's page: `stand_href` while nominations are open, `result_href` once there is a result.

    `challenge_href` from the declaration until the time for challenges is over.
    """

    title: str
    lead: str
    contests: tuple[PublicContest, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Fact, ...]
    steps: tuple[Step, ...]
    stand_href: str
    result_href: str
    roll_href: str
    challenge_href: str


def language() -> str:
    """`cy` or `en`: the language of the page, as the count's words know it."""
    return "cy" if (get_language() or "").startswith("cy") else "en"


def in_language(english: str, welsh: str) -> str:
    """The text in the page's language, where it is in that."""
    return welsh if welsh and language() == "cy" else english


def votes_lead(rows: Iterable[ElectionRow]) -> str:
    """What is going on, in a sentence."""
    found = list(rows)
    running = [one for one in found if one.state in NOW]
    if not found:
        return _("No election is under way.")
    if not running:
        return _("No election is under way. Earlier ones stand below with their results.")
    names = ", ".join(in_language(one.title, one.title_cy) for one in running)
    return _("Under way now: %(names)s.") % {"names": names}


def votes_table(rows: Iterable[ElectionRow]) -> Table:
    """All elections, the latest poll first."""
    columns = (
        Column(_("Election")),
        Column(_("State")),
        Column(_("Who votes")),
        Column(_("Places"), is_number=True),
        Column(_("Voting closes")),
    )
    return table_of(Table(_("Elections"), columns, tuple(_row(one) for one in rows)))


def own_vote_tasks(votes: Iterable[OwnVote]) -> list[Task]:
    """The votes that whoever is signed in can cast or change now."""
    return [
        Task(
            in_language(one.vote.title, one.vote.title_cy),
            reverse("members:vote", args=[one.token]),
            _vote_small(one.vote),
            _("Voted") if one.vote.has_voted else short_day(one.vote.closes_at),
            "ok" if one.vote.has_voted else "due",
        )
        for one in votes
        if one.vote.is_open and not one.vote.by_post
    ]


def public_election(view: ElectionView, now: datetime) -> PublicElection:
    """The page of an election as it stands at that moment."""
    slug, state = view.row.slug, view.row.state
    is_open = state == ElectionState.NOMINATIONS_OPEN
    return PublicElection(
        title=in_language(view.row.title, view.row.title_cy),
        lead=_lead(view, now),
        contests=tuple(_contest(one) for one in view.contests),
        facts=_timetable(view),
        checks=_checks(view),
        steps=tuple(
            Step(state_words(one.state).capitalize(), "done", _step_words(one.at, one.reason))
            for one in view.steps
            if one.state != ElectionState.DRAFTED
        ),
        stand_href=reverse("members:stand", args=[slug]) if is_open else "",
        result_href=reverse("public:vote-result", args=[slug]) if view.has_result else "",
        roll_href=reverse("public:vote-roll", args=[slug]) if view.roll_size else "",
        challenge_href=reverse("members:challenge", args=[slug])
        if _can_be_challenged(view, now)
        else "",
    )


def correction_table(rows: Iterable[CorrectionRow]) -> Table | None:
    """Corrections of the roll, with their reasons; None where there is none."""
    columns = (Column(_("Organisation")), Column(_("When")), Column(_("Why")))
    found = tuple(
        Row((Cell(f"{one.number}. {one.name}"), Cell(moment_in_words(one.at)), Cell(one.reason)))
        for one in rows
    )
    caption = _("Somebody else votes for them since the roll was frozen")
    return table_of(Table(caption, columns, found)) if found else None


def unopposed_words(stood: int) -> str:
    """Why no vote was held; never a share of votes."""
    if not stood:
        return _("Nobody stood, so no vote was held.")
    return ngettext(
        "One person stood, so no vote was held.",
        "%(n)s people stood, and there were places for all, so no vote was held.",
        stood,
    ) % {"n": stood}


def _row(one: ElectionRow) -> Row:
    return Row(
        (
            Cell(
                in_language(one.title, one.title_cy),
                href=reverse("public:vote", args=[one.slug]),
                small=one.structure,
            ),
            Cell(state_words(one.state), tag=STATE_TAGS.get(one.state, "plain")),
            Cell(one.electorate),
            Cell(str(one.places)),
            Cell(moment_in_words(one.closes_at)),
        ),
        look=one.state in NOW,
    )


def _vote_small(vote: VoteToCast) -> str:
    return _("Your vote is for: %(name)s. It takes about a minute.") % {"name": vote.name}


def _can_be_challenged(view: ElectionView, now: datetime) -> bool:
    ends = view.challenge_ends_at
    return view.row.state == ElectionState.DECLARED and ends is not None and now < ends


def _lead(view: ElectionView, now: datetime) -> str:
    row = view.row
    days = {
        "nominations": moment_in_words(row.nominations_close_at),
        "opens": moment_in_words(row.opens_at),
        "closes": moment_in_words(row.closes_at),
    }
    if row.state == ElectionState.NOMINATIONS_OPEN:
        return _("Candidates are wanted. Nominations close: %(nominations)s.") % days
    if row.state == ElectionState.OPEN:
        return _("Voting is open. It closes: %(closes)s.") % days
    if row.state in {ElectionState.NOMINATIONS_CLOSED, ElectionState.REHEARSED}:
        return _("These people stand. Voting opens: %(opens)s.") % days
    if view.has_result:
        return _result_lead(view, now)
    return _("State: %(state)s.") % {"state": state_words(row.state)}


def _result_lead(view: ElectionView, now: datetime) -> str:
    """The result, and whether it can still become another."""
    if view.row.state == ElectionState.CHALLENGED:
        return _(
            "The result is declared, and is challenged. It is not final until that is decided."
        )
    if view.row.state == ElectionState.VOID:
        return _(
            "The election is void: a challenge was upheld. Those elected have left their seats."
        )
    if view.challenge_ends_at is not None and _can_be_challenged(view, now):
        return _("The result is declared. Who voted or stood can challenge it until %(ends)s.") % {
            "ends": moment_in_words(view.challenge_ends_at)
        }
    return _("The result is declared.")


def _contest(one: ContestView) -> PublicContest:
    small = ngettext("%(n)s place.", "%(n)s places.", one.places) % {"n": one.places}
    return PublicContest(
        title=in_language(one.title, one.title_cy),
        small=small,
        candidates=tuple(_candidate(candidate) for candidate in one.candidates),
    )


def _candidate(one: CandidateView) -> PublicCandidate:
    is_welsh = bool(one.statement_cy) and (language() == "cy" or not one.statement)
    return PublicCandidate(
        name=one.name,
        organisation=in_language(one.organisation, one.organisation_cy),
        statement=one.statement_cy if is_welsh else one.statement,
        language="cy" if is_welsh else "en",
    )


def _timetable(view: ElectionView) -> tuple[Fact, ...]:
    row = view.row
    return (
        Fact(_("Nominations"), _between(row.nominations_open_at, row.nominations_close_at)),
        Fact(_("Voting"), _between(row.opens_at, row.closes_at)),
        Fact(_("Who votes"), row.electorate),
        Fact(_("Places"), str(row.places)),
        Fact(_("Returning officer"), view.returning_officer),
    )


def _checks(view: ElectionView) -> tuple[Fact, ...]:
    """The figures to keep, and the rules that were fixed before anybody stood."""
    facts = [Fact(_("Rule"), say(f"rule.{view.rule}", language()))]
    if view.roll_size:
        facts.append(
            Fact(
                _("Roll"),
                _("Votes: %(n)s. SHA-256: %(digest)s")
                % {"n": view.roll_size, "digest": view.roll_digest},
            )
        )
    if view.lot_commitment:
        facts += [
            Fact(_("Lot, committed to before the poll"), view.lot_commitment),
            Fact(_("Public value that joins it"), view.lot_source),
        ]
    if view.chain_head:
        facts.append(Fact(_("Head of the chain of seals"), view.chain_head))
    return tuple(facts)


def _step_words(at: datetime, reason: str) -> str:
    return f"{moment_in_words(at)}. {reason}" if reason else moment_in_words(at)


def _between(begins: datetime, ends: datetime) -> str:
    return _("%(begins)s, to %(ends)s") % {
        "begins": moment_in_words(begins),
        "ends": moment_in_words(ends),
    }
