"""A second counter of Scottish STV, from the text of SSI 2011/399 alone: Fractions, one paper at a time.

It shares nothing with the engine, on purpose, and is as slow and as plain as it looks.
"""

from fractions import Fraction
from math import floor


class Paper:
    def __init__(self, preferences):
        self.preferences = list(preferences)
        self.value = Fraction(1)


def next_available(paper, continuing):
    for candidate in paper.preferences:
        if candidate in continuing:
            return candidate
    return None


def five_places(number):
    return Fraction(floor(number * 100000), 100000)


def pick(tied, earlier_stages, lot, want_highest):
    """Rules 50(2), 50(3), 52(2): look back stage by stage, then the lot."""
    for votes in reversed(earlier_stages):
        numbers = [votes[c] for c in tied]
        wanted = max(numbers) if want_highest else min(numbers)
        tied = [c for c in tied if votes[c] == wanted]
    for candidate in lot:
        if candidate in tied:
            return candidate
    raise AssertionError("nobody tied is in the lot")


def count(preference_lists, candidates, seats, lot):  # noqa: C901 - in the order of the text
    """Stages as (votes, non_transferable, all elected so far, all excluded so far), and the winners."""
    papers = [Paper(preferences) for preferences in preference_lists if preferences]
    quota = len(papers) // (seats + 1) + 1
    held = {c: [] for c in candidates}
    for paper in papers:
        held[paper.preferences[0]].append(paper)
    votes = {c: Fraction(len(held[c])) for c in candidates}
    lost = Fraction(0)
    elected, excluded, stages, seen = [], [], [], []

    def continuing():
        return [c for c in candidates if c not in elected and c not in excluded]

    while True:
        for candidate in sorted(continuing(), key=lambda c: -votes[c]):
            if votes[candidate] >= quota and len(elected) < seats:
                elected.append(candidate)
        vacancies = seats - len(elected)
        if vacancies and len(continuing()) <= vacancies:
            elected += continuing()
        stages.append((dict(votes), lost, set(elected), set(excluded)))
        seen.append(dict(votes))
        if len(elected) == seats or not continuing():
            return stages, set(elected)
        over = [c for c in elected if votes[c] > quota]
        if over:
            largest = max(votes[c] for c in over)
            source = pick([c for c in over if votes[c] == largest], seen, lot, True)
            surplus, total = votes[source] - quota, votes[source]
            for paper in held[source]:
                paper.value = five_places(surplus * paper.value / total)
            leaves = surplus
        else:
            fewest = min(votes[c] for c in continuing())
            source = pick([c for c in continuing() if votes[c] == fewest], seen, lot, False)
            excluded.append(source)
            leaves = votes[source]
        arrived = Fraction(0)
        still = continuing()
        for paper in held[source]:
            target = next_available(paper, still)
            if target is not None:
                held[target].append(paper)
                votes[target] += paper.value
                arrived += paper.value
        held[source] = []
        votes[source] -= leaves
        lost += leaves - arrived
