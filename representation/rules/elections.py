"""Whether an election's state and facts allow something now. Who may ask is for `election_permissions`."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.selectors.dates import moment_in_words
from representation.election_states import (
    ACTIONS_WITH_REASON,
    CANDIDACY_MOVES,
    ELECTION_MOVES,
    Action,
    CandidacyState,
    ElectionState,
    TieRule,
    states_for,
)
from representation.models import Candidacy, Contest, Election
from representation.selectors.contests import candidates_on_paper, is_contested, places

LEAST_SHARES = 2

STATE_WORDS = {
    ElectionState.DRAFTED: gettext_lazy("drafted"),
    ElectionState.NOMINATIONS_OPEN: gettext_lazy("nominations open"),
    ElectionState.NOMINATIONS_CLOSED: gettext_lazy("nominations closed"),
    ElectionState.UNCONTESTED: gettext_lazy("uncontested"),
    ElectionState.REHEARSED: gettext_lazy("rehearsed"),
    ElectionState.OPEN: gettext_lazy("voting open"),
    ElectionState.CLOSED: gettext_lazy("voting closed"),
    ElectionState.COUNTED: gettext_lazy("counted"),
    ElectionState.DECLARED: gettext_lazy("declared"),
    ElectionState.CHALLENGED: gettext_lazy("challenged"),
    ElectionState.PUBLISHED: gettext_lazy("published"),
    ElectionState.DESTROYED: gettext_lazy("envelopes destroyed"),
    ElectionState.ABANDONED: gettext_lazy("abandoned"),
    ElectionState.VOID: gettext_lazy("void"),
}


def state_words(state: str) -> str:
    """A state of an election as people say it."""
    return str(STATE_WORDS[ElectionState(state)])


def can_act(action: Action, election: Election) -> Decision:
    """Whether the election's state allows the action."""
    if ElectionState(election.state) in states_for(action):
        return ALLOWED
    return refuse(
        _("This cannot be done now. The election’s state: %(state)s.")
        % {"state": state_words(election.state)}
    )


def can_move(election: Election, to: ElectionState, reason: str) -> Decision:
    """Whether the table has the move, and a reason is given where one is asked for."""
    action = ELECTION_MOVES[ElectionState(election.state)].get(to)
    if action is None:
        return refuse(
            _("This cannot be done now. The election’s state: %(state)s.")
            % {"state": state_words(election.state)}
        )
    if action in ACTIONS_WITH_REASON and not reason.strip():
        return refuse(_("Give a reason: it is published."))
    return ALLOWED


def can_move_candidacy(candidacy: Candidacy, to: CandidacyState, reason: str) -> Decision:
    """Whether a candidacy comes to that state from its own; a refusal says why."""
    if to not in CANDIDACY_MOVES[CandidacyState(candidacy.state)]:
        return refuse(_("This nomination has been decided or withdrawn already."))
    if to is CandidacyState.REFUSED and not reason.strip():
        return refuse(_("Say why the nomination is refused."))
    return ALLOWED


def can_open_nominations(election: Election, now: datetime) -> Decision:
    """There is something to fill, and time for nominations."""
    contests = list(election.contests.all())
    if not contests or any(not places(contest) for contest in contests):
        return refuse(_("Say first which seats the election fills."))
    if now >= election.nominations_close_at:
        return refuse(_("The time for nominations is over already. Change the timetable."))
    return ALLOWED


def can_stand(candidacy: Candidacy) -> Decision:
    """The person consented, and enough organisations endorsed. Eligibility is `rules.choosing`'s."""
    if candidacy.consented_at is None:
        return refuse(_("The person nominated has not consented yet."))
    lacking = candidacy.contest.election.endorsements_needed - candidacy.endorsements.count()
    if lacking > 0:
        return refuse(
            ngettext(
                "%(count)s more organisation must endorse this nomination.",
                "%(count)s more organisations must endorse this nomination.",
                lacking,
            )
            % {"count": lacking}
        )
    return ALLOWED


def can_close_nominations(election: Election, now: datetime) -> Decision:
    """The time is over, and every nomination is decided."""
    if now < election.nominations_close_at:
        return refuse(_("The time for nominations is not over yet."))
    open_ones = Candidacy.objects.filter(
        contest__election=election, state=CandidacyState.NOMINATED
    ).count()
    if open_ones:
        return refuse(
            ngettext(
                "%(count)s nomination is still to be decided.",
                "%(count)s nominations are still to be decided.",
                open_ones,
            )
            % {"count": open_ones}
        )
    return ALLOWED


def can_accept_uncontested(election: Election) -> Decision:
    """Nobody has to vote: in every contest there are places for all who stand."""
    if any(is_contested(contest) for contest in election.contests.all()):
        return refuse(_("More people stand than there are places, so there is a vote."))
    return ALLOWED


def can_rehearse(election: Election) -> Decision:
    """There is a vote, a key, and, where ties go to the public lot, a commitment."""
    if not any(is_contested(contest) for contest in election.contests.all()):
        return refuse(_("There are places for all who stand, so no vote is held."))
    if not election.public_key:
        return refuse(_("Make the key first, and give its shares to three people."))
    if election.tie_rule == TieRule.PUBLIC_LOT and not election.lot_commitment:
        return refuse(_("Commit to a seed for the public lot first."))
    return ALLOWED


def can_open_poll(election: Election, now: datetime) -> Decision:
    """The roll is frozen and has somebody on it, and the poll's time has come and is not over."""
    if not election.roll_digest or not election.roll_size:
        return refuse(_("Freeze the roll first."))
    if not election.opens_at <= now < election.closes_at:
        return refuse(_("The poll opens at the time in the notice, and not before or after."))
    return ALLOWED


def can_close_poll(election: Election, now: datetime) -> Decision:
    """The closing time is past."""
    if now < election.closes_at:
        return refuse(_("The poll closes at the time in the notice, and not before."))
    return ALLOWED


def can_use_shares(given: int) -> Decision:
    """Two shares open the box; one never does."""
    if given < LEAST_SHARES:
        return refuse(_("Two of the three key shares are needed."))
    return ALLOWED


def can_count(election: Election, papers_returned: int, papers_agreed: int) -> Decision:
    """The lot is drawn, and every paper that came back was read alike by two tellers."""
    if election.tie_rule == TieRule.PUBLIC_LOT and not election.lot_seed:
        return refuse(_("Draw the public lot first."))
    contested = [contest for contest in election.contests.all() if is_contested(contest)]
    if election.tie_rule == TieRule.DRAWN and not all(map(_has_drawn_order, contested)):
        return refuse(_("Draw the order of the candidates first, and type it in."))
    if papers_agreed != papers_returned:
        return refuse(
            _("%(returned)s papers came back, and %(agreed)s were read alike by two tellers.")
            % {"returned": papers_returned, "agreed": papers_agreed}
        )
    return ALLOWED


def can_publish(window_ends: datetime, now: datetime) -> Decision:
    """The time for challenges is over."""
    if now < window_ends:
        words = _("The time for challenges is not over before %(moment)s.")
        return refuse(words % {"moment": moment_in_words(window_ends)})
    return ALLOWED


def can_challenge(window_ends: datetime, now: datetime) -> Decision:
    """Within so many days of the declaration."""
    if now >= window_ends:
        return refuse(_("The time for challenges is over."))
    return ALLOWED


def _has_drawn_order(contest: Contest) -> bool:
    numbers = [one.paper_number for one in candidates_on_paper(contest)]
    return sorted(contest.drawn_order) == sorted(n for n in numbers if n is not None)
