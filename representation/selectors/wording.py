"""The name of a row in the reader's language, the English one where there is no Welsh."""

from django.utils.translation import get_language


def in_language(english: str, welsh: str) -> str:
    """The Welsh where the reader reads Welsh and there is some."""
    is_welsh = (get_language() or "").startswith("cy")
    return (welsh if is_welsh else "") or english
