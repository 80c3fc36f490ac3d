"""What one version of a structure's rules says otherwise than the one before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from representation.models import Structure, StructureVersion
from representation.selectors.structure_settings import SettingView, setting_view
from representation.selectors.structures import VersionView, version_view
from representation.structures.membership import read_rule
from representation.structures.preset import catalogue
from representation.structures.settings import Value, completed


@dataclass(frozen=True)
class SettingChange:
    """A setting before and after."""

    before: SettingView
    after: SettingView


@dataclass(frozen=True)
class RuleChanges:
    """All that differs. `membership`: the rule's words before and after; None where it stays."""

    settings: tuple[SettingChange, ...]
    membership: tuple[str, str] | None

    def __bool__(self) -> bool:
        return bool(self.settings or self.membership)


@dataclass(frozen=True)
class VersionChanges:
    """A version, and what it changed; nothing where it is the first."""

    version: VersionView
    changes: RuleChanges


def rule_changes(
    structure: Structure,
    before: StructureVersion,
    settings: Mapping[str, Value],
    membership: Mapping[str, Any],
) -> RuleChanges:
    """What these settings and this rule would change in a version. A missing setting is its default."""
    old = completed(catalogue(), before.settings)
    new = completed(catalogue(), settings)
    changed = [key for key in old if old[key] != new[key]]
    said = tuple(_words(one) for one in (before.membership_rule, membership))
    return RuleChanges(
        tuple(
            SettingChange(
                *(
                    setting_view(structure.preset, catalogue()[key], values[key])
                    for values in (old, new)
                )
            )
            for key in changed
        ),
        (said[0], said[1]) if dict(membership) != before.membership_rule else None,
    )


def version_changes(structure: Structure, number: int) -> VersionChanges | None:
    """That version against the one before; None where there is no such version."""
    found = structure.versions.filter(number=number).first()
    if found is None:
        return None
    before = structure.versions.filter(number=number - 1).first() or found
    changes = rule_changes(structure, before, found.settings, found.membership_rule)
    return VersionChanges(version_view(found), changes)


def next_version(structure: Structure, day: date) -> VersionView | None:
    """The first version that holds only after that day."""
    found = structure.versions.filter(valid_from__gt=day).order_by("number").first()
    return version_view(found) if found else None


def _words(rule: Mapping[str, Any]) -> str:
    return read_rule(rule).words.said(get_language() or "")
