"""What engines find wrong: a sentence with gaps and what fills them, for somebody else to translate."""

from collections.abc import Mapping


class Fault(str):
    """The fault in English; `sentence` and `gaps` are kept for whoever says it in another language."""

    sentence: str
    gaps: Mapping[str, object]

    def __new__(cls, sentence: str, **gaps: object) -> "Fault":
        fault = super().__new__(cls, sentence % gaps if gaps else sentence)
        fault.sentence, fault.gaps = sentence, gaps
        return fault


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for translators, where Django is out of reach."""
    return sentence
