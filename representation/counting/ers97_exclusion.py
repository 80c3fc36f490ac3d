"""ERS97 5.2.2 and 5.2.5: who is excluded together, and when surpluses can wait.

Guarded candidates (reserved seats, members whom a countback protects: 7.1) stand outside both comparisons.
"""

from representation.counting.register import Register
from representation.counting.result import TiePurpose


def can_defer(register: Register, surpluses: int) -> bool:
    """5.2.2: whether no surplus could change who is excluded next.

    surpluses: the total of all surpluses, which must exceed neither difference (a) nor any (b).
    """
    votes = _votes_in_order(register)
    if len(votes) > 1 and surpluses <= votes[1] - votes[0]:
        return True
    return largest_group(register, votes, surpluses) > 1


def group_to_exclude(register: Register, surpluses: int, doomed: frozenset[int]) -> list[int]:
    """5.2.5: as many of the lowest as cannot together, with the deferred surpluses, pass the next above.

    A doomed candidate goes alone and first. Ties by the earliest point, then by lot.
    """
    if doomed:
        return _lowest(register, set(doomed), 1)
    size = largest_group(register, _votes_in_order(register), surpluses)
    pool = set(register.continuing - register.guarded())
    group = _lowest(register, pool, size)
    if size > 1 and not register.may_go(group[0], group):
        return group[:1]
    return group


def largest_group(register: Register, votes: list[int], surpluses: int) -> int:
    """How many of these votes, lowest first, can be excluded together; at least one.

    votes: of candidates who may be excluded, ascending, in hundredths.
    """
    spare = len(register.continuing) - register.unfilled
    sizes = range(2, min(spare, len(votes) - 1) + 1)
    return max((n for n in sizes if sum(votes[:n]) + surpluses <= votes[n]), default=1)


def _votes_in_order(register: Register) -> list[int]:
    return sorted(register.votes[c] for c in register.continuing - register.guarded())


def _lowest(register: Register, pool: set[int], size: int) -> list[int]:
    """This many of the pool with the fewest votes, with a tie broken only where it decides who goes."""
    group: list[int] = []
    while len(group) < size:
        fewest = min(register.votes[c] for c in pool)
        level = sorted(c for c in pool if register.votes[c] == fewest)
        if len(level) > size - len(group):
            level = [register.break_tie(level, TiePurpose.EXCLUSION, register.history)]
        group += level
        pool -= set(level)
    return group
