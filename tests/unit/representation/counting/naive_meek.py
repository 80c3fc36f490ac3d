"""A second counter by Meek's method, from the steps of the PR Foundation's reference rule.

Decimals, one paper at a time, every paper walked afresh in every iteration. It shares nothing with the
engine, on purpose.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext

NINE = Decimal("0.000000001")
OMEGA = Decimal("0.000001")
EXACT = Context(prec=60)


def up(number):
    return number.quantize(NINE, rounding=ROUND_CEILING)


def count(preference_lists, candidates, seats, lot):
    """Rounds as (votes, all elected so far, all excluded so far), and the winners."""
    with localcontext(EXACT):
        return _count([list(p) for p in preference_lists if p], candidates, seats, lot)


def distribute(papers, candidates, keep):
    votes = {c: Decimal(0) for c in candidates}
    for paper in papers:
        weight = Decimal(1)
        for candidate in paper:
            taken = up(weight * keep[candidate])
            votes[candidate] += taken
            weight -= taken
            if weight == 0:
                break
    return votes


def _count(papers, candidates, seats, lot):
    keep = {c: Decimal(1) for c in candidates}
    hopeful, elected, defeated, rounds = list(candidates), [], [], []
    while True:
        if len(hopeful) + len(elected) <= seats:
            votes = distribute(papers, candidates, keep)
            elected += hopeful
            rounds.append((votes, set(elected), set(defeated)))
            return rounds, set(elected)
        last_surplus = None
        while True:
            votes = distribute(papers, candidates, keep)
            quota = (sum(votes.values()) / (seats + 1)).quantize(NINE, rounding=ROUND_FLOOR) + NINE
            new = [c for c in hopeful if votes[c] >= quota]
            elected += new
            hopeful = [c for c in hopeful if c not in new]
            surplus = max(Decimal(0), sum((votes[c] - quota for c in elected), Decimal(0)))
            if new:
                break
            if surplus < OMEGA or (last_surplus is not None and surplus >= last_surplus):
                break
            last_surplus = surplus
            for c in elected:
                keep[c] = up(up(keep[c] * quota) / votes[c])
        if new:
            places = seats - len(elected)
            if places and len(hopeful) <= places:
                elected += hopeful
                hopeful = []
            rounds.append((votes, set(elected), set(defeated)))
            if len(elected) == seats or not hopeful:
                return rounds, set(elected)
            continue
        rounds.append((votes, set(elected), set(defeated)))
        lowest = min(votes[c] for c in hopeful)
        tied = [c for c in hopeful if votes[c] <= lowest + surplus]
        out = next(c for c in lot if c in tied)
        hopeful.remove(out)
        defeated.append(out)
        keep[out] = Decimal(0)
