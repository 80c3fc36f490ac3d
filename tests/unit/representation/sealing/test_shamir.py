"""Any two of three open, any one learns nothing: all subsets, and every polynomial of a small field."""

import secrets
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.sealing.errors import SealingError
from representation.sealing.shamir import PRIME, Point, combine, split

SECRETS = st.integers(0, 2**256 - 1)
SMALL = 7


def is_prime(number: int) -> bool:
    """Miller and Rabin, with bases enough for a number that nobody chose to deceive."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        power = pow(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def test_the_field_is_one_and_the_least_that_holds_every_key() -> None:
    assert is_prime(PRIME)
    assert not any(is_prime(number) for number in range(2**256, PRIME))


@given(SECRETS, st.integers(1, 6), st.data())
def test_every_subset_that_is_large_enough_opens(
    secret: int, holders: int, data: st.DataObject
) -> None:
    threshold = data.draw(st.integers(1, holders))
    points = split(secret, holders=holders, threshold=threshold, below=secrets.randbelow)
    for size in range(threshold, holders + 1):
        for some in combinations(points, size):
            assert combine(some) == secret
            assert combine(reversed(some)) == secret


@given(SECRETS, SECRETS, st.integers(1, 3), st.integers(0, PRIME - 1))
def test_one_share_fits_every_secret(secret: int, other: int, number: int, slope: int) -> None:
    """Whatever share a holder has, another secret would have given it too, by exactly one slope."""
    value = split(secret, holders=3, threshold=2, below=lambda _: slope)[number - 1].value
    fitting = (value - other) * pow(number, -1, PRIME) % PRIME
    again = split(other, holders=3, threshold=2, below=lambda _: fitting)
    assert again[number - 1] == Point(number, value)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_share_is_as_likely_whatever_the_secret(number: int) -> None:
    for secret in range(SMALL):
        shares = Counter(
            split(secret, holders=3, threshold=2, below=lambda _, a=a: a, prime=SMALL)[number - 1]
            for a in range(SMALL)
        )
        assert set(shares.values()) == {1}
        assert len(shares) == SMALL


def test_two_shares_of_a_threshold_of_three_fit_every_secret() -> None:
    for first, second in combinations(range(3), 2):
        for secret in range(SMALL):
            seen = Counter()
            for a in range(SMALL):
                for b in range(SMALL):
                    drawn = iter((a, b))
                    points = split(
                        secret,
                        holders=3,
                        threshold=3,
                        below=lambda _, drawn=drawn: next(drawn),
                        prime=SMALL,
                    )
                    seen[points[first].value, points[second].value] += 1
            assert set(seen.values()) == {1}


@pytest.mark.parametrize("holders, threshold", [(3, 0), (3, 4), (0, 0)])
def test_thresholds_that_make_no_sense(holders: int, threshold: int) -> None:
    with pytest.raises(SealingError, match="bad_threshold"):
        split(1, holders=holders, threshold=threshold, below=secrets.randbelow)


def test_a_share_does_not_count_twice() -> None:
    point = Point(1, 5)
    with pytest.raises(SealingError, match="same_share_twice"):
        combine([point, point])
    with pytest.raises(SealingError):
        combine([])
