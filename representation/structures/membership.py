"""Who may join a structure: a rule as data, and which of its conditions an organisation does not meet.

A rule as a document: {"words": {"en", "cy"}, "appeal": {"en", "cy"}, "conditions": [...]}. Every
condition has a kind and `words`, which say what is asked; by its kind also `key` (a statement to
tick), `themes` or `forms`. An organisation joins when it meets all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from representation.structures.settings import Wording


class InvalidRule(Exception):
    """The document is no membership rule; the text names the place."""


class ConditionKind(StrEnum):
    """What a condition asks: a statement ticked, a theme, a place, a size, or a legal form."""

    DECLARES = "declares"
    THEME = "theme"
    WORKS_IN = "works-in"
    SMALL = "small"
    LEGAL_FORM = "legal-form"


@dataclass(frozen=True)
class Condition:
    """One thing asked of an organisation; `words` say it, whether it is met or refused."""

    kind: ConditionKind
    words: Wording
    key: str = ""
    among: frozenset[str] = frozenset()


@dataclass(frozen=True)
class MembershipRule:
    """All the conditions, the rule in a sentence, and how to appeal."""

    words: Wording
    appeal: Wording
    conditions: tuple[Condition, ...]

    @property
    def statements(self) -> tuple[Condition, ...]:
        """The conditions that are met by ticking a statement."""
        return tuple(one for one in self.conditions if one.kind is ConditionKind.DECLARES)


@dataclass(frozen=True)
class Applicant:
    """What is known of an organisation. `is_small` is None where its income is not known."""

    themes: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    legal_form: str = ""
    is_small: bool | None = None
    declared: frozenset[str] = field(default=frozenset())


def unmet(
    rule: MembershipRule, applicant: Applicant, areas: frozenset[str]
) -> tuple[Condition, ...]:
    """The conditions that the applicant does not meet, in order; `areas` are the structure's and its parts'.

    An organisation whose income is not known counts as small: a group without accounts is.
    """
    return tuple(one for one in rule.conditions if not _is_met(one, applicant, areas))


def read_rule(document: Any) -> MembershipRule:
    """The rule of a document. Raises InvalidRule at the first place that is wrong."""
    if not isinstance(document, Mapping):
        raise InvalidRule("rule: is not an object")
    conditions = document.get("conditions", [])
    if not isinstance(conditions, list):
        raise InvalidRule("conditions: is not a list")
    return MembershipRule(
        words=read_wording(document.get("words"), "words"),
        appeal=read_wording(document.get("appeal"), "appeal"),
        conditions=tuple(
            _condition(one, f"conditions[{place}]") for place, one in enumerate(conditions)
        ),
    )


def read_wording(value: Any, place: str) -> Wording:
    """Both languages of a text; neither may be empty. Raises InvalidRule."""
    if not isinstance(value, Mapping):
        raise InvalidRule(f"{place}: is not an object with en and cy")
    said = [value.get(language) for language in ("en", "cy")]
    for language, text in zip(("en", "cy"), said, strict=True):
        if not isinstance(text, str) or not text.strip():
            raise InvalidRule(f"{place}.{language}: is no text")
    return Wording(str(said[0]), str(said[1]))


def _condition(value: Any, place: str) -> Condition:
    if not isinstance(value, Mapping):
        raise InvalidRule(f"{place}: is not an object")
    try:
        kind = ConditionKind(str(value.get("kind")))
    except ValueError:
        raise InvalidRule(f"{place}.kind: {value.get('kind')!r} is no kind of condition") from None
    key = value.get("key", "")
    if kind is ConditionKind.DECLARES and (not isinstance(key, str) or not key):
        raise InvalidRule(f"{place}.key: is no text")
    return Condition(
        kind,
        read_wording(value.get("words"), f"{place}.words"),
        str(key),
        _among(kind, value, place),
    )


def _among(kind: ConditionKind, value: Mapping[str, Any], place: str) -> frozenset[str]:
    name = {ConditionKind.THEME: "themes", ConditionKind.LEGAL_FORM: "forms"}.get(kind)
    if name is None:
        return frozenset()
    among = value.get(name)
    if not isinstance(among, list) or not among or not all(isinstance(one, str) for one in among):
        raise InvalidRule(f"{place}.{name}: is not a list of texts")
    return frozenset(among)


def _is_met(condition: Condition, applicant: Applicant, areas: frozenset[str]) -> bool:
    checks: Mapping[ConditionKind, Callable[[], bool]] = {
        ConditionKind.DECLARES: lambda: condition.key in applicant.declared,
        ConditionKind.THEME: lambda: bool(condition.among & applicant.themes),
        ConditionKind.WORKS_IN: lambda: bool(areas & applicant.areas),
        ConditionKind.SMALL: lambda: applicant.is_small is not False,
        ConditionKind.LEGAL_FORM: lambda: applicant.legal_form in condition.among,
    }
    return checks[condition.kind]()
