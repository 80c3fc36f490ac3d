"""Rules of one stage: plurality (a paper counts for its first preference) and approval (for all it names).

Those with the most votes are elected; a tie for the last place goes to the lot, there being no earlier stage.
Plurality as in rule 50 of Schedule 1 to the Representation of the People Act 1983; with several places
each paper is still one vote. Approval as defined by Brams and Fishburn, Approval Voting (1983).
"""

from representation.counting.ballots import Papers
from representation.counting.register import Register
from representation.counting.result import Action, TiePurpose

PLACES = 0


def count_plurality(papers: Papers, register: Register) -> None:
    """One vote from each paper, to its first preference."""
    for ranking, weight in papers.rankings.items():
        register.votes[ranking[0]] += weight
    _elect_most(register, Action.FIRST_PREFERENCES)


def count_approval(papers: Papers, register: Register) -> None:
    """A vote from each paper to every candidate on it, whatever the order."""
    for ranking, weight in papers.rankings.items():
        for candidate in ranking:
            register.votes[candidate] += weight
    _elect_most(register, Action.APPROVALS)


def _elect_most(register: Register, action: Action) -> None:
    passed_over: set[int] = set()
    while not register.is_complete:
        passed_over |= register.doomed()
        eligible = sorted(register.continuing - passed_over)
        if not eligible:
            break
        most = max(register.votes[c] for c in eligible)
        level = [c for c in eligible if register.votes[c] == most]
        chosen = level[0]
        if len(level) > register.unfilled or register.reservations:
            chosen = register.break_tie(level, TiePurpose.ELECTION, [])
        register.elect(chosen, reached=False)
    register.remember()
    register.close_stage(action)
