"""What engines find wrong: a sentence with gaps and what fills them, for somebody else to translate."""

import json
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


# What the decoder of the standard library complains of, for translators.
NO_JSON = (
    gettext_noop("expecting value"),
    gettext_noop("expecting property name enclosed in double quotes"),
    gettext_noop("expecting ':' delimiter"),
    gettext_noop("expecting ',' delimiter"),
    gettext_noop("extra data"),
    gettext_noop("unterminated string starting at"),
    gettext_noop("invalid control character at"),
    gettext_noop("invalid \\escape"),
    gettext_noop("invalid \\uXXXX escape"),
)


def why_not_json(error: json.JSONDecodeError) -> tuple[Fault, Fault]:
    """The place and the reason, as the decoder of the standard library tells them."""
    place = Fault(
        gettext_noop("line %(line)s column %(column)s"), line=error.lineno, column=error.colno
    )
    reason = error.msg[:1].lower() + error.msg[1:].removesuffix(": ")
    return place, Fault(gettext_noop("is not JSON (%(why)s)"), why=Fault(reason))
