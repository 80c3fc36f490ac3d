"""The engine's sentences, in English and Welsh."""

from representation.counting.wording.english import ENGLISH
from representation.counting.wording.welsh import WELSH

CATALOGUES = {"en": ENGLISH, "cy": WELSH}


def say(code: str, language: str = "en", **params: object) -> str:
    """The sentence with this code; in English where the language has no catalogue."""
    return CATALOGUES.get(language, ENGLISH)[code].format(**params)
