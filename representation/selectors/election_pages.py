"""Elections as pages show them to anybody: the list, one election, and its result once it is public."""

from dataclasses import dataclass
from datetime import datetime

from representation.counting.result import CountResult
from representation.election_states import RESULT_IS_PUBLIC, CandidacyState, ElectionState
from representation.evidence.disclosure import Disclosure, disclose
from representation.evidence.facts import ChannelAccount
from representation.evidence.pack import merged_account
from representation.models import Candidacy, Contest, Election, Structure
from representation.selectors.contests import (
    candidates_on_paper,
    fillable_places,
    is_contested,
    places,
)
from representation.selectors.evidence_packs import account_of, thresholds_of
from representation.selectors.outcomes import (
    CameIn,
    came_in,
    challenge_window_ends,
    elected_in,
    papers_returned,
)
from representation.selectors.results import counted_again
from representation.selectors.seals import chain_head
from representation.selectors.wording import in_language


@dataclass(frozen=True)
class ElectionRow:
    """One election in a list. `state` is a code of ElectionState; texts in both languages."""

    slug: str
    title: str
    title_cy: str
    state: str
    structure: str
    electorate: str
    nominations_open_at: datetime
    nominations_close_at: datetime
    opens_at: datetime
    closes_at: datetime
    places: int


@dataclass(frozen=True)
class CandidateView:
    """One person in a contest, with what they say in either language. `number`: on the paper, or None."""

    key: int
    number: int | None
    name: str
    organisation: str
    organisation_cy: str
    is_small: bool | None
    statement: str
    statement_cy: str
    state: str


@dataclass(frozen=True)
class ContestView:
    """One contest, with who stands, or who was nominated while that is still open."""

    number: int
    title: str
    title_cy: str
    places: int
    is_contested: bool
    candidates: tuple[CandidateView, ...]


@dataclass(frozen=True)
class StepView:
    """One step that the election has taken, by its state's code."""

    state: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class ElectionView:
    """An election's public page. `roll_digest` and `chain_head` are the figures to keep.

    `challenge_ends_at`: from the declaration on. `turnout`: organisations that voted, once the result is
    public and never before.
    """

    row: ElectionRow
    rule: str
    tie_rule: str
    fill_rule: str
    returning_officer: str
    contests: tuple[ContestView, ...]
    steps: tuple[StepView, ...]
    roll_size: int | None
    roll_digest: str
    lot_commitment: str
    lot_source: str
    chain_head: str
    turnout: int | None
    has_result: bool
    challenge_ends_at: datetime | None


@dataclass(frozen=True)
class ContestResult:
    """How a contest went. `elected`: names in order. `vacant`: places that nobody took.

    `result` and `disclosure` are None where no vote was held. Of a form below `stages` show names alone;
    below `used`, no digest. The forms are those of `evidence.disclosure`.
    """

    contest: ContestView
    elected: tuple[str, ...]
    unopposed: bool
    vacant: int
    result: CountResult | None
    disclosure: Disclosure | None
    came_in: tuple[CameIn, ...]


@dataclass(frozen=True)
class ResultView:
    """An election's result: contests, and the account with small channels shown together."""

    election: ElectionView
    contests: tuple[ContestResult, ...]
    account: tuple[ChannelAccount, ...]


def elections_list(structure: Structure | None = None) -> tuple[ElectionRow, ...]:
    """Elections that are past the draft, the latest poll first; of one structure, or of all."""
    found = Election.objects.exclude(state=ElectionState.DRAFTED)
    if structure is not None:
        found = found.filter(structure=structure)
    return tuple(_row(one) for one in found.select_related("structure", "electorate"))


def election_by_slug(slug: str) -> Election | None:
    """The election of that code."""
    related = ("structure__consortium", "electorate", "returning_officer")
    return Election.objects.select_related(*related).filter(slug=slug).first()


def election_view(election: Election) -> ElectionView:
    """The public page of an election."""
    has_result = ElectionState(election.state) in RESULT_IS_PUBLIC and bool(
        election.steps.filter(to_state=ElectionState.DECLARED)
    )
    return ElectionView(
        row=_row(election),
        rule=election.rule,
        tie_rule=election.tie_rule,
        fill_rule=election.fill_rule,
        returning_officer=election.returning_officer.name,
        contests=tuple(contest_view(one) for one in election.contests.order_by("number")),
        steps=tuple(
            StepView(s.to_state, s.at, s.reason) for s in election.steps.order_by("number")
        ),
        roll_size=election.roll_size,
        roll_digest=election.roll_digest,
        lot_commitment=election.lot_commitment,
        lot_source=election.lot_source,
        chain_head=chain_head(election),
        turnout=papers_returned(election) if has_result else None,
        has_result=has_result,
        challenge_ends_at=challenge_window_ends(election),
    )


def contest_view(contest: Contest) -> ContestView:
    """A contest and who is in it: before nominations close, everybody who is not out of it.

    Where there is a vote, the places are those that it can fill.
    """
    shown, contested = _shown(contest), is_contested(contest)
    return ContestView(
        number=contest.number,
        title=contest.title,
        title_cy=contest.title_cy,
        places=fillable_places(contest, shown) if contested else places(contest),
        is_contested=contested,
        candidates=tuple(candidate_view(one) for one in shown),
    )


def candidate_view(candidacy: Candidacy) -> CandidateView:
    """A candidate as pages show one."""
    organisation = candidacy.on_behalf_of
    return CandidateView(
        key=candidacy.pk,
        number=candidacy.paper_number,
        name=candidacy.name,
        organisation=organisation.name if organisation else "",
        organisation_cy=organisation.name_cy if organisation else "",
        is_small=candidacy.is_small,
        statement=candidacy.statement,
        statement_cy=candidacy.statement_cy,
        state=candidacy.state,
    )


def result_view(election: Election) -> ResultView | None:
    """The result, once it is declared; None before."""
    view = election_view(election)
    if not view.has_result:
        return None
    return ResultView(
        election=view,
        contests=tuple(_contest_result(one) for one in election.contests.order_by("number")),
        account=merged_account(account_of(election), election.group_least),
    )


def _contest_result(contest: Contest) -> ContestResult:
    result = disclosure = None
    if is_contested(contest):
        result = counted_again(contest)
        thresholds = thresholds_of(contest.election)
        disclosure = disclose(result, thresholds, in_full=contest.election.publish_in_full)
    elected = elected_in(contest)
    return ContestResult(
        contest=contest_view(contest),
        elected=tuple(one.candidacy.name for one in elected),
        unopposed=any(one.unopposed for one in elected),
        vacant=places(contest) - len(elected),
        result=result,
        disclosure=disclosure,
        came_in=came_in(contest),
    )


def _shown(contest: Contest) -> list[Candidacy]:
    if contest.election.state != ElectionState.NOMINATIONS_OPEN:
        return candidates_on_paper(contest)
    found = contest.candidacies.filter(
        state__in=[CandidacyState.NOMINATED, CandidacyState.STANDING], consented_at__isnull=False
    )
    return list(found.select_related("on_behalf_of", "person").order_by("name"))


def _row(election: Election) -> ElectionRow:
    return ElectionRow(
        slug=election.slug,
        title=election.title,
        title_cy=election.title_cy,
        state=election.state,
        structure=in_language(election.structure.name, election.structure.name_cy),
        electorate=in_language(election.electorate.name, election.electorate.name_cy),
        nominations_open_at=election.nominations_open_at,
        nominations_close_at=election.nominations_close_at,
        opens_at=election.opens_at,
        closes_at=election.closes_at,
        places=election.filling.count(),
    )
