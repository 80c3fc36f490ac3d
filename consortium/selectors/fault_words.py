"""What an engine found wrong, in the reader's language."""

from django.utils.translation import gettext as _

from consortium.faults import Fault


def in_words(text: str) -> str:
    """A fault as the reader says it, with the faults in its gaps; other text as it stands."""
    if not isinstance(text, Fault):
        return text
    gaps = {
        name: in_words(gap) if isinstance(gap, Fault) else gap for name, gap in text.gaps.items()
    }
    return _(text.sentence) % gaps if gaps else _(text.sentence)
