"""Volumes in words, with the plurals that are known."""

import pytest
from django.utils import translation

from consortium.selectors.units import volume_in_words


@pytest.mark.parametrize(
    ("volume", "unit", "words"),
    [
        (1, "hour", "1 hour"),
        (1_500, "hour", "1,500 hours"),
        (1_500, "Hours ", "1,500 hours"),
        (2, "family", "2 families"),
        (1, "people", "1 person"),
        (12, "half day", "12 × half day"),
    ],
)
def test_a_known_unit_has_its_plural_and_another_stays_as_written(
    volume: int, unit: str, words: str
) -> None:
    assert volume_in_words(volume, unit) == words


def test_welsh_counts_in_the_singular() -> None:
    with translation.override("cy"):
        assert volume_in_words(1_500, "hour") == "1,500 awr"
