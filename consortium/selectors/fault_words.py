"""What an engine found wrong, in the reader's language."""

from django.utils.translation import gettext as _

from consortium.faults import Fault


def in_words(text: str) -> str:
    """A fault as the reader says it; other text as it stands."""
    return _(text.sentence) % text.gaps if isinstance(text, Fault) else text
