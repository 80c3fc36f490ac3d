"""The answer of every rule and permission: allowed or not, and why not in words for the person."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """A service was asked for what a rule or permission does not allow; `reason` is for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Decision:
    """Whether something may be done; a refusal always carries its reason."""

    allowed: bool
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.allowed and not self.reason:
            raise ValueError("a refusal needs a reason")

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise Refused with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)

    def and_also(self, other: Decision) -> Decision:
        """The first refusal of the two, or allowed."""
        return self if not self.allowed else other


ALLOWED = Decision(True)


def refuse(reason: str) -> Decision:
    """A refusal, in words for the person who asked."""
    return Decision(False, str(reason))
