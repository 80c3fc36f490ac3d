"""Sharing a secret so that some of its holders together have it and fewer know nothing of it.

A. Shamir, "How to share a secret", Communications of the ACM 22 (1979), 612-613. The secret is the
value at 0 of a random polynomial of degree threshold - 1 over the integers modulo a prime; a share is
its value at 1, 2, … Any `threshold` points give the polynomial; with fewer, every secret fits exactly
one polynomial, so each is as likely as before.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from representation.sealing.errors import SealingError

PRIME = 2**256 + 297  # the least prime above every 32-byte secret


@dataclass(frozen=True)
class Point:
    """One share: the polynomial's value at `number`, which counts from 1."""

    number: int
    value: int


def split(
    secret: int,
    *,
    holders: int,
    threshold: int,
    below: Callable[[int], int],
    prime: int = PRIME,
) -> tuple[Point, ...]:
    """One share for each holder, any `threshold` of which give the secret back.

    below: a number chosen evenly from 0 up to, not including, its argument; from the system's randomness
    (`secrets.randbelow`) wherever the secret is one. Raises SealingError for numbers that make no sense.
    """
    if not 1 <= threshold <= holders < prime:
        raise SealingError("bad_threshold", threshold=threshold, holders=holders)
    if not 0 <= secret < prime:
        raise SealingError("secret_too_large")
    coefficients = [secret, *(below(prime) for _ in range(threshold - 1))]
    return tuple(Point(x, _value_at(x, coefficients, prime)) for x in range(1, holders + 1))


def combine(points: Iterable[Point], *, prime: int = PRIME) -> int:
    """The value at 0 of the polynomial through these points, by Lagrange's formula.

    With fewer points than the threshold this is a number that has nothing to do with the secret: whoever
    calls must know how many are needed. Raises SealingError for no points or two of one number.
    """
    known = tuple(points)
    numbers = [point.number for point in known]
    if not known or len(set(numbers)) != len(numbers):
        raise SealingError("same_share_twice")
    return sum(point.value * _weight(point.number, numbers, prime) for point in known) % prime


def _value_at(x: int, coefficients: list[int], prime: int) -> int:
    value = 0
    for coefficient in reversed(coefficients):
        value = (value * x + coefficient) % prime
    return value


def _weight(number: int, numbers: list[int], prime: int) -> int:
    """Lagrange's basis polynomial of this number, at 0."""
    above, below = 1, 1
    for other in numbers:
        if other != number:
            above = above * other % prime
            below = below * (other - number) % prime
    return above * pow(below, -1, prime) % prime
