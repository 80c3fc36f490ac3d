"""Lists in the language of the page."""

import pytest
from django.utils import translation

from bids.selectors.plan_words import listed


@pytest.mark.parametrize(
    ("language", "words", "sentence"),
    [
        ("en", [], ""),
        ("en", ["Ash"], "Ash"),
        ("en", ["Ash", "Elm"], "Ash and Elm"),
        ("en", ["Ash", "Birch", "Elm"], "Ash, Birch and Elm"),
        ("cy", ["Ash", "Birch"], "Ash a Birch"),
        ("cy", ["Ash", "Elm"], "Ash ac Elm"),
        ("cy", ["Ash", "Ŵy"], "Ash ac Ŵy"),
    ],
)
def test_and_is_the_words_own_before_a_vowel(
    language: str, words: list[str], sentence: str
) -> None:
    with translation.override(language):
        assert listed(words) == sentence
