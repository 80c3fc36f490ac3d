"""Which areas hang together."""

from collections.abc import Iterable, Mapping


def connected(areas: Iterable[str], neighbours: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """The areas in sets that hang together, each set and the whole in order of name."""
    left = set(areas)
    pieces = []
    while left:
        reached: set[str] = set()
        fresh = {min(left)}
        while fresh:
            reached |= fresh
            fresh = {near for area in fresh for near in neighbours.get(area, ())} & left - reached
        pieces.append(sorted(reached))
        left -= reached
    return pieces
